"""Working days in England: not Saturday, not Sunday, not a bank holiday."""

from datetime import date, timedelta
from functools import lru_cache

# One-off holidays and moved ones, as proclaimed; the regular ones are worked out.
EXTRA = frozenset({date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)})
NOT_HELD = frozenset({date(2020, 5, 4), date(2022, 5, 30)})


def is_working_day(on: date) -> bool:
    """Whether offices in England work on that day."""
    return on.weekday() < 5 and on not in bank_holidays(on.year)


def add_working_days(start: date, days: int) -> date:
    """The working day that many working days after a date; the date itself is not counted."""
    on = start
    while days > 0:
        on += timedelta(days=1)
        days -= is_working_day(on)
    return on


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, those that fall on a weekend moved to the days after it."""
    easter = easter_sunday(year)
    days = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        days.add(_weekday_from(day, days))
    return frozenset((days - NOT_HELD) | {day for day in EXTRA if day.year == year})


def easter_sunday(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (the anonymous algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - skipped - rest % 4) % 7
    late = (golden + 11 * skipped + 22 * weekday) // 451
    month, day = divmod(skipped + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(on: date) -> date:
    return on + timedelta(days=-on.weekday() % 7)


def _weekday_from(on: date, taken: set[date]) -> date:
    while on.weekday() >= 5 or on in taken:
        on += timedelta(days=1)
    return on
