"""The small dated things of a stay (ready periods, moves, leave, estimates …) in one statement, however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, Float, Integer, Select, String, Text, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from enabler.database import Instant
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
    Ward,
    WardMove,
)


class Sort(StrEnum):
    READY = "ready"
    LEAVE = "leave"
    REASON = "reason"
    MOVE = "move"
    JUDGEMENT = "judgement"
    ESTIMATE = "estimate"
    AGREEMENT = "agreement"
    EXPECTED = "expected"
    SCREENING = "screening"
    CHECK = "check"
    FOLLOW_UP = "follow-up"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of any of these tables; what the general columns hold is said in the parts below.

    `at` and `by` are when and by whom it was written down, `then` the instant it tells of (a seal, a try).
    """

    sort: str
    id: int
    version: int | None
    from_on: date | None
    to_on: date | None
    code: str | None
    detail: str | None
    words: str | None
    low: float | None
    likely: float | None
    high: float | None
    at: datetime
    then: datetime | None
    by: str | None


SHAPE: tuple[tuple[str, Any], ...] = (
    ("sort", String),
    ("id", Integer),
    ("version", Integer),
    ("from_on", Date),
    ("to_on", Date),
    ("code", String),
    ("detail", String),
    ("words", Text),
    ("low", Float),
    ("likely", Float),
    ("high", Float),
    ("at", Instant),
    ("then", Instant),
    ("by", String),
)


def dated_things(session: Session, stay_id: int) -> Mapping[str, Sequence[Dated]]:
    """Each sort's rows of a stay, in the order of their dates."""
    rows = session.execute(union_all(*(part.where(part_stay == stay_id) for part, part_stay in _parts())))
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for row in rows:
        found[row.sort].append(Dated(*row))
    for listed in found.values():
        listed.sort(key=lambda one: (one.from_on or date.min, one.at, one.id))
    return found


def _parts() -> list[tuple[Select[Any], Any]]:
    return [
        (_part(Sort.READY, ReadyPeriod, from_on=ReadyPeriod.ready_on, to_on=ReadyPeriod.ended_on,
               code=ReadyPeriod.end_reason, detail=ReadyPeriod.standard, words=ReadyPeriod.said_by,
               version=ReadyPeriod.version), ReadyPeriod.stay_id),
        (_part(Sort.LEAVE, Leave, from_on=Leave.from_on, to_on=Leave.to_on, code=Leave.kind, detail=Leave.bed_kept,
               version=Leave.version), Leave.stay_id),
        (_part(Sort.REASON, DelayReason, from_on=DelayReason.from_on, to_on=DelayReason.to_on, code=DelayReason.code,
               detail=DelayReason.list, version=DelayReason.version), DelayReason.stay_id),
        (_part(Sort.MOVE, WardMove, from_on=WardMove.from_on, code=WardMove.bed, words=Ward.name).join(
            Ward, WardMove.ward_id == Ward.id), WardMove.stay_id),
        (_part(Sort.JUDGEMENT, Judgement, from_on=Judgement.judged_on, code=Judgement.about, detail=Judgement.value),
         Judgement.stay_id),
        (_part(Sort.ESTIMATE, Estimate, code=Estimate.agreed_by, detail=Estimate.elsewhere, words=Estimate.reason,
               low=Estimate.low, likely=Estimate.likely, high=Estimate.high, then=Estimate.sealed_at,
               by=Estimate.made_by), Estimate.stay_id),
        (_part(Sort.AGREEMENT, EstimateAgreement, code=cast(EstimateAgreement.estimate_id, String),
               words=EstimateAgreement.note).join(Estimate, EstimateAgreement.estimate_id == Estimate.id),
         Estimate.stay_id),
        (_part(Sort.EXPECTED, ExpectedDischarge, from_on=ExpectedDischarge.expected_on,
               words=ExpectedDischarge.reason), ExpectedDischarge.stay_id),
        (_part(Sort.SCREENING, Screening, from_on=Screening.screened_on, code=Screening.result), Screening.stay_id),
        (_part(Sort.CHECK, DischargeCheckAnswer, code=DischargeCheckAnswer.item, detail=DischargeCheckAnswer.state,
               words=DischargeCheckAnswer.note, version=DischargeCheckAnswer.version), DischargeCheckAnswer.stay_id),
        (_part(Sort.FOLLOW_UP, FollowUp, from_on=FollowUp.due_on, to_on=FollowUp.done_on, code=FollowUp.milestone,
               detail=FollowUp.result, words=FollowUp.cancelled_because, version=FollowUp.version), FollowUp.stay_id),
        (_part(Sort.TRY, FollowUpTry, code=FollowUpTry.method, detail=FollowUp.milestone, words=FollowUpTry.note,
               then=FollowUpTry.tried_at).join(FollowUp, FollowUpTry.follow_up_id == FollowUp.id), FollowUp.stay_id),
    ]  # fmt: skip


def _part(sort: Sort, table: Any, **columns: Any) -> Select[Any]:
    given = {"sort": literal(sort.value), "id": table.id, "at": table.recorded_at, "by": table.recorded_by} | columns
    return select(*(given.get(name, cast(null(), kind)).label(name) for name, kind in SHAPE))
