"""Legal clocks: when each runs out, from its start. The list of timers is data; here is only how they are counted."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Protocol

from enabler.rules.working_days import add_working_days

DAYS_AHEAD = 7


class Timer(Protocol):
    """A row of the list of legal timers: one of days, months, working days, hours."""

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
    """The day a timer runs out; the day of the start is day 0. None when the law did not apply then.

    Hours are rounded up to whole days here; `runs_out_at` is exact.
    """
    if not applies(timer, started_on):
        return None
    if timer.days is not None:
        return started_on + timedelta(days=timer.days)
    if timer.months is not None:
        return add_months(started_on, timer.months)
    if timer.working_days is not None:
        return add_working_days(started_on, timer.working_days)
    return started_on + timedelta(days=-(-(timer.hours or 0) // 24))


def runs_out_at(timer: Timer, started_at: datetime) -> datetime | None:
    """The instant a timer of hours runs out, in the zone of its start; None for other timers and before the law."""
    if timer.hours is None or not applies(timer, started_at.date()):
        return None
    return started_at + timedelta(hours=timer.hours)


def add_months(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def is_running_out(runs_out: date, today: date, days: int = DAYS_AHEAD) -> bool:
    """Whether a timer runs out within some days, or has run out."""
    return (runs_out - today).days <= days
