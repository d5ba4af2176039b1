"""A report's period, which includes both its dates, and the months it is made of."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from enabler.rules.intervals import Interval
from enabler.rules.refusal import Refused


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From from_on to to_on, both included, for nights and for discharges."""

    from_on: date
    to_on: date

    def __contains__(self, on: date) -> bool:
        return self.from_on <= on <= self.to_on

    @property
    def interval(self) -> Interval:
        """The nights of the period as ordinals [start, end)."""
        return self.from_on.toordinal(), self.to_on.toordinal() + 1

    def months(self) -> tuple["Period", ...]:
        """Its calendar months in order, the first and the last cut to the period's own dates."""
        return _months(self)


def check_period(from_on: date, to_on: date) -> Period:
    """The period of a report; refused when it ends before it starts."""
    if to_on < from_on:
        raise Refused("The last day of the period is before its first.", "to_on")
    return Period(from_on, to_on)


@lru_cache(maxsize=256)
def _months(period: Period) -> tuple[Period, ...]:
    found, first = [], period.from_on
    while first <= period.to_on:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        found.append(Period(first, min(last, period.to_on)))
        first = last + timedelta(days=1)
    return tuple(found)


def quarter_of(on: date) -> Period:
    """The calendar quarter (April to June and so on) that a date lies in."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    last_month = first.month + 2
    return Period(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))
