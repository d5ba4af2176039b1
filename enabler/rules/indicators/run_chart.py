"""Run charts: weekly values around a trial, the median of before, and what is unlikely to be chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from enabler.rules.method.periods import Period

WEEK = timedelta(days=7)
SHIFT, TREND, FEWEST_POINTS = 6, 5, 10
SOURCE = (
    "Shift (6 or more points in a row on one side of the median) and trend (5 or more in a row going one way): "
    "Perla, Provost and Murray, BMJ Quality and Safety 2011; 20: 46 to 51. Trends are weak evidence: Anhøj and Olesen, "
    "PLOS ONE 2014; 9: e113825."
)


class RunPhase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of the chart. `over`: the last of them has passed."""

    period: Period
    phase: RunPhase
    over: bool


@dataclass(frozen=True, slots=True)
class RunPoint:
    """A week's value (None: nothing to count, a gap and not 0) and on how many people it rests."""

    week: Week
    value: float | None
    people: int


@dataclass(frozen=True, slots=True)
class Signal:
    """Points in a row that chance alone seldom makes, from the first to the last day of their weeks."""

    kind: str
    points: int
    from_on: date
    to_on: date


def weeks(trial: Period, as_at: date, before: int = 12, after: int = 12) -> list[Week]:
    """Weeks in steps of 7 days from the trial's first day, backwards and forwards; none that begins on or after as_at.

    A week in which the trial ran on any day is *during*; a week that is not over is marked.
    """
    during = (trial.to_on - trial.from_on).days // 7 + 1
    found = []
    for number in range(-before, during + after):
        first = trial.from_on + number * WEEK
        last = first + WEEK - timedelta(days=1)
        phase = RunPhase.BEFORE if number < 0 else RunPhase.DURING if number < during else RunPhase.AFTER
        if first < as_at:
            found.append(Week(Period(first, last), phase, last < as_at))
    return found


def values_in(points: Sequence[RunPoint], phase: RunPhase) -> list[float]:
    return [point.value for point in points if point.value is not None and point.week.phase is phase]


def baseline(points: Sequence[RunPoint]) -> float | None:
    """The median of the weeks before, drawn on as the line; None when no week before has a value."""
    found = values_in(points, RunPhase.BEFORE)
    return float(median(found)) if found else None


def median_in(points: Sequence[RunPoint], phase: RunPhase) -> float | None:
    found = values_in(points, phase)
    return float(median(found)) if found else None


def shifts(points: Sequence[RunPoint], middle: float) -> list[Signal]:
    """Runs of 6 or more points on one side of the median. Points on it neither break a run nor count; gaps are no
    points."""
    found: list[Signal] = []
    run: list[RunPoint] = []
    above = False
    for point in points:
        if point.value is None or point.value == middle:
            continue
        if run and (point.value > middle) != above:
            found += _signal(_side(above), run, SHIFT)
            run = []
        above = point.value > middle
        run.append(point)
    return found + _signal(_side(above), run, SHIFT)


def _side(above: bool) -> str:
    return "above the median" if above else "below the median"


def trends(points: Sequence[RunPoint]) -> list[Signal]:
    """Runs of 5 or more points all rising or all falling. A value equal to the one before it is not counted."""
    found: list[Signal] = []
    run: list[RunPoint] = []
    rising = False
    for point in points:
        if point.value is None or (run and point.value == run[-1].value):
            continue
        up = bool(run) and point.value > (run[-1].value or 0.0)
        if len(run) > 1 and up != rising:
            found += _signal("rising" if rising else "falling", run, TREND)
            run = run[-1:]
        rising = up
        run.append(point)
    return found + _signal("rising" if rising else "falling", run, TREND)


def _signal(kind: str, run: Sequence[RunPoint], least: int) -> list[Signal]:
    if len(run) < least:
        return []
    return [Signal(kind, len(run), run[0].week.period.from_on, run[-1].week.period.to_on)]
