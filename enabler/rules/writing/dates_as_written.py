"""Dates as people write them, day first, and the same dates read back in full."""

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from enabler.rules.refusal import Refused
from enabler.rules.writing.days_from_today import NEAR, WEEKDAYS, days_from_today, place_named, weekday_named

MONTHS = ["January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December"]  # fmt: skip
EXAMPLES = "Write a date such as 3/4/26, 3 Apr, today or -2."
OF_BIRTH = "Write a date such as 3/2/1961 or 3 Feb 1961."
EARLIEST_YEAR, LATEST_YEAR = 1880, 2150
OLDEST = 120  # years, of anybody alive
YEARS_NEAR = 20  # what a short way of writing may mean ahead of today, and a spreadsheet's number either way
DAYS_NEAR = 31
LONGEST = 60
SPREADSHEETS_COUNT_FROM = date(1899, 12, 30)


class MayBeSeveral(Refused):
    """A date that may be two: `days` are what it may be."""

    def __init__(self, sentence: str, days: tuple[date, ...]) -> None:
        super().__init__(sentence)
        self.days = days


_SIGNS = str.maketrans("\u2212\u2013\u2019\u2044\u2215\\", "--'///")
_ROUND_STROKES = re.compile(r" ?/ ?")
_INSTANT = re.compile(
    r"(?P<day>.*\w),?(?:(?<=\d)t| )(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?[0-5]\d(?:\.\d+)?)?"
    r" ?(?P<zone>z|utc|gmt|bst|[+-]\d\d(?::?[0-5]\d)?)$",
    re.ASCII,
)
_ZONES = {"z": "+00", "utc": "+00", "gmt": "+00", "bst": "+01"}
_TIME = re.compile(
    r"(?:,? (?:at )?|(?<=\d)t)(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[ap]m)?| ?[ap]m)$"
    r"|,? (?:[ap]m|(?:in the )?(?:morning|afternoon|evening)|noon|midday)$",
    re.ASCII,
)
_AWAY = re.compile(r", (today|tomorrow|yesterday|in \d+ (?:days|years)|\d+ (?:days|years) ago)$", re.ASCII)
_AGE = re.compile(
    r",? (?:\((?:aged? )?(\d{1,3})(?: ?y| ?yrs| years)?\)|aged? (\d{1,3})|(\d{1,3}) ?(?:y|yrs|years)(?: old)?)$",
    re.ASCII,
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$", re.ASCII)
_DIGITS = re.compile(
    r"(?P<year>(?:18|19|20|21)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)(?:t?[0-2]\d[0-5]\d(?:[0-5]\d)?)?$", re.ASCII
)
_DIGITS_DAY_FIRST = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:18|19|20|21)\d\d)$", re.ASCII)
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})(?:[/.\- ](?P<year>\d{4}|\d{2}))?$", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of )?[ /.\-]*(?P<month>[a-z]+)[ /.\-,']*(?P<year>\d{4}|\d{2})?$",
    re.ASCII,
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]+) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?$", re.ASCII
)
_FORMS = (_ISO, _DIGITS, _DIGITS_DAY_FIRST, _NUMBERS, _DAY_FIRST, _MONTH_FIRST)
_SPREADSHEETS = re.compile(r"(?P<number>\d{5})(?P<time>\.\d+)?$", re.ASCII)
_YEAR_ALONE = re.compile(r"(?:18|19|20|21)\d\d$", re.ASCII)
_MAY_BE_A_LENGTH = re.compile(r"[1-9]\d?/(?:7|12)$", re.ASCII)
_DAY_ALONE = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)$", re.ASCII)
_WEEKDAY_BEFORE = re.compile(r"(?P<name>[a-z]+)[.,]? (?=.*\d)", re.ASCII)


