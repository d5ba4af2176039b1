"""Recording that somebody left, putting it right, taking it back, and the checklist before it."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from enabler import codes
from enabler.models import Barrier, Stay
from enabler.pages.after_discharge import forms
from enabler.pages.after_discharge.blueprint import blueprint
from enabler.record.stay import checklist as record_checklist, discharge as record_discharge
from enabler.rules.stay.discharge import FOLLOWED_UP
from enabler.vocabulary import CheckState, DischargeOutcome, Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import patient_of
from enabler.web.sessions import actor
from enabler.wording.formatting import checks_planned, long_date, plain_date

NO_HOME = "They left without a settled home. Check that the duty to refer was made, and who sees them tonight."
HOME_UNKNOWN = "What kind of home they went to is not known: nobody counts as housed until somebody has asked."


@blueprint.route("/stays/<int:stay_id>/discharge", methods=["GET", "POST"])
@access(Role.OFFICER)
def discharge(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    if stay.discharged_on is not None and request.method == "GET":
        return redirect(url_for("after_discharge.change_discharge", stay_id=stay_id))
    form = forms.Discharge(obj=stay, stay=stay)
    standing = record_discharge.standing_barriers(the_session(), stay_id)
    form.resolved.choices = [(barrier.id, _in_words(barrier)) for barrier in standing]
    if not standing:
        del form.resolved
    if form.validate_on_submit():
        with saving(form) as session:
            record_discharge.discharge(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(_what_happened(stay), url_for("after_discharge.stay_follow_ups", stay_id=stay_id))
        if form.saved:
            return _saved(form, stay)
    gaps = record_checklist.checklist(the_session(), stay_id).gaps
    return page("after_discharge/discharge.html", form=form, stay=stay, gaps=gaps, ready_on=_ready_on(stay))


@blueprint.route("/stays/<int:stay_id>/discharge/change", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_discharge(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.ChangeDischarge(obj=stay, stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            record_discharge.change_discharge(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(_what_happened(stay), url_for("after_discharge.stay_follow_ups", stay_id=stay_id))
        if form.saved:
            return _saved(form, stay)
    return page("after_discharge/change_discharge.html", form=form, stay=stay)


@blueprint.route("/stays/<int:stay_id>/discharge/undo", methods=["GET", "POST"])
@access(Role.OFFICER)
def undo_discharge(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.UndoDischarge(obj=stay, stay=stay)
    closed = [_in_words(barrier) for barrier in record_discharge.closed_barriers(the_session(), stay_id)]
    if form.validate_on_submit():
        with saving(form) as session:
            record_discharge.undo_discharge(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0
            )
            form.done(
                f"{patient_of(stay)} is back on the ward list. What was recorded is in the history.",
                url_for("after_discharge.stay_follow_ups", stay_id=stay_id),
            )
        if form.saved:
            return saved(form)
    return page("after_discharge/undo_discharge.html", form=form, stay=stay, closed=closed)


@blueprint.route("/stays/<int:stay_id>/checklist", methods=["GET", "POST"])
@access(Role.OFFICER)
def checklist(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    stands = record_checklist.checklist(the_session(), stay_id)
    form = forms.Checklist(stay=stay, version=stands.version, data=_as_fields(stands))
    if form.validate_on_submit():
        with saving(form) as session:
            after = record_checklist.answer_checklist(
                session,
                by=actor(),
                stay_id=stay_id,
                expected_version=form.version.data or 0,
                answers=_checked(form),
            )
            gaps = len(after.gaps)
            said = f"{gaps} of 7 still open." if gaps else "Nothing is missing."
            form.done(
                f"Checklist saved for {patient_of(stay)}. {said}",
                url_for("after_discharge.stay_follow_ups", stay_id=stay_id),
            )
        if form.saved:
            return saved(form)
    return page("after_discharge/checklist.html", form=form, stay=stay, checklist=stands)


def _saved(form: forms.ChangeDischarge, stay: Stay) -> ResponseReturnValue:
    """Say what was saved, and mind who left without a home that is known."""
    went_somewhere = stay.discharge_outcome in FOLLOWED_UP
    housed = record_discharge.is_housed(stay)
    if went_somewhere and stay.home_after is not None and not housed:
        flash(HOME_UNKNOWN if housed is None else NO_HOME, "warning")
    return saved(form)


def _what_happened(stay: Stay) -> str:
    outcome = DischargeOutcome(stay.discharge_outcome or "").label
    said = f"{patient_of(stay)}: {outcome.lower()} on {long_date(stay.discharged_on)}."
    is_followed_up = stay.discharge_outcome in FOLLOWED_UP and stay.case_opened_on
    return f"{said} Planned: {checks_planned()}." if is_followed_up else said


def _ready_on(stay: Stay) -> date | None:
    return next((period.ready_on for period in stay.ready_periods if period.ended_on is None), None)


def _in_words(barrier: Barrier) -> str:
    kind = codes.barrier_kinds().get(barrier.kind)
    return f"{kind.label if kind else barrier.kind}, since {plain_date(barrier.intervals[-1].began_on)}"


def _as_fields(stands: record_checklist.DischargeChecklist) -> dict[str, object]:
    fields: dict[str, object] = {}
    for line in stands.lines:
        fields[f"{line.item.name.lower()}_state"] = line.state or ""
        fields[f"{line.item.name.lower()}_note"] = line.note
    return fields


def _checked(form: forms.Checklist) -> record_checklist.Answers:
    return {item: (CheckState(state.data) if state.data else None, note.data) for item, state, note in form.lines()}
