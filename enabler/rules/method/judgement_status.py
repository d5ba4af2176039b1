"""Why each judgement of a stay is used or not: stood on the judging day, late, later, superseded. Method, section 2."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from enabler.rules.facts import EstimateFact, StayFacts
from enabler.rules.method.expected import usable_estimates
from enabler.rules.method.judging import Dated, judged, judging_day

Judgement = TypeVar("Judgement", bound=Dated)


class JudgementStatus(StrEnum):
    """What became of a judgement, or will."""

    NOW = "now"  # stands today; the judging day is not over
    USED = "used"  # stood at the end of the judging day
    LATE = "late"  # the first after it: used, and marked late
    BEFORE = "before"  # another took its place before the judging day was over
    LATER = "later"  # made after the one that is used
    AFTER = "after"  # made after the discharge
    ELSEWHERE = "elsewhere"  # an estimate sealed in another system, which the settings do not count


def judgement_statuses(judgements: Sequence[Judgement], stay: StayFacts, today: date) -> list[JudgementStatus]:
    """For each judgement of one kind, in the order given. The day of the judging day itself is not over yet."""
    found = judged(judgements, stay)
    return [
        _standing(judgement, found.used, found.late, any(judgement is late for late in found.later), stay, today)
        for judgement in judgements
    ]


def estimate_statuses(stay: StayFacts, today: date, *, elsewhere_counts: bool) -> list[JudgementStatus]:
    """For each estimate of a stay, in its order; those that are not counted at all take no other's place."""
    usable = usable_estimates(stay.estimates, elsewhere_counts)
    found = dict(zip(map(id, usable), judgement_statuses(usable, stay, today), strict=True))
    return [found.get(id(estimate), JudgementStatus.ELSEWHERE) for estimate in stay.estimates]


def is_judging_over(stay: StayFacts, today: date) -> bool:
    """Whether what is judged today can no longer be what stood at the end of the judging day."""
    day = judging_day(stay)
    return stay.discharged_on is not None or (day is not None and day < today)


def _standing(
    judgement: EstimateFact | Dated, used: object, late: bool, is_later: bool, stay: StayFacts, today: date
) -> JudgementStatus:
    if judgement is used:
        if late:
            return JudgementStatus.LATE
        return JudgementStatus.USED if is_judging_over(stay, today) else JudgementStatus.NOW
    if judgement.judged_on is not None and stay.discharged_on is not None and judgement.judged_on > stay.discharged_on:
        return JudgementStatus.AFTER
    return JudgementStatus.LATER if is_later else JudgementStatus.BEFORE
