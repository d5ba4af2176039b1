"""Where the nights went: housing nights by kind of barrier and by whom it waited on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from enabler.rules.facts import StayFacts
from enabler.rules.intervals import intersection, interval, length, union
from enabler.rules.nights import clipped, runs
from enabler.rules.periods import Period

WaitedOn = tuple[str, str | None]


def barrier_nights(
    stays: Iterable[StayFacts], period: Period, as_at: date, wards: frozenset[str] | None = None
) -> Counter[WaitedOn]:
    """Delay nights of cases in the period on which each kind of barrier stood, by (kind, waiting on).

    A night with two barriers counts for both, so these do not add up to the housing nights.
    """
    found: Counter[WaitedOn] = Counter()
    for stay in stays:
        if stay.case_opened_on is None:
            continue
        delay = union((run.start, run.end) for run in clipped(runs(stay, as_at), period, wards))
        blocking = [barrier for barrier in stay.barriers if barrier.blocks] if delay else []
        for key in {(barrier.kind, barrier.waiting_on) for barrier in blocking}:
            same = (barrier for barrier in blocking if (barrier.kind, barrier.waiting_on) == key)
            stood = union(interval(barrier.began_on, barrier.resolved_on) for barrier in same)
            found[key] += length(intersection(delay, stood))
    return found
