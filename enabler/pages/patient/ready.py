"""Ready periods, leave and national delay reasons of a stay."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.models import DelayReason, Leave, ReadyPeriod, Stay
from enabler.pages.patient.around import back_to, of_stay, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import ready as forms
from enabler.pages.patient.showing import form_of
from enabler.record.stay import delay_reasons, leave, ready_periods
from enabler.vocabulary import ReadyEnd, ReadyStandard, Role, Setting
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import saved, saving
from enabler.web.sessions import actor

USUAL = {Setting.MENTAL_HEALTH: ReadyStandard.CRFD, Setting.ACUTE: ReadyStandard.DRD}
STILL_HERE = (ReadyEnd.UNWELL_AGAIN,)  # every other end is a discharge, which ends the period by itself


@blueprint.route("/stays/<int:stay_id>/ready/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_ready_period(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddReadyPeriod(
        stay=stay, data={"ready_on": _says_fit(stay), "standard": USUAL.get(Setting(stay.setting))}
    )
    if form.validate_on_submit():
        with saving(form) as session:
            ready_periods.add_ready_period(session, by=actor(), stay_id=stay_id, **form.answers())
            form.done(saved_for(stay, "Ready date recorded."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/add_ready_period.html", form=form, says_fit_on=_says_fit(stay))


@blueprint.route("/stays/<int:stay_id>/ready/<int:period_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_ready_period(stay_id: int, period_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    period = of_stay(ReadyPeriod, period_id, stay)
    form = forms.ChangeReadyPeriod(obj=period, stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            ready_periods.change_ready_period(
                session,
                by=actor(),
                ready_period_id=period_id,
                expected_version=form.version.data or 0,
                **form.answers(),
            )
            form.done(saved_for(stay, "Ready period changed; what it said before is kept."), back_to(stay))
        if form.saved:
            return saved(form)
    earlier = ready_periods.earlier_values(the_session(), stay_id).get(period_id, [])
    return form_of(
        stay,
        "patient/change_ready_period.html",
        form=form,
        period=period,
        earlier=earlier,
        lag=ready_periods.lag_days(period, earlier),
    )


@blueprint.route("/stays/<int:stay_id>/ready/<int:period_id>/end", methods=["GET", "POST"])
@access(Role.OFFICER)
def end_ready_period(stay_id: int, period_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    period = of_stay(ReadyPeriod, period_id, stay)
    form = forms.EndReadyPeriod(stay=stay, version=period.version)
    ends = STILL_HERE if stay.discharged_on is None else tuple(ReadyEnd)
    form.end_reason.choices = [(word.value, word.label) for word in ends]
    if form.validate_on_submit():
        with saving(form) as session:
            ready_periods.end_ready_period(
                session,
                by=actor(),
                ready_period_id=period_id,
                expected_version=form.version.data or 0,
                **form.answers(),
            )
            form.done(saved_for(stay, "Ready period ended."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/end_ready_period.html", form=form, period=period)


@blueprint.route("/stays/<int:stay_id>/leave/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_leave(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddLeave(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            leave.add_leave(session, by=actor(), stay_id=stay_id, **form.answers())
            form.done(saved_for(stay, "Leave recorded."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/add_leave.html", form=form)


@blueprint.route("/stays/<int:stay_id>/leave/<int:leave_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_leave(stay_id: int, leave_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.ChangeLeave(obj=of_stay(Leave, leave_id, stay), stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            leave.change_leave(
                session, by=actor(), leave_id=leave_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(saved_for(stay, "Leave changed."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/change_leave.html", form=form)


@blueprint.route("/stays/<int:stay_id>/reasons/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_delay_reason(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddDelayReason(stay=stay)
    form.reason.choices = _reasons(stay)
    if form.validate_on_submit():
        with saving(form) as session:
            delay_reasons.add_delay_reason(session, by=actor(), stay_id=stay_id, **form.answers())
            form.done(saved_for(stay, "Delay reason recorded."), back_to(stay))
        if form.saved:
            _say_remarks(form.answers())
            return saved(form)
    return form_of(stay, "patient/add_delay_reason.html", form=form)


@blueprint.route("/stays/<int:stay_id>/reasons/<int:reason_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_delay_reason(stay_id: int, reason_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    reason = of_stay(DelayReason, reason_id, stay)
    form = forms.ChangeDelayReason(obj=reason, stay=stay, data={"reason": f"{reason.list} {reason.code}"})
    form.reason.choices = _reasons(stay)
    if form.validate_on_submit():
        with saving(form) as session:
            delay_reasons.change_delay_reason(
                session,
                by=actor(),
                delay_reason_id=reason_id,
                expected_version=form.version.data or 0,
                **form.answers(),
            )
            form.done(saved_for(stay, "Delay reason changed."), back_to(stay))
        if form.saved:
            _say_remarks(form.answers())
            return saved(form)
    return form_of(stay, "patient/change_delay_reason.html", form=form)


@blueprint.route("/stays/<int:stay_id>/reasons/<int:reason_id>/end", methods=["GET", "POST"])
@access(Role.OFFICER)
def end_delay_reason(stay_id: int, reason_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    reason = of_stay(DelayReason, reason_id, stay)
    form = forms.EndDelayReason(stay=stay, version=reason.version, data={"to_on": clock.today()})
    if form.validate_on_submit():
        with saving(form) as session:
            delay_reasons.end_delay_reason(
                session,
                by=actor(),
                delay_reason_id=reason_id,
                expected_version=form.version.data or 0,
                **form.answers(),
            )
            form.done(saved_for(stay, "Delay reason ended."), back_to(stay))
        if form.saved:
            return saved(form)
    label = codes.delay_reasons()[reason.list, reason.code].label
    return form_of(stay, "patient/end_delay_reason.html", form=form, reason=reason, label=label)


def _says_fit(stay: Stay) -> object:
    """What the hospital's list says, until a ready date has been recorded."""
    return None if stay.ready_periods else stay.hospital_says_fit_on


def _reasons(stay: Stay) -> dict[str, str | dict[str, str]]:
    """The lists that fit the setting first; one that has ended comes last."""
    groups: dict[str, str | dict[str, str]] = {"": "Choose the reason"}
    for name in delay_reasons.LISTS[Setting(stay.setting)]:
        rows = [row for row in codes.delay_reasons().values() if row.list == name]
        groups[delay_reasons.LIST_LABELS[name]] = {f"{name} {row.code}": f"{row.code} {row.label}" for row in rows}
    return groups


def _say_remarks(reason: dict[str, Any]) -> None:
    for sentence in delay_reasons.remarks(**reason):
        flash(sentence, "warning")
