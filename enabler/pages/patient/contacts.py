"""What was said: contacts, and the box that saves what happened, what next and by when in one step."""

from collections.abc import Sequence

from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import Contact
from enabler.pages.patient.around import back_to, barrier_choices, choices_among, of_stay, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import actions as forms
from enabler.pages.patient.showing import form_of
from enabler.record.directory.agencies import agency_names
from enabler.record.stay import contacts, what_next as box
from enabler.record.stay_page.stay_rows import BarrierSeen, ToDo, actions_of, barriers_seen
from enabler.vocabulary import OwnerKind, Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor
from enabler.wording.formatting import weekday_date


@blueprint.route("/stays/<int:stay_id>/what-next", methods=["GET", "POST"])
@access(Role.OFFICER)
def what_next(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.WhatNext(stay=stay)
    actions = actions_of(the_session(), stay_id)
    fill_choices(form, barriers_seen(the_session(), stay_id, actions), [action for action in actions if action.is_open])
    if form.validate_on_submit():
        with saving(form) as session:
            done = box.what_next(
                session,
                by=actor(),
                stay_id=stay_id,
                **form.answers()
                | {
                    "happened_on": form.happened_on.data or clock.today(),
                    "owner": form.owner.data or actor().name,
                    "owner_kind": None if form.owner.data not in (None, actor().name) else OwnerKind.STAFF,
                },
            )
            form.done(saved_for(stay, _said(done)), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/what_next.html", form=form, people=_names())


@blueprint.route("/stays/<int:stay_id>/contacts/new", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_contact(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddContact(stay=stay, data={"on": clock.today()})
    form.barrier_id.choices = barrier_choices(stay)
    if form.validate_on_submit():
        with saving(form) as session:
            contacts.add_contact(session, by=actor(), stay_id=stay_id, **form.answers())
            form.done(saved_for(stay, "Contact added."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/add_contact.html", form=form, people=_names())


@blueprint.route("/stays/<int:stay_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_contact(stay_id: int, contact_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    contact = of_stay(Contact, contact_id, stay)
    form = forms.ChangeContact(obj=contact, stay=stay)
    form.barrier_id.choices = barrier_choices(stay, contact.barrier_id)
    if form.validate_on_submit():
        with saving(form) as session:
            contacts.change_contact(
                session, by=actor(), contact_id=contact_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, "Contact changed."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/change_contact.html", form=form, people=_names())


def fill_choices(form: forms.WhatNext, barriers: Sequence[BarrierSeen], open_actions: Sequence[ToDo]) -> None:
    """What the box may be about, and which open action it may answer."""
    form.barrier_id.choices = choices_among(barriers)
    form.finishes_id.choices = [("", "No action"), *((action.id, _short(action.what)) for action in open_actions)]


def _short(what: str) -> str:
    return what if len(what) <= 60 else f"{what[:59]}…"


def _said(done: box.Saved) -> str:
    parts = []
    if done.contact:
        parts.append("Contact noted.")
    if done.finished:
        parts.append(f"Done: {named(done.finished, 'what')}.")
    if done.action:
        by_when = f", by {weekday_date(done.action.due_on)}" if done.action.due_on else ", no date yet"
        parts.append(f"Next: {named(done.action, 'what')}{by_when}.")
    return " ".join(parts)


def _names() -> Sequence[str]:
    return agency_names(the_session())