def read_date(text: str, today: date, *, born: bool = False, field: str | None = None) -> date:
    """The date somebody typed: 3/4/26, 1st of April, Fri 4 Dec 2026, 2026-04-03, 46113, today, -2, 2w, last fri.

    Day before month. Without a year: the one nearest to today. A two-digit year lies at most 20 years ahead;
    for a date of birth (`born`) it lies in the past, must be given, and is asked about where it may be two.
    What our pages write, with the distance or the age behind it, is read. An instant is its day in London.
    """
    written = " ".join(text.split())
    if len(written) > LONGEST:
        raise Refused(f"That is too long for a date. {_examples(born)}", field)
    if not written:
        raise Refused(f"Enter a date. {_examples(born)}", field)
    plain = unicodedata.normalize("NFKC", written).lower().translate(_SIGNS).removeprefix("'")
    plain = _ROUND_STROKES.sub("/", plain).rstrip(" .,")
    try:
        found = _with_distance(plain, written, today, born)
    except Refused as refused:
        refused.field = field
        raise
    if found is None:
        raise Refused(f"“{written}” is not a date. {_examples(born)}", field)
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


def _examples(born: bool) -> str:
    return OF_BIRTH if born else EXAMPLES


def _with_distance(plain: str, written: str, today: date, born: bool) -> date | None:
    """A date with what our pages write behind it, which must fit it: how far off it is, or the age."""
    away, age = _AWAY.search(plain), _AGE.search(plain) if born else None
    found = _read(_AGE.sub("", plain) if born else _AWAY.sub("", plain), written, today, born)
    if found and away and distance(found, today) != away[1]:
        raise Refused(f"{in_full(found)} is {distance(found, today)}, not {away[1]}. Write the date alone.")
    if found and age and whole_years(found, today) != int(age[age.lastindex or 0]):
        years = whole_years(found, today)
        raise Refused(f"Born on {in_full(found)} means {years} years old, not {age[age.lastindex or 0]}.")
    return found


def _read(plain: str, written: str, today: date, born: bool) -> date | None:
    if instant := _INSTANT.match(plain):
        there = _calendar(instant["day"], written, today, born)
        return _day_in_london(there, instant, written) if there else None
    day = plain if plain in NEAR else _TIME.sub("", plain)
    days = days_from_today(day, written, today)
    if days is not None:
        return _in_range(today + timedelta(days=days), written)
    return _calendar(day, written, today, born) or _spreadsheets(day, written, today, born)


def _day_in_london(there: date, instant: re.Match[str], written: str) -> date:
    """The day in London of a time of a day in a zone."""
    zone = _ZONES.get(instant["zone"], instant["zone"]).replace(":", "").ljust(5, "0")
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:])) * (-1 if zone[0] == "-" else 1)
    at = datetime(there.year, there.month, there.day, int(instant["hour"]), int(instant["minute"]), tzinfo=UTC) - ahead
    return _in_range((at + timedelta(hours=_is_summer(at))).date(), written)


