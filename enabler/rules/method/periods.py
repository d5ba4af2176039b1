"""A report's period, which includes both its dates, and the months it is made of."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from enabler.rules.method.intervals import Interval
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


def elapsed(period: Period, as_at: date) -> Period:
    """The part of a period that is over by a day, which is not counted itself; at least the period's first day."""
    return Period(period.from_on, max(period.from_on, min(period.to_on, as_at - timedelta(days=1))))


def periods_before(period: Period, count: int) -> tuple[Period, ...]:
    """The periods of the same length before this one, oldest first: whole months stay whole months."""
    whole = period.from_on.day == 1 and (period.to_on + timedelta(days=1)).day == 1
    if not whole:
        days = timedelta(days=(period.to_on - period.from_on).days + 1)
        return tuple(Period(period.from_on - back * days, period.to_on - back * days) for back in range(count, 0, -1))
    length = len(period.months())
    firsts = [_months_later(period.from_on, -length * back) for back in range(count, -1, -1)]
    return tuple(Period(one, after - timedelta(days=1)) for one, after in pairwise(firsts))


def _months_later(first: date, months: int) -> date:
    """The first of the month so many months after (before, if negative) the month of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
