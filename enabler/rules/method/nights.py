"""Nights by the midnight rule: of a stay, of its delay, and the four parts that always add up. Method, section 1."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from enabler.rules.facts import ReasonFact, StayFacts
from enabler.rules.method.intervals import Interval, covers, difference, intersection, interval, length, union
from enabler.rules.method.periods import Period
from enabler.rules.stay.barriers import days_stood
from enabler.vocabulary import Part

COUNTING_RULE = "nights (midnight rule)"
NOT_KNOWN = "98"


class Run(NamedTuple):
    """Delay nights in a row, [start, end) as ordinals, with the same part and the same ward."""

    start: int
    end: int
    part: Part
    ward: str

    @property
    def nights(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class NightTotals:
    """Delay nights by part; `before_case` are those among them before the service took the case on."""

    housing_only: int = 0
    housing_and_other: int = 0
    other_only: int = 0
    none_recorded: int = 0
    before_case: int = 0

    @property
    def delay(self) -> int:
        return self.housing_only + self.housing_and_other + self.other_only + self.none_recorded

    @property
    def housing(self) -> int:
        return self.housing_only + self.housing_and_other

    def of(self, part: Part) -> int:
        return int(getattr(self, part.value))

    def __add__(self, other: "NightTotals") -> "NightTotals":
        return NightTotals(
            self.housing_only + other.housing_only,
            self.housing_and_other + other.housing_and_other,
            self.other_only + other.other_only,
            self.none_recorded + other.none_recorded,
            self.before_case + other.before_case,
        )


def has_left(stay: StayFacts, as_at: date) -> bool:
    """Whether the patient had left the hospital by the day of the report."""
    return stay.discharged_on is not None and stay.discharged_on <= as_at


def stay_nights(stay: StayFacts, as_at: date) -> list[Interval]:
    """The nights of a stay as ordinals: none on or after as_at, none on leave unless the bed is recorded as kept."""
    end = min(stay.discharged_on or as_at, as_at)
    nights = union([interval(stay.known_from, end)])
    away = union(interval(leave.from_on, leave.to_on) for leave in stay.leave if leave.bed_kept is not True)
    return difference(nights, away) if away else nights


def delay_nights(stay: StayFacts, as_at: date) -> list[Interval]:
    """The nights of the stay in any of its ready periods, as ordinals. Ready and left on the same day: none."""
    ready = union(interval(ready.ready_on, ready.ended_on) for ready in stay.ready_periods)
    return intersection(stay_nights(stay, as_at), ready) if ready else []


def is_unknown(stay: StayFacts) -> bool:
    """Whether a discharged case has no ready period: its delay is unknown, never 0."""
    return stay.case_opened_on is not None and stay.discharged_on is not None and not stay.ready_periods


def is_other_reason(reason: ReasonFact) -> bool:
    """Whether a delay reason is another reason than housing; code 98, not known, is no reason at all."""
    return reason.housing is None and reason.code != NOT_KNOWN


def housing_nights(stay: StayFacts) -> list[Interval]:
    """The days on which at least one barrier stood in the way of discharge, as ordinals, in hospital or not."""
    return union(days_stood(barrier) for barrier in stay.barriers if barrier.blocks)


def other_nights(stay: StayFacts) -> list[Interval]:
    """The days on which another reason than housing stood, as ordinals."""
    return union(interval(reason.from_on, reason.to_on) for reason in stay.reasons if is_other_reason(reason))


def runs(stay: StayFacts, as_at: date) -> list[Run]:
    """All delay nights of a stay, in order, as runs of one part and one ward: what every figure of nights sums."""
    delay = delay_nights(stay, as_at)
    if not delay:
        return []
    housing, other = housing_nights(stay), other_nights(stay)
    cuts = {bound for pair in (*housing, *other) for bound in pair}
    cuts.update(move.from_on.toordinal() for move in stay.ward_moves)
    found: list[Run] = []
    for start, end in delay:
        bounds = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        for first, last in pairwise(bounds):
            found.append(Run(first, last, _part(covers(housing, first), covers(other, first)), ward_on(stay, first)))
    return found


def clipped(found: Iterable[Run], period: Period, wards: frozenset[str] | None = None) -> list[Run]:
    """The runs' nights inside a period and, when given, on some wards only."""
    low, high = period.interval
    return [
        Run(max(run.start, low), min(run.end, high), run.part, run.ward)
        for run in found
        if run.start < high and low < run.end and (wards is None or run.ward in wards)
    ]


def totals(found: Iterable[Run], case_opened_on: date | None = None) -> NightTotals:
    """The nights of some runs of one stay, by part."""
    opened = case_opened_on.toordinal() if case_opened_on else 0
    parts = dict.fromkeys(Part, 0)
    before = 0
    for run in found:
        parts[run.part] += run.end - run.start
        before += max(0, min(run.end, opened) - run.start)
    return NightTotals(
        parts[Part.HOUSING_ONLY],
        parts[Part.HOUSING_AND_OTHER],
        parts[Part.OTHER_ONLY],
        parts[Part.NONE_RECORDED],
        before,
    )


def by_month(found: Iterable[Run], period: Period) -> dict[Period, list[Run]]:
    """Runs that lie in the period, cut at month ends, by month; months without a night are left out."""
    months = period.months()
    starts = [month.interval[0] for month in months]
    parts: defaultdict[Period, list[Run]] = defaultdict(list)
    for run in found:
        start, place = run.start, bisect_right(starts, run.start) - 1
        while start < run.end:
            end = min(run.end, months[place].interval[1])
            parts[months[place]].append(Run(start, end, run.part, run.ward))
            start, place = end, place + 1
    return dict(parts)


def observed(stay: StayFacts, as_at: date) -> int:
    """Housing nights of the whole stay up to as_at, not cut to any period."""
    return length(intersection(delay_nights(stay, as_at), housing_nights(stay)))


def night_parts(stay: StayFacts, as_at: date) -> list[tuple[date, Part]]:
    """Each delay night with its part, oldest first, for the night strip."""
    return [(date.fromordinal(night), run.part) for run in runs(stay, as_at) for night in range(run.start, run.end)]


def ward_on(stay: StayFacts, night: int) -> str:
    """The ward where the patient lay at the midnight that ends a date, given as ordinal."""
    moves = sorted(stay.ward_moves, key=lambda move: move.from_on)
    before = [move for move in moves if move.from_on.toordinal() <= night] or moves[:1]
    return before[-1].ward if before else stay.ward


def _part(housing: bool, other: bool) -> Part:
    if housing:
        return Part.HOUSING_AND_OTHER if other else Part.HOUSING_ONLY
    return Part.OTHER_ONLY if other else Part.NONE_RECORDED
