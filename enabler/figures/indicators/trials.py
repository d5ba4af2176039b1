"""The weeks around a trial, each with its value: nights a week, or an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from enabler.figures.indicators.indicators import Wards, indicator_facts
from enabler.models import Stay
from enabler.record.facts.stay_facts import stay_facts, touching
from enabler.rules.facts import StayFacts
from enabler.rules.indicators.counting import MEASURES, Tally, people_in, tallies
from enabler.rules.indicators.run_chart import RunPhase, RunPoint, Week, weeks
from enabler.rules.indicators.trials import DELAY_NIGHTS, NIGHTS_LOOKED_AT
from enabler.rules.method.disclosure import is_printable
from enabler.rules.method.intervals import Interval
from enabler.rules.method.nights import clipped, runs, stay_nights, ward_on
from enabler.rules.method.periods import Period
from enabler.vocabulary import Part

HOUSING = frozenset({Part.HOUSING_ONLY, Part.HOUSING_AND_OTHER})


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a run chart. `pooled` holds an indicator's numerator, denominator and people of each phase.

    `too_few` weeks are not shown.
    """

    points: tuple[RunPoint, ...]
    pooled: dict[RunPhase, tuple[int, int, int]]
    too_few: int = 0


def weekly(session: Session, *, trial: Period, looked_at: str, wards: Wards, as_at: date, with_few: bool) -> Series:
    """`with_few`: also weeks whose share or median rests on fewer than 5 people, for those who may see the stays."""
    found = weeks(trial, as_at)
    if not found:
        return Series((), {})
    whole = Period(found[0].period.from_on, found[-1].period.to_on)
    if looked_at in NIGHTS_LOOKED_AT:
        stays = stay_facts(session, select(Stay.id).where(_cases(whole)))
        return _nights(list(stays.values()), found, looked_at, wards, as_at)
    facts = indicator_facts(session, whole, wards)
    each = tallies(MEASURES[looked_at], facts.cases, facts.answers, [week.period for week in found], as_at)
    return _indicator(found, each, with_few)


def _cases(period: Period) -> ColumnElement[bool]:
    """The stays whose nights the days-avoided pages count too."""
    return touching(period) & Stay.case_opened_on.is_not(None)


def _nights(stays: Sequence[StayFacts], found: Sequence[Week], looked_at: str, wards: Wards, as_at: date) -> Series:
    """Nights of each week by the midnight rule, on these wards; a week without a case in hospital is a gap, not 0."""
    chosen = None if wards is None else frozenset(wards)
    nights, people = [0] * len(found), [0] * len(found)
    for stay in stays:
        counted = [run for run in runs(stay, as_at) if looked_at == DELAY_NIGHTS or run.part in HOUSING]
        there = stay_nights(stay, as_at)
        for number, week in enumerate(found):
            nights[number] += sum(run.nights for run in clipped(counted, week.period, chosen))
            people[number] += _was_there(stay, there, week, chosen)
    return Series(
        tuple(
            RunPoint(week, float(count) if week.over and there else None, there)
            for week, count, there in zip(found, nights, people, strict=True)
        ),
        {},
    )


def _was_there(stay: StayFacts, there: Sequence[Interval], week: Week, wards: frozenset[str] | None) -> bool:
    low, high = week.period.interval
    for start, end in there:
        nights = range(max(start, low), min(end, high))
        if nights and (wards is None or any(ward_on(stay, night) in wards for night in nights)):
            return True
    return False


def _indicator(found: Sequence[Week], each: Sequence[Tally], with_few: bool) -> Series:
    points, too_few = [], 0
    for week, tally in zip(found, each, strict=True):
        value = tally.value if week.over else None
        if value is not None and not with_few and not is_printable(tally.people):
            value, too_few = None, too_few + 1
        points.append(RunPoint(week, value, tally.denominator))
    over = [(week.phase, tally) for week, tally in zip(found, each, strict=True) if week.over]
    pooled = {phase: _pooled([tally for of, tally in over if of is phase]) for phase in RunPhase}
    return Series(tuple(points), pooled, too_few)


def _pooled(each: Sequence[Tally]) -> tuple[int, int, int]:
    everybody = [one for tally in each for one in tally.in_denominator]
    return sum(tally.numerator for tally in each), len(everybody), people_in(everybody)
