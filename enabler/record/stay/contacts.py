"""Contacts: conversations, and attempts at them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Barrier, Contact, Stay
from enabler.models.columns import new_reference
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.vocabulary import ContactMethod


def add_contact(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    on: date,
    with_whom: str | None = None,
    method: ContactMethod | str | None = None,
    text: str | None = None,
    barrier_id: int | None = None,
) -> Contact:
    """What was said, when, with whom; an attempt that reached nobody is one too."""
    if session.get(Stay, stay_id) is None:
        raise Refused("This stay is no longer there.")
    new = {"on": on, "with_whom": with_whom, "method": method or None, "text": text, "barrier_id": barrier_id}
    _check(session, stay_id, new)
    contact = Contact(ref=new_reference("C"), stay_id=stay_id, recorded_at=clock.now(), recorded_by=by.name, **new)
    session.add(contact)
    detail = {"on": on, "method": method, "barrier_id": barrier_id}
    audit.record(session, by=by, action="add contact", subject=contact, stay_id=stay_id, detail=detail)
    return contact


def change_contact(
    session: Session,
    *,
    by: Actor,
    contact_id: int,
    expected_version: int | None,
    on: date,
    with_whom: str | None,
    method: ContactMethod | str | None,
    text: str | None,
    barrier_id: int | None,
) -> Contact:
    contact = current(session, Contact, contact_id, expected_version)
    new = {"on": on, "with_whom": with_whom, "method": method or None, "text": text, "barrier_id": barrier_id}
    _check(session, contact.stay_id, new)
    detail = audit.changes(contact, new)
    for name, value in new.items():
        setattr(contact, name, value)
    contact.recorded_at, contact.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change contact", subject=contact, stay_id=contact.stay_id, detail=detail)
    return contact


def _check(session: Session, stay_id: int, new: dict[str, Any]) -> None:
    if not (new.get("text") or new.get("with_whom")):
        raise Refused("Say what happened, or with whom you spoke.", "text")
    check_not_future(new["on"], clock.today(), "on", "contact")
    check_barrier_of(session, stay_id, new.get("barrier_id"))


def check_barrier_of(session: Session, stay_id: int, barrier_id: int | None) -> None:
    """Refuse a barrier that belongs to another stay."""
    if barrier_id is None:
        return
    barrier = session.get(Barrier, barrier_id)
    if barrier is None or barrier.stay_id != stay_id:
        raise Refused("Choose one of this patient's barriers.", "barrier_id")
