"""Actions: add one or a standard pack, change, finish, put off, pass on."""

from flask import request
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import Action, Barrier, Stay
from enabler.pages.patient.around import back_to, barrier_choices, of_stay, saved_for
from enabler.pages.patient.barriers import label_of
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import actions as forms
from enabler.pages.patient.showing import form_of
from enabler.record.directory.agencies import agency_names
from enabler.record.stay import action_packs, actions
from enabler.vocabulary import OwnerKind, Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import EnablerForm, saved, saving
from enabler.web.messages import named
from enabler.web.numbers_asked import number_asked
from enabler.web.sessions import actor
from enabler.wording.formatting import plural, weekday_date


@blueprint.route("/stays/<int:stay_id>/actions/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_action(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    present = number_asked("barrier")
    form = forms.AddAction(
        stay=stay, data={"owner": actor().name, "owner_kind": OwnerKind.STAFF.value, "barrier_id": present}
    )
    form.barrier_id.choices = barrier_choices(stay)
    if form.validate_on_submit():
        with saving(form) as session:
            actions.add_action(session, by=actor(), stay_id=stay_id, **form.answers())
            form.done(saved_for(stay, "Action added."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/add_action.html", form, stay)


@blueprint.route("/stays/<int:stay_id>/actions/<int:action_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_action(stay_id: int, action_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    action = of_stay(Action, action_id, stay)
    form = forms.ChangeAction(obj=action, stay=stay)
    if request.method == "GET" and not form.was_kept:
        form.owner.data = action.owner_name  # of today
    form.barrier_id.choices = barrier_choices(stay, action.barrier_id)
    if form.validate_on_submit():
        with saving(form) as session:
            actions.change_action(
                session, by=actor(), action_id=action_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, "Action changed."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/change_action.html", form, stay, action)


@blueprint.route("/stays/<int:stay_id>/actions/<int:action_id>/finish", methods=["GET", "POST"])
@access(Role.OFFICER)
def finish_action(stay_id: int, action_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    action = of_stay(Action, action_id, stay)
    present = {"done_on": action.done_on or clock.today(), "outcome": action.outcome}
    form = forms.FinishAction(stay=stay, version=action.version, data=present)
    if form.validate_on_submit():
        with saving(form) as session:
            actions.finish_action(
                session, by=actor(), action_id=action_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, f"Done: {named(action, 'what')}."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/finish_action.html", form, stay, action)


@blueprint.route("/stays/<int:stay_id>/actions/<int:action_id>/reopen", methods=["GET", "POST"])
@access(Role.OFFICER)
def reopen_action(stay_id: int, action_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    action = of_stay(Action, action_id, stay)
    form = forms.ReopenAction(stay=stay, version=action.version)
    if form.validate_on_submit():
        with saving(form) as session:
            actions.reopen_action(session, by=actor(), action_id=action_id, expected_version=form.version.data)
            form.done(saved_for(stay, f"Not done after all: {named(action, 'what')}."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/reopen_action.html", form, stay, action)


@blueprint.route("/stays/<int:stay_id>/actions/<int:action_id>/snooze", methods=["GET", "POST"])
@access(Role.OFFICER)
def snooze_action(stay_id: int, action_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    action = of_stay(Action, action_id, stay)
    form = forms.SnoozeAction(stay=stay, version=action.version)
    if form.validate_on_submit():
        with saving(form) as session:
            actions.snooze_action(
                session, by=actor(), action_id=action_id, expected_version=form.version.data, **form.answers()
            )
            until = weekday_date(form.snoozed_until.data)
            form.done(saved_for(stay, f"Put off until {until}: {named(action, 'what')}."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/snooze_action.html", form, stay, action)


@blueprint.route("/stays/<int:stay_id>/actions/<int:action_id>/pass-on", methods=["GET", "POST"])
@access(Role.OFFICER)
def pass_on_action(stay_id: int, action_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    action = of_stay(Action, action_id, stay)
    form = forms.PassOnAction(stay=stay, version=action.version)
    if form.validate_on_submit():
        with saving(form) as session:
            passed = actions.pass_on_action(
                session, by=actor(), action_id=action_id, expected_version=form.version.data, **form.answers()
            )
            whose = named(passed, "owner") if passed.owner else OwnerKind(passed.owner_kind or "").label.lower()
            form.done(saved_for(stay, f"Passed on to {whose}: {named(action, 'what')}."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page("patient/pass_on_action.html", form, stay, action)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/pack", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_pack(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    usual = action_packs.action_pack(barrier.kind, clock.today(), owner=actor().name)
    form = forms.pack_form(len(usual))(stay=stay, data=_pack_data(usual))
    if form.validate_on_submit():
        with saving(form) as session:
            added = action_packs.add_pack(session, by=actor(), barrier_id=barrier_id, steps=_steps(form))
            form.done(saved_for(stay, f"{plural(len(added), 'action')} added."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/add_pack.html", form=form, barrier=barrier, caption=label_of(barrier))


def _pack_data(usual: list[action_packs.PackStep]) -> dict[str, object]:
    found: dict[str, object] = {}
    for step in usual:
        n = step.place
        found |= {f"wanted_{n}": True, f"what_{n}": step.what, f"due_on_{n}": step.due_on, f"owner_{n}": step.owner}
    return found


def _steps(form: forms.AddPack) -> list[action_packs.PackStep]:
    """The ticked lines, as they were edited."""
    wanted = [place for place in range(form.count) if form[f"wanted_{place}"].data]
    return [_step(form, place) for place in wanted]


def _step(form: forms.AddPack, place: int) -> action_packs.PackStep:
    owner = form[f"owner_{place}"].data
    return action_packs.PackStep(
        what=form[f"what_{place}"].data or "",
        due_on=form[f"due_on_{place}"].data,
        owner=owner,
        owner_kind=OwnerKind.STAFF if owner == actor().name else None,
        place=place,
    )


def _page(template: str, form: EnablerForm, stay: Stay, action: Action | None = None) -> ResponseReturnValue:
    return form_of(
        stay,
        template,
        form=form,
        action=action,
        caption=action.what if action else "",
        agencies=agency_names(the_session()) if "owner" in form else [],
    )
