"""What was judged, and when: the value that stood at the end of the judging day is the one used. Method, section 2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from enabler.rules.facts import StayFacts
from enabler.vocabulary import Share

DAYS_AFTER_OPENING = 2
WEIGHTS = {Share.SOLE: 1.0, Share.JOINT: 0.5, Share.CONTRIBUTORY: 0.0}

Judgement = TypeVar("Judgement", bound="Dated")


class Dated(Protocol):
    """A judgement of any kind: its value, its day (None: not known) and the instant it was recorded."""

    @property
    def value(self) -> object: ...
    @property
    def judged_on(self) -> date | None: ...
    @property
    def recorded_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Judged(Generic[Judgement]):
    """The judgement used (None: nothing usable), whether it came late, and the later ones that were not used."""

    used: Judgement | None
    late: bool
    later: tuple[Judgement, ...]

    @property
    def undated(self) -> bool:
        """Whether the one used came without its date."""
        return self.used is not None and self.used.judged_on is None


def judging_day(stay: StayFacts) -> date | None:
    """The day the first ready period began, or two days after the case was opened if later; None before either."""
    if stay.case_opened_on is None or not stay.ready_periods:
        return None
    first_ready = min(ready.ready_on for ready in stay.ready_periods)
    return max(first_ready, stay.case_opened_on + timedelta(days=DAYS_AFTER_OPENING))


def judged(judgements: Sequence[Judgement], stay: StayFacts) -> Judged[Judgement]:
    """The judgement that stood at the end of the judging day, else the first after it and not after discharge (late).

    Recorded after the day of discharge: never used. One without a date is taken as judged before all others.
    """
    ordered = sorted(judgements, key=_order)
    day, left_on = judging_day(stay), stay.discharged_on or date.max
    limit = min(day or date.max, left_on)
    standing = [place for place, one in enumerate(ordered) if (one.judged_on or date.min) <= limit]
    if standing and ordered[standing[-1]].value is not None:
        return Judged(ordered[standing[-1]], False, tuple(ordered[standing[-1] + 1 :]))
    for place, one in enumerate(ordered):
        if one.value is not None and limit < (one.judged_on or date.min) <= left_on:
            return Judged(one, True, tuple(ordered[place + 1 :]))
    return Judged(None, False, tuple(one for one in ordered if (one.judged_on or date.min) > limit))


def weight(share: Share) -> float:
    """How much of the difference counts for the service: sole 1, joint 0.5, contributory 0."""
    return WEIGHTS[share]


def _order(judgement: Dated) -> tuple[date, datetime]:
    return judgement.judged_on or date.min, judgement.recorded_at
