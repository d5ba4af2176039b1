"""The small dated things of a stay as its page shows them: each kind in one statement, in the order of its dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from enabler.models import (
    DelayReason,
    DischargeCheckAnswer,
    Estimate,
    EstimateAgreement,
    ExpectedDischarge,
    FollowUp,
    FollowUpTry,
    Judgement,
    Leave,
    ReadyPeriod,
    Screening,
    WardMove,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class DatedRows:
    """Moves with their ward, tries with their follow-up; nothing more is read of any row."""

    ready_periods: Sequence[ReadyPeriod]
    leave: Sequence[Leave]
    reasons: Sequence[DelayReason]
    moves: Sequence[WardMove]
    judgements: Sequence[Judgement]
    estimates: Sequence[Estimate]
    agreements: Sequence[EstimateAgreement]
    expected: Sequence[ExpectedDischarge]
    screenings: Sequence[Screening]
    checklist: Sequence[DischargeCheckAnswer]
    follow_ups: Sequence[FollowUp]
    tries: Sequence[FollowUpTry]


# Put together once: that takes longer than to ask them of one stay.
OF_STAY: dict[type[Any], Select[Any]] = {
    table: select(table)
    for table in (
        ReadyPeriod,
        Leave,
        DelayReason,
        Judgement,
        Estimate,
        ExpectedDischarge,
        Screening,
        DischargeCheckAnswer,
        FollowUp,
    )
}
MOVES = select(WardMove).options(joinedload(WardMove.ward, innerjoin=True))
AGREEMENTS = select(EstimateAgreement).join(Estimate, EstimateAgreement.estimate_id == Estimate.id)
TRIES = select(FollowUpTry).join(FollowUpTry.follow_up).options(contains_eager(FollowUpTry.follow_up))


def dated_rows(session: Session, stay_id: int) -> DatedRows:
    def of_stay(table: type[Row], on: Callable[[Row], date | None] | None = None) -> Sequence[Row]:
        kind: Any = table
        return _in_order(session.scalars(OF_STAY[table].where(kind.stay_id == stay_id)).all(), on)

    moves = session.scalars(MOVES.where(WardMove.stay_id == stay_id)).all()
    agreements = session.scalars(AGREEMENTS.where(Estimate.stay_id == stay_id)).all()
    tries = session.scalars(TRIES.where(FollowUp.stay_id == stay_id)).all()
    return DatedRows(
        ready_periods=of_stay(ReadyPeriod, lambda row: row.ready_on),
        leave=of_stay(Leave, lambda row: row.from_on),
        reasons=of_stay(DelayReason, lambda row: row.from_on),
        moves=_in_order(moves, lambda row: row.from_on),
        judgements=of_stay(Judgement, lambda row: row.judged_on),
        estimates=of_stay(Estimate),
        agreements=_in_order(agreements),
        expected=of_stay(ExpectedDischarge, lambda row: row.expected_on),
        screenings=of_stay(Screening, lambda row: row.screened_on),
        checklist=of_stay(DischargeCheckAnswer),
        follow_ups=of_stay(FollowUp, lambda row: row.due_on),
        tries=_in_order(tries),
    )


def _in_order(rows: Sequence[Row], on: Callable[[Row], date | None] | None = None) -> list[Row]:
    """By date, those without one first, then as they were written down."""

    def key(row: Any) -> Any:
        return (on(row) if on else None) or date.min, row.recorded_at, row.id

    return sorted(rows, key=key)
