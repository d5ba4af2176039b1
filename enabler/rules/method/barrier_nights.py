"""Where the nights went: housing nights by kind of barrier and by whom it waited on, and nights by ward."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TypeVar

from enabler.rules.facts import BarrierFact, StayFacts
from enabler.rules.method.intervals import Interval, intersection, length, union
from enabler.rules.method.nights import NightTotals, clipped, runs, totals
from enabler.rules.method.periods import Period
from enabler.rules.stay.barriers import days_stood

WaitedOn = tuple[str, str | None]
Key = TypeVar("Key", bound=Hashable)


def barrier_nights(
    stays: Iterable[StayFacts], period: Period, as_at: date, wards: frozenset[str] | None = None
) -> Counter[WaitedOn]:
    """Delay nights of cases in the period on which each kind of barrier stood, by (kind, waiting on).

    A night with two barriers counts for both, so these do not add up to the housing nights.
    """
    return nights_under(stays, period, as_at, wards, keys=lambda barrier: ((barrier.kind, barrier.waiting_on),))


def nights_under(
    stays: Iterable[StayFacts],
    period: Period,
    as_at: date,
    wards: frozenset[str] | None = None,
    *,
    keys: Callable[[BarrierFact], Iterable[Key]],
) -> Counter[Key]:
    """Delay nights of cases in the period on which a blocking barrier with this key stood.

    A barrier may have several keys (its group, its group and agency, all of them). Under one key a night counts once.
    """
    found: Counter[Key] = Counter()
    for stay in stays:
        if stay.case_opened_on is None:
            continue
        delay = union((run.start, run.end) for run in clipped(runs(stay, as_at), period, wards))
        stood: defaultdict[Key, list[Interval]] = defaultdict(list)
        for barrier in stay.barriers if delay else ():
            if barrier.blocks:
                for key in keys(barrier):
                    stood[key].append(days_stood(barrier))
        for key, intervals in stood.items():
            found[key] += length(intersection(delay, union(intervals)))
    return found


def ward_nights(
    stays: Iterable[StayFacts], period: Period, as_at: date, wards: frozenset[str] | None = None
) -> dict[str, NightTotals]:
    """Delay nights of cases in the period by the ward where the patient lay at midnight; these add up."""
    found: defaultdict[str, NightTotals] = defaultdict(NightTotals)
    for stay in stays:
        if stay.case_opened_on is None:
            continue
        nights = clipped(runs(stay, as_at), period, wards)
        for ward in {run.ward for run in nights}:
            found[ward] += totals((run for run in nights if run.ward == ward), stay.case_opened_on)
    return dict(sorted(found.items()))
