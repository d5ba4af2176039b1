"""Clocks of law: when each runs out, from its start. The list of timers is data; here is only how they are counted."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from enabler.rules.law.working_days import add_working_days
from enabler.vocabulary import Counting

DAYS_AHEAD = 7
DAY = timedelta(days=1)


class Timer(Protocol):
    """A row of the list of legal timers: one of days, months, working days, hours; none for a day that is itself
    the fact."""

    @property
    def counting(self) -> Counting: ...
    @property
    def days(self) -> int | None: ...
    @property
    def months(self) -> int | None: ...
    @property
    def working_days(self) -> int | None: ...
    @property
    def hours(self) -> int | None: ...
    @property
    def applies_from(self) -> date | None: ...
    @property
    def applies_to(self) -> date | None: ...


def applies(timer: Timer, started_on: date) -> bool:
    """Whether the law behind a timer was in force on the day it would have started."""
    after_start = timer.applies_from is None or timer.applies_from <= started_on
    return after_start and (timer.applies_to is None or started_on <= timer.applies_to)


def runs_out_on(timer: Timer, started_on: date) -> date | None:
    """The last day of a timer. None when the law did not apply then.

    "After": the day of the start is day 0, so 28 days from 1 April end with 29 April. "Beginning": it is day 1, so
    21 days beginning with 1 April end with 21 April. "On": the day itself. Hours are rounded up to whole days here;
    `runs_out_at` is exact. Source: Interpretation of time in each Act; Shelter Legal, time limits for internal reviews.
    """
    if not applies(timer, started_on):
        return None
    day_0 = started_on - DAY if timer.counting == Counting.BEGINNING else started_on
    if timer.days is not None:
        return day_0 + timedelta(days=timer.days)
    if timer.months is not None:
        return add_months(started_on, timer.months) - (started_on - day_0)
    if timer.working_days is not None:
        return add_working_days(day_0, timer.working_days)
    return started_on + timedelta(days=-(-(timer.hours or 0) // 24))


def runs_out_at(timer: Timer, started_at: datetime) -> datetime | None:
    """The instant a timer of hours runs out (UTC: an hour is an hour when the clocks change); None for other timers."""
    if timer.hours is None:
        return None
    return started_at.astimezone(UTC) + timedelta(hours=timer.hours)


def add_months(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
