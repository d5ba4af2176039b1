"""Confirmations and disputes of a stay's row by a second person. Said again, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import RowConfirmation, Stay
from enabler.record.stay.holders import has_held
from enabler.rules.method.confirmations import check_confirmation
from enabler.vocabulary import Confirmation


@dataclass(frozen=True, slots=True)
class ConfirmationGiven:
    """What was said last about a stay's row, by whom, and the nights they looked at."""

    stay_ref: str
    state: Confirmation
    note: str | None
    avoided: float
    by: str
    at: datetime


def confirm_row(
    session: Session, *, by: Actor, stay_id: int, state: Confirmation, note: str | None, avoided: float
) -> RowConfirmation:
    """`avoided`: the nights that stood on the page that was looked at; should they change, the confirmation lapses."""
    stay = session.get_one(Stay, stay_id)
    held = has_held(session, stay, by.user_id)
    check_confirmation(has_held=held, left=stay.discharged_on is not None, state=state, note=note)
    said = RowConfirmation(
        stay_id=stay.id, state=state, note=note, avoided=avoided, recorded_at=clock.now(), recorded_by=by.name
    )
    session.add(said)
    detail = {"state": state, "avoided": repr(avoided)}
    audit.record(session, by=by, action="confirm row", subject=said, stay_id=stay.id, detail=detail)
    return said


def confirmations_on(session: Session, condition: ColumnElement[bool]) -> dict[str, ConfirmationGiven]:
    """The last word on each stay that meets the condition, by the stay's reference."""
    last = select(func.max(RowConfirmation.id)).group_by(RowConfirmation.stay_id)
    rows = session.execute(
        select(Stay.ref, RowConfirmation)
        .join(Stay, RowConfirmation.stay_id == Stay.id)
        .where(RowConfirmation.id.in_(last), condition)
    )
    return {ref: _word(ref, said) for ref, said in rows}


def confirmations_of(session: Session, stay_id: int) -> Sequence[ConfirmationGiven]:
    """Everything that was said about one stay's row, the newest first."""
    rows = session.execute(
        select(Stay.ref, RowConfirmation)
        .join(Stay, RowConfirmation.stay_id == Stay.id)
        .where(RowConfirmation.stay_id == stay_id)
        .order_by(RowConfirmation.id.desc())
    )
    return [_word(ref, said) for ref, said in rows]


def _word(ref: str, said: RowConfirmation) -> ConfirmationGiven:
    return ConfirmationGiven(ref, Confirmation(said.state), said.note, said.avoided, said.recorded_by, said.recorded_at)
