"""Two stays of one person made one: what hangs on the one moves to the other, which goes on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import Base
from enabler.models import (
    Action,
    Barrier,
    Contact,
    DelayReason,
    DischargeCheckAnswer,
    Estimate,
    FollowUp,
    HeldBenefits,
    Judgement,
    Leave,
    ReadyPeriod,
    Screening,
    Stay,
    WardMove,
    WellbeingAnswer,
)
from enabler.record.merging.cell_log import CellLog
from enabler.rules.facts import LeaveFact, ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay import leave, ready_periods

# What of each kind a stay has once only, by these columns: where both have it, the one that goes on keeps its own.
ONCE: dict[type[Base], tuple[str, ...]] = {
    Judgement: ("about",),
    Estimate: (),
    FollowUp: ("milestone",),
    DischargeCheckAnswer: ("item",),
    WellbeingAnswer: ("occasion", "instrument", "item"),
    HeldBenefits: (),
}
ALWAYS: tuple[type[Base], ...] = (Barrier, Action, Contact, ReadyPeriod, Leave, DelayReason, Screening)
KINDS: tuple[Any, ...] = (*ALWAYS, *ONCE, WardMove)
# What a stay leaves open the other fills; dates of the whole stay are dealt with one by one.
FILLED = (
    "bed", "what_is_wrong", "legal_status", "referral_source", "housing_on_admission", "landlord", "council",
    "household", "waiting_at_home", "expected_discharge_on", "hospital_says_fit_on",
)  # fmt: skip
RELATED = (
    "ready_periods", "leave", "delay_reasons", "ward_moves", "barriers", "actions", "contacts", "held_benefits",
)  # fmt: skip
INSTEAD = "Put them right first, or withdraw one of the two stays."


def combine(session: Session, log: CellLog, into: Stay, other: Stay, field: str) -> None:
    """Refused at `field` where the two cannot be one. What a second person confirmed, who held the case, and how the
    expected date slipped are facts of the stay they are of, and stay with it."""
    _check_apart(into, other, field)
    moving = list(_moving(session, into, other))
    ends_with_it = other.discharged_on is not None and other.discharged_on == into.discharged_on
    for row in moving:
        log.put(row, stay_id=into.id)
        if not ends_with_it:
            _ends_by_itself(log, row)
    for name in FILLED:
        if getattr(into, name) is None:
            log.put(into, **{name: getattr(other, name)})
    if into.officer_id is None and into.held_under is None:
        log.put(into, officer_id=other.officer_id, held_under=other.held_under)
    for name in ("admitted_on", "case_opened_on"):
        log.put(into, **{name: min(filter(None, (getattr(into, name), getattr(other, name))), default=None)})
    session.flush()
    for stay in (into, other):
        session.expire(stay, RELATED)


def _check_apart(into: Stay, other: Stay, field: str) -> None:
    both = (into, other)
    try:
        ready = [ReadyFact(one.ready_on, one.ended_on) for stay in both for one in stay.ready_periods]
        ready_periods.check_no_overlap(ready, into.discharged_on)
    except Refused as refused:
        raise Refused(f"Ready periods of the two cover the same nights. {refused.sentence} {INSTEAD}", field) from None
    try:
        leave.check_no_overlap([LeaveFact(one.from_on, one.to_on) for stay in both for one in stay.leave])
    except Refused as refused:
        raise Refused(f"Leave of the two covers the same nights. {refused.sentence} {INSTEAD}", field) from None


def _moving(session: Session, into: Stay, other: Stay) -> Iterator[Any]:
    for kind in ALWAYS:
        yield from _rows(session, kind, other)
    for kind, columns in ONCE.items():
        has = {_key(row, columns) for row in _rows(session, kind, into)}
        yield from (row for row in _rows(session, kind, other) if _key(row, columns) not in has and _may(row, into))
    began = into.admitted_on or date.max
    yield from (move for move in _rows(session, WardMove, other) if move.from_on and move.from_on < began)


def _may(row: Any, into: Stay) -> bool:
    """Checks after a discharge are of a stay that has one."""
    return not isinstance(row, FollowUp) or into.discharged_on is not None


def _key(row: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _ends_by_itself(log: CellLog, row: Any) -> None:
    """A discharge of the stay that goes on closed none of these, so taking it back opens none."""
    if isinstance(row, ReadyPeriod):
        log.put(row, closed_by_discharge=False)
    if isinstance(row, Barrier):
        for interval in row.intervals:
            log.put(interval, closed_by_discharge=False)


def _rows(session: Session, kind: type[Any], stay: Stay) -> Sequence[Any]:
    return session.scalars(select(kind).where(kind.stay_id == stay.id).order_by(*kind.__table__.primary_key)).all()
