"""The checks after discharge: those that wait for somebody, a try, a result."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import FollowUp, Stay
from enabler.pages.after_discharge import forms
from enabler.pages.after_discharge.blueprint import blueprint
from enabler.record.stay import follow_ups as record_follow_ups
from enabler.record.worklists.follow_ups_due import DueFollowUp, follow_ups_due
from enabler.vocabulary import ContactMethod, Milestone, Role
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import patient_of
from enabler.web.sessions import actor

AHEAD = timedelta(days=7)


@blueprint.route("/follow-ups")
@access(Role.OFFICER, Role.COORDINATOR)
def follow_ups() -> ResponseReturnValue:
    today = clock.today()
    everybody = follow_ups_due(the_session(), by=actor(), until=today + AHEAD)
    mine = request.args.get("whose") == "mine"
    shown = [one for one in everybody if not mine or one.officer_id == actor().user_id]
    note("view follow-ups", shown=len(shown))
    return page(
        "after_discharge/follow_ups.html",
        waiting=[one for one in shown if one.due_on <= today],
        coming=[one for one in shown if one.due_on > today],
        mine=mine,
        hidden=_overdue(everybody) - _overdue(shown),
        waiting_hidden=sum(one.due_on <= today for one in everybody if one not in shown),
        milestones=Milestone,
        today=today,
    )


def _overdue(listed: Sequence[DueFollowUp]) -> int:
    return sum(one.due_on < clock.today() for one in listed)


@blueprint.route("/stays/<int:stay_id>/follow-ups/<int:follow_up_id>/try", methods=["GET", "POST"])
@access(Role.OFFICER)
def log_try(stay_id: int, follow_up_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    row = _of(stay, follow_up_id)
    form = forms.LogTry(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            record_follow_ups.log_try(
                session,
                by=actor(),
                follow_up_id=row.id,
                tried_at=_instant(form),
                method=ContactMethod(form.method.data),
                note=form.note.data,
            )
            form.done(
                f"Try logged for {patient_of(stay)}.",
                url_for("after_discharge.stay_follow_ups", stay_id=stay_id),
            )
        if form.saved:
            return saved(form)
    return page("after_discharge/log_try.html", form=form, stay=stay, milestone=Milestone(row.milestone))


@blueprint.route("/stays/<int:stay_id>/follow-ups/<int:follow_up_id>/finish", methods=["GET", "POST"])
@access(Role.OFFICER)
def finish_follow_up(stay_id: int, follow_up_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    row = _of(stay, follow_up_id)
    form = forms.FinishFollowUp(obj=row, stay=stay)
    milestone = Milestone(row.milestone)
    if form.validate_on_submit():
        with saving(form) as session:
            record_follow_ups.finish_follow_up(
                session, by=actor(), follow_up_id=row.id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(
                f"The check at {milestone.label} is finished for {patient_of(stay)}.",
                url_for("after_discharge.stay_follow_ups", stay_id=stay_id),
            )
        if form.saved:
            return saved(form)
    return page("after_discharge/finish_follow_up.html", form=form, stay=stay, milestone=milestone)


def _of(stay: Stay, follow_up_id: int) -> FollowUp:
    row = the_session().get(FollowUp, follow_up_id)
    if row is None or row.stay_id != stay.id:
        abort(404)
    return row


def _instant(form: forms.LogTry) -> datetime:
    """Today's try is made now; of an earlier one only the day is known and shown."""
    on = forms.day_in(form.tried_on)
    if on == clock.today():
        return clock.now()
    return datetime.combine(on, time(12), clock.LONDON)