def _is_summer(at: datetime) -> bool:
    """Whether London keeps summer time: since 1996 from the last Sunday of March to that of October, at 1 by UTC."""
    begins, ends = (datetime(at.year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    return begins - timedelta(days=begins.isoweekday() % 7) <= at < ends - timedelta(days=ends.isoweekday() % 7)


def _calendar(plain: str, written: str, today: date, born: bool) -> date | None:
    before = _WEEKDAY_BEFORE.match(plain)
    weekday = weekday_named(before["name"]) if before else None
    if before and weekday is not None:
        plain = plain[before.end() :]
    if _DAY_ALONE.match(plain):
        raise Refused(f"“{written}” has no month. Write the month too, such as 3 Apr.")
    if _YEAR_ALONE.match(plain):
        raise Refused(f"“{written}” is a year, not a day. {_examples(born)}")
    match = next((match for form in _FORMS if (match := form.match(plain))), None)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        return None
    found = _with_year(int(match["day"]), month, match["year"], written, today, born)
    if weekday is None and _MAY_BE_A_LENGTH.match(plain):
        _check_no_length(found, written, today)
    if weekday is not None and weekday != found.weekday():
        raise Refused(
            f"{in_full(found)} is a {WEEKDAYS[found.weekday()]}, not a {WEEKDAYS[weekday]}. "
            "Put the date right, or write it without the weekday."
        )
    return found


def _check_no_length(on: date, written: str, today: date) -> None:
    """On wards 3/7 is three days too, and 3/12 three months."""
    long, short = f"{on.day} {MONTHS[on.month - 1]}", f"{on.day} {MONTHS[on.month - 1][:3]}"
    if on.month == 7:
        away = f"in {on.day} days" if on.day > 1 else "tomorrow"
        sentence = f"“{written}” may be {long} or {away}: write {short} or {away}."
        raise MayBeSeveral(sentence, (on, today + timedelta(days=on.day)))
    if on.month == 12 and abs((on - today).days) > DAYS_NEAR:
        raise Refused(f"“{written}” may be {long} or in {on.day} months: write {short} or the day itself.")


def _spreadsheets(plain: str, written: str, today: date, born: bool) -> date | None:
    """The day that a spreadsheet keeps as a number, where it cannot be a date written without strokes."""
    match = _SPREADSHEETS.match(plain)
    if match is None:
        return None
    number = match["number"]
    found = SPREADSHEETS_COUNT_FROM + timedelta(days=int(number))
    years = whole_years(min(found, today), max(found, today))
    if years > (OLDEST if born else YEARS_NEAR):
        return None
    stroked = None if match["time"] else with_strokes(number)
    if stroked:
        raise MayBeSeveral(
            f"“{written}” may be {stroked}, or a spreadsheet's number for {in_full(found)}. Write one of the two.",
            (*_stroked_days(stroked, today, born), found),
        )
    return found


def with_strokes(number: str) -> str | None:
    """A number of five digits as a date that was written without strokes: 18567 is 18/5/67."""
    for at in (1, 2):
        day, month, year = int(number[:at]), int(number[at:3]), number[3:5]
        if 1 <= month <= 12 and 1 <= day <= monthrange(2000 + int(year), month)[1]:
            return f"{day}/{month}/{year}"
    return None


def _stroked_days(stroked: str, today: date, born: bool) -> tuple[date, ...]:
    try:
        found = _calendar(stroked, stroked, today, born)
    except MayBeSeveral as several:
        return several.days
    return (found,) if found else ()


def _with_year(day: int, month: int, year: str | None, written: str, today: date, born: bool) -> date:
    if not 1 <= month <= 12:
        raise Refused(f"{written} is not a date: there is no month {month}. Write the day first, then the month.")
    if year is None:
        if born:
            raise Refused(f"{written} has no year. Write the year of birth too.")
        return _nearest(day, month, written, today)
    if len(year) == 4:
        return _exact(day, month, int(year), written)
    if born:
        return _born(day, month, int(year), written, today)
    near = _exact(day, month, 2000 + int(year), written)
    return _exact(day, month, near.year - 100, written) if near.year > today.year + YEARS_NEAR else near


def _born(day: int, month: int, year: int, written: str, today: date) -> date:
    """The one century in which somebody alive can be born on that day; two are asked about."""
    both = [date(start + year, month, day) for start in (1900, 2000) if 1 <= day <= monthrange(start + year, month)[1]]
    possible = [on for on in both if on <= today and whole_years(on, today) <= OLDEST]
    if len(possible) == 2:
        first, second = (in_full(on) for on in possible)
        raise MayBeSeveral(f"{written} may be {first} or {second}. Write the year in full.", tuple(possible))
    return possible[0] if possible else _exact(day, month, 2000 + year, written)


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


def _in_range(on: date, written: str) -> date:
    return _exact(on.day, on.month, on.year, written)


def _month(written: str) -> int | None:
    return int(written) if written.isdigit() else place_named(written, MONTHS)
