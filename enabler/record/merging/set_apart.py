"""Two people who look alike and are two: said once, remembered, and taken back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import NotDuplicate
from enabler.record.merging.two_records import two_records
from enabler.rules.refusal import Refused


def set_apart(session: Session, *, by: Actor, one_id: int, other_id: int) -> NotDuplicate:
    """They are offered as likely duplicates no more. Said twice, it stands once."""
    two_records(session, by, one_id, other_id)
    if said := _said(session, one_id, other_id):
        return said
    first, second = sorted((one_id, other_id))
    said = NotDuplicate(first_id=first, second_id=second, recorded_at=clock.now(), recorded_by=by.name)
    session.add(said)
    audit.record(session, by=by, action="set apart", subject=said, detail={"first_id": first, "second_id": second})
    return said


def undo_set_apart(session: Session, *, by: Actor, one_id: int, other_id: int) -> None:
    """They may be one person after all."""
    two_records(session, by, one_id, other_id)
    said = _said(session, one_id, other_id)
    if said is None:
        raise Refused("Nobody has said that these are two people.")
    detail = {"first_id": said.first_id, "second_id": said.second_id}
    audit.record(session, by=by, action="undo set apart", subject=said, detail=detail)
    session.delete(said)


def _said(session: Session, one_id: int, other_id: int) -> NotDuplicate | None:
    first, second = sorted((one_id, other_id))
    pair = (NotDuplicate.first_id == first) & (NotDuplicate.second_id == second)
    return session.scalar(select(NotDuplicate).where(pair))
