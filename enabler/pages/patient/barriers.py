"""Barriers: add, change, resolve, re-open, waiting on whom."""

from flask import url_for
from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.models import Barrier, Stay
from enabler.pages.patient.around import back_to, of_stay, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import barriers as forms
from enabler.pages.patient.showing import form_of
from enabler.record.directory.agencies import agency_names
from enabler.record.stay import barriers
from enabler.vocabulary import Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import EnablerForm, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor


@blueprint.route("/stays/<int:stay_id>/barriers/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_barrier(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddBarrier(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            barrier = barriers.add_barrier(session, by=actor(), stay_id=stay_id, **form.answers())
            pack = url_for("patient.add_pack", stay_id=stay_id, barrier_id=barrier.id)
            form.done(saved_for(stay, f"{label_of(barrier)} added. Choose what to do about it."), pack)
        if form.saved:
            return saved(form)
    return _page("patient/add_barrier.html", form, stay)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_barrier(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    form = forms.ChangeBarrier(obj=barrier, stay=stay, data={"began_on": barrier.intervals[-1].began_on})
    if form.validate_on_submit():
        with saving(form) as session:
            barriers.change_barrier(
                session, by=actor(), barrier_id=barrier_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, f"{label_of(barrier)} changed."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/change_barrier.html", form, stay, barrier)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/resolve", methods=["GET", "POST"])
@access(Role.OFFICER)
def resolve_barrier(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    last = barrier.intervals[-1]
    present = {"resolved_on": last.resolved_on or clock.today(), "how_resolved": last.how_resolved}
    form = forms.ResolveBarrier(obj=barrier, stay=stay, data=present)
    if form.validate_on_submit():
        with saving(form) as session:
            barriers.resolve_barrier(
                session, by=actor(), barrier_id=barrier_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, f"{label_of(barrier)} resolved."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/resolve_barrier.html", form, stay, barrier)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/reopen", methods=["GET", "POST"])
@access(Role.OFFICER)
def reopen_barrier(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    form = forms.ReopenBarrier(obj=barrier, stay=stay, data={"began_on": clock.today()})
    if form.validate_on_submit():
        with saving(form) as session:
            barriers.reopen_barrier(
                session, by=actor(), barrier_id=barrier_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, f"{label_of(barrier)} re-opened."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/reopen_barrier.html", form, stay, barrier)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/waiting-on", methods=["GET", "POST"])
@access(Role.OFFICER)
def set_waiting_on(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    form = forms.SetWaitingOn(obj=barrier, stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            changed = barriers.set_waiting_on(
                session, by=actor(), barrier_id=barrier_id, expected_version=form.version.data, **form.answers()
            )
            now = f"waits on {named(changed, 'waiting_on')}" if changed.waiting_on else "waits on nobody now"
            form.done(saved_for(stay, f"{label_of(barrier)} {now}."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/set_waiting_on.html", form, stay, barrier)


def label_of(barrier: Barrier) -> str:
    return codes.barrier_kinds()[barrier.kind].label


def _page(template: str, form: EnablerForm, stay: Stay, barrier: Barrier | None = None) -> ResponseReturnValue:
    label = label_of(barrier) if barrier else ""
    return form_of(
        stay,
        template,
        form=form,
        barrier=barrier,
        caption=label,
        agencies=agency_names(the_session()) if hasattr(form, "waiting_on") else [],
    )
