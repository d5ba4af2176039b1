"""Leave: nights away, which count as nights of the stay only while the bed is kept."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Leave, Stay
from enabler.record.stay.versions import current
from enabler.rules.facts import LeaveFact
from enabler.rules.stay import leave as rules
from enabler.vocabulary import LeaveKind, YesNo


def add_leave(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    kind: LeaveKind | None,
    from_on: date,
    to_on: date | None,
    bed_kept: YesNo | None,
) -> Leave:
    stay = session.get_one(Stay, stay_id)
    _check(session, stay, None, LeaveFact(from_on, to_on))
    leave = Leave(stay_id=stay_id, kind=kind, from_on=from_on, to_on=to_on, bed_kept=bed_kept)
    leave.recorded_at, leave.recorded_by = clock.now(), by.name
    session.add(leave)
    detail = {"kind": kind, "from_on": from_on, "to_on": to_on, "bed_kept": bed_kept}
    audit.record(session, by=by, action="add leave", subject=leave, stay_id=stay_id, detail=detail)
    session.expire(stay, ["leave"])
    return leave


def change_leave(
    session: Session,
    *,
    by: Actor,
    leave_id: int,
    expected_version: int,
    kind: LeaveKind | None,
    from_on: date,
    to_on: date | None,
    bed_kept: YesNo | None,
) -> Leave:
    """Also for the return of somebody who is away."""
    leave = current(session, Leave, leave_id, expected_version)
    new = {"kind": kind, "from_on": from_on, "to_on": to_on, "bed_kept": bed_kept}
    detail = audit.changes(leave, new)
    if not detail:
        return leave
    _check(session, session.get_one(Stay, leave.stay_id), leave.id, LeaveFact(from_on, to_on))
    for name, value in new.items():
        setattr(leave, name, value)
    leave.recorded_at, leave.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change leave", subject=leave, stay_id=leave.stay_id, detail=detail)
    return leave


def _check(session: Session, stay: Stay, leave_id: int | None, fact: LeaveFact) -> None:
    others = [LeaveFact(one.from_on, one.to_on) for one in leave_of(session, stay.id) if one.id != leave_id]
    rules.check_leave(fact, admitted_on=stay.admitted_on, discharged_on=stay.discharged_on)
    rules.check_no_overlap([*others, fact])


def leave_of(session: Session, stay_id: int) -> Sequence[Leave]:
    return session.scalars(select(Leave).where(Leave.stay_id == stay_id).order_by(Leave.from_on, Leave.id)).all()
