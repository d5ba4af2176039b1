"""The forms of barriers, their facts, actions and contacts, for the tests that hold for every form."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import command_line
from enabler.database import atomic
from enabler.models import Action, Barrier, Contact, Stay
from enabler.record.stay.actions import add_action, finish_action
from enabler.record.stay.barriers import add_barrier, resolve_barrier
from enabler.record.stay.contacts import add_contact
from tests.pages.patient.forms_of_stay import StayForm

BY = command_line("command line: tests")
KINDS = ("adaptations", "benefits", "no_home", "repairs_or_hazard", "documents_or_id")
OPEN, DONE = "Ring Karen", "Ask Dawn for the keys"


@dataclass(frozen=True)
class WorkForm(StayForm):
    """A form of the work; `about` names the barrier's kind or the action, the path says {id} for it."""

    about: str = ""

    def at(self, stay: Stay) -> str:
        return f"/stays/{stay.id}/" + self.path.format(id=_id(stay, self.about))


def _id(stay: Stay, about: str) -> int | None:
    barriers = {barrier.kind: barrier.id for barrier in stay.barriers}
    first, last = (order(action.id for action in stay.actions) for order in (min, max))
    actions = {OPEN: first, DONE: last}
    return (barriers | actions | {"contact": stay.contacts[0].id}).get(about)


def barrier(name: str, about: str, path: str, good: dict[str, str], theirs: dict[str, str] | None = None) -> WorkForm:
    return WorkForm(name, f"barriers/{{id}}{path}", good, theirs, about=about)


def action(
    name: str, path: str, good: dict[str, str], theirs: dict[str, str] | None = None, about: str = OPEN
) -> WorkForm:
    return WorkForm(name, f"actions/{{id}}{path}", good, theirs, about=about)


WORK = [
    WorkForm("add_barrier", "barriers/new", {"kind": "no_home", "began_on": "1/6/26", "waiting_on": "The council"}),
    barrier("change_barrier", "no_home", "", {"note": "Sofa surfing"}, {"note": "Hostel"}),
    barrier("resolve_barrier", "no_home", "/resolve", {"resolved_on": "9/6/26"}, {"resolved_on": "8/6/26"}),
    barrier("reopen_barrier", "keys_or_security", "/reopen", {"began_on": "9/6/26"}),
    barrier("waiting_on", "no_home", "/waiting-on", {"waiting_on": "The council"}, {"waiting_on": "The hostel"}),
    barrier("save_arrears", "rent_arrears", "/arrears", {"landlord": "Riverside"}, {"landlord": "Hillside"}),
    barrier("save_adaptation", "adaptations", "/adaptation", {"assessed_on": "9/6/26"}, {"assessed_on": "8/6/26"}),
    barrier("save_benefit", "benefits", "/benefit", {"benefit": "PIP"}, {"benefit": "ESA"}),
    barrier("save_homelessness", "no_home", "/homelessness", {"council": "Leicester"}, {"council": "Rutland"}),
    barrier("save_hazard", "repairs_or_hazard", "/hazard", {"hazard": "Mould"}, {"hazard": "Damp"}),
    WorkForm("add_pack", "barriers/{id}/pack", {"what_0": "Ring the court"}, about="documents_or_id", changes=3),
    WorkForm("add_action", "actions/new", {"what": "Visit the flat", "due_on": "+3"}),
    action("change_action", "", {"what": "Ring Karen twice"}, {"what": "Write to Karen"}),
    action("finish_action", "/finish", {"outcome": "A hold"}, {"outcome": "No hold"}),
    action("reopen_action", "/reopen", {}, about=DONE),
    action("snooze_action", "/snooze", {"snoozed_until": "+3"}, {"snoozed_until": "+4"}),
    action("pass_on_action", "/pass-on", {"owner": "Dawn"}, {"owner": "Karen"}),
    WorkForm("add_contact", "contacts/new", {"text": "Rang out"}),
    WorkForm("change_contact", "contacts/{id}", {"text": "Rang out twice"}, {"text": "She answered"}, about="contact"),
    WorkForm("what_next", "what-next", {"happened": "Rang out", "next_step": "Ring again", "due_on": "+1"}, changes=2),
]


def furnish_work(session: Session, stay: Stay) -> Stay:
    """A barrier of each family, one resolved, an open action, one done, and a contact."""
    with atomic(session):
        for kind in KINDS:
            add_barrier(session, by=BY, stay_id=stay.id, kind=kind, began_on=date(2026, 5, 6), blocks_discharge="yes")
        keys = add_barrier(session, by=BY, stay_id=stay.id, kind="keys_or_security", began_on=date(2026, 5, 6))
        resolve_barrier(
            session, by=BY, barrier_id=keys.id, expected_version=keys.version, resolved_on=date(2026, 5, 20)
        )
        add_action(session, by=BY, stay_id=stay.id, what=OPEN, due_on=date(2026, 6, 11), owner="Sam Okafor")
        done = add_action(session, by=BY, stay_id=stay.id, what=DONE)
        finish_action(session, by=BY, action_id=done.id, expected_version=done.version, done_on=date(2026, 6, 2))
        add_contact(session, by=BY, stay_id=stay.id, on=date(2026, 6, 2), text="Will bring the keys")
    session.expire_all()
    return stay


def the(session: Session, table: type[Barrier] | type[Action] | type[Contact], stay: Stay, **facts: object) -> int:
    """The id of this stay's one row with these values."""
    conditions = [getattr(table, name) == value for name, value in facts.items()]
    return session.scalars(select(table.id).where(table.stay_id == stay.id, *conditions)).one()
