"""Dates as people write them, day first, and the same dates read back in full."""

import re
from calendar import monthrange
from datetime import date, timedelta

from enabler.rules.refusal import Refused

MONTHS = ["January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December"]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
EXAMPLES = "Write a date such as 3/4/26, 3 Apr, today or -2."
EARLIEST_YEAR, LATEST_YEAR = 1880, 2150
LONGEST = 60

_TIME = re.compile(r"(?:\s+|(?<=\d)t)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
_DAYS = re.compile(r"[+-]\d{1,4}$", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$", re.ASCII)
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})(?:[/.\- ](?P<year>\d{4}|\d{2}))?$", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ /.\-]*(?P<month>[a-z]+)[ /.\-,]*(?P<year>\d{4}|\d{2})?$", re.ASCII
)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?$", re.ASCII)
_WEEKDAY = re.compile(r"(?:(?P<which>last|next|this|on) )?(?P<name>[a-z]+)$", re.ASCII)
_WEEKDAY_BEFORE = re.compile(r"(?P<name>[a-z]+),? (?=\d)", re.ASCII)


def read_date(text: str, today: date, *, born: bool = False, field: str | None = None) -> date:
    """The date somebody typed: 3/4/26, 03/04/2026 00:00, 3 Apr, 17-Oct-26, 2026-04-03, today, -2, +7, fri, last fri.

    Day before month. Without a year: the one nearest to today. A two-digit year lies at most 20 years ahead;
    for a date of birth (`born`) it lies in the past and must be given. "fri" is the next Friday after today.
    """
    written = " ".join(text.split())
    if len(written) > LONGEST:
        raise Refused(f"That is too long for a date. {EXAMPLES}", field)
    plain = _TIME.sub("", written.lower().replace("\u2212", "-").replace("\u2013", "-"))
    if not plain:
        raise Refused(f"Enter a date. {EXAMPLES}", field)
    try:
        found = _relative(plain, today) or _calendar(plain, written, today, born)
    except Refused as refused:
        raise Refused(refused.sentence, field) from None
    if found is None:
        raise Refused(f"“{written}” is not a date. {EXAMPLES}", field)
    return found


def read_back(on: date, today: date) -> str:
    """A date in full with its distance: Fri 4 December 2026, in 12 days."""
    return f"{WEEKDAYS[on.weekday()][:3]} {in_full(on)}, {distance(on, today)}"


def in_full(on: date) -> str:
    """4 December 2026."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def distance(on: date, today: date) -> str:
    """today, tomorrow, yesterday, in 12 days, 12 days ago; whole years from two years on."""
    days = (on - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    if near:
        return near
    years = whole_years(min(on, today), max(on, today))
    length = f"{years} years" if years >= 2 else f"{abs(days)} days"
    return f"in {length}" if days > 0 else f"{length} ago"


def whole_years(start: date, end: date) -> int:
    """Completed years from start to end, as ages are counted."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def is_far_off(on: date, today: date, days: int = 366) -> bool:
    """Whether a date lies more than `days` days from today, either way, and deserves a second look."""
    return abs((on - today).days) > days


def _relative(plain: str, today: date) -> date | None:
    near = {"today": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1, "yest": -1}.get(plain)
    if near is not None:
        return today + timedelta(days=near)
    compact = plain.replace(" ", "")
    if _DAYS.match(compact):
        return today + timedelta(days=int(compact))
    match = _WEEKDAY.match(plain)
    weekday = _weekday(match["name"]) if match else None
    if match is None or weekday is None:
        return None
    if match["which"] == "last":
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _calendar(plain: str, written: str, today: date, born: bool) -> date | None:
    before = _WEEKDAY_BEFORE.match(plain)
    weekday = _weekday(before["name"]) if before else None
    if before and weekday is not None:
        plain = plain[before.end() :]
    match = _ISO.match(plain) or _NUMBERS.match(plain) or _DAY_FIRST.match(plain) or _MONTH_FIRST.match(plain)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        return None
    found = _with_year(int(match["day"]), month, match["year"], written, today, born)
    if weekday is not None and weekday != found.weekday():
        raise Refused(f"{in_full(found)} is a {WEEKDAYS[found.weekday()]}, not a {WEEKDAYS[weekday]}.")
    return found


def _with_year(day: int, month: int, year: str | None, written: str, today: date, born: bool) -> date:
    if not 1 <= month <= 12:
        raise Refused(f"{written} is not a date: there is no month {month}. Write the day first, then the month.")
    if year is None:
        if born:
            raise Refused(f"{written} has no year. Write the year of birth too.")
        return _nearest(day, month, written, today)
    if len(year) == 4:
        return _exact(day, month, int(year), written)
    near = _exact(day, month, 2000 + int(year), written)
    too_late = near > today if born else near.year > today.year + 20
    return _exact(day, month, near.year - 100, written) if too_late else near


def _nearest(day: int, month: int, written: str, today: date) -> date:
    """The day and month in last, this or next year, whichever is nearest to today (29 February: where it exists)."""
    years = [year for year in (today.year - 1, today.year, today.year + 1) if 1 <= day <= monthrange(year, month)[1]]
    if not years:
        return _exact(day, month, today.year, written)
    return min((date(year, month, day) for year in years), key=lambda found: abs((found - today).days))


def _exact(day: int, month: int, year: int, written: str) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Refused(f"{written} is not a date: the year {year} is out of range.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refused(f"{written} is not a date: {MONTHS[month - 1]} {year} has {last} days.")
    return date(year, month, day)


def _month(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return _named(written, MONTHS)


def _weekday(written: str) -> int | None:
    place = _named(written, WEEKDAYS)
    return None if place is None else place - 1


def _named(written: str, names: list[str]) -> int | None:
    """The place, from 1, of the one name that begins with at least three letters of what was written."""
    starts = [place for place, name in enumerate(names, 1) if name.lower().startswith(written)]
    return starts[0] if len(written) >= 3 and len(starts) == 1 else None
