"""What the service itself costs in a period, split by funder, each sum spread evenly over the days it is for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from enabler.rules.method.intervals import Interval, intersection, length, union
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused

MOST_PENCE = 10_000_000_00


@dataclass(frozen=True, slots=True)
class FundedCost:
    """What a funder pays for the service over a time, both days included, in pence."""

    funder: str
    period: Period
    pence: int


@dataclass(frozen=True, slots=True)
class PeriodCost:
    """Pence by funder; `days_covered` of the period's `days` have a cost of any funder."""

    by_funder: Mapping[str, Fraction]
    days: int
    days_covered: int

    @property
    def pence(self) -> Fraction:
        return sum(self.by_funder.values(), Fraction(0))

    @property
    def pounds(self) -> float:
        return float(self.pence / 100)

    @property
    def pounds_per_week(self) -> float:
        """Over the days that have a cost; 0 without any."""
        return float(self.pence * 7 / self.days_covered / 100) if self.days_covered else 0.0

    @property
    def is_whole(self) -> bool:
        return self.days_covered == self.days

    def share(self, funder: str) -> float:
        """A funder's part of the cost, as a fraction."""
        return float(self.by_funder[funder] / self.pence) if self.pence else 0.0


def check_service_cost(funder: str, from_on: date, to_on: date, pence: int) -> FundedCost:
    """The cost of a time; refused without a funder, when it ends before it starts, or with an impossible sum."""
    if not funder.strip():
        raise Refused("Say who pays.", "funder")
    if to_on < from_on:
        raise Refused("The last day is before the first.", "to_on")
    if not 0 < pence <= MOST_PENCE:
        raise Refused("A cost lies above nothing and is at most ten million pounds.", "pence")
    return FundedCost(funder.strip(), Period(from_on, to_on), pence)


def period_cost(costs: Iterable[FundedCost], period: Period) -> PeriodCost:
    """What the service cost in a period, pro rata by days. Months add up to their quarter, exactly."""
    by_funder: defaultdict[str, Fraction] = defaultdict(Fraction)
    covered: list[Interval] = []
    for cost in costs:
        shared = intersection([cost.period.interval], [period.interval])
        if shared:
            by_funder[cost.funder] += Fraction(cost.pence * length(shared), length([cost.period.interval]))
            covered += shared
    return PeriodCost(dict(sorted(by_funder.items())), length([period.interval]), length(union(covered)))
