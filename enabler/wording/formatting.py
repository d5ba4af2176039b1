"""How dates, numbers and names are written, on page and paper. Pure functions; templates use them as filters."""

from datetime import date, datetime

from enabler.clock import LONDON
from enabler.rules.writing import dates_as_written, money
from enabler.rules.writing.births import birth_of
from enabler.rules.writing.full_names import Named, patient_name as patient_name
from enabler.vocabulary import BirthIs, Milestone

MINUS = "\u2212"
NOT_RECORDED = "not recorded"
TOO_FEW = "too few"  # stands for a share or mean of fewer than 5 people
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def long_date(on: date | None) -> str:
    """Fri 4 December 2026"""
    if on is None:
        return NOT_RECORDED
    return f"{WEEKDAYS[on.weekday()]} {plain_date(on)}"


def plain_date(on: date | None) -> str:
    """4 December 2026"""
    return dates_as_written.in_full(on) if on else NOT_RECORDED


def day_month(on: date | None) -> str:
    """4 December"""
    return f"{on.day} {dates_as_written.MONTHS[on.month - 1]}" if on else ""


def short_date(on: date | None) -> str:
    """4 Dec"""
    return f"{on.day} {MONTHS[on.month - 1]}" if on else ""


def year_date(on: date | None) -> str:
    """4 Dec 2026"""
    return f"{short_date(on)} {on.year}" if on else ""


def weekday_date(on: date | None) -> str:
    """Fri 4 Dec"""
    return f"{WEEKDAYS[on.weekday()]} {short_date(on)}" if on else ""


def banner_date(on: date | None) -> str:
    """03-Feb-1961, the form that cannot be read as another date."""
    return f"{on.day:02}-{MONTHS[on.month - 1]}-{on.year}" if on else NOT_RECORDED


def name_and_phone(name: str | None, phone: str | None) -> str:
    """Sam Okafor 0116 496 0160"""
    return " ".join(part for part in (name, phone) if part)


def checks_planned() -> str:
    """checks at 48 hours, 1 week, 4 weeks, 13 weeks, 26 weeks and 52 weeks"""
    *earlier, last = (check.label for check in Milestone)
    return f"checks at {', '.join(earlier)} and {last}"


def born(on: date | None, today: date, birth_is: str | None = None) -> str:
    """03-Feb-1961 (65), 1950 (about 76), about 1950 (estimated, about 76)"""
    if on is None:
        return NOT_RECORDED
    years = dates_as_written.whole_years(on, today)
    if not birth_is:
        return f"{banner_date(on)} ({years})"
    estimated = "estimated, " if birth_is == BirthIs.ESTIMATED else ""
    return f"{birth(on, birth_is)} ({estimated}about {years})"


def birth(on: date | None, birth_is: str | None = None) -> str:
    """03-Feb-1961, 1950, about 1950"""
    known = birth_of(on, birth_is)
    return banner_date(on) if known is None or known.is_exact else known.year


def how_far(on: date, today: date) -> str:
    """today, tomorrow, yesterday, in 12 days, 9 days ago"""
    return dates_as_written.distance(on, today)


def read_back(on: date | None, today: date) -> str:
    """Fri 4 December 2026, in 12 days"""
    return dates_as_written.read_back(on, today) if on else NOT_RECORDED


def clock_time(at: datetime | None) -> str:
    """14:05, London time"""
    return f"{at.astimezone(LONDON):%H:%M}" if at else ""


def moment(at: datetime | None) -> str:
    """Fri 4 Dec 2026, 14:05, London time"""
    if at is None:
        return NOT_RECORDED
    local = at.astimezone(LONDON)
    return f"{weekday_date(local.date())} {local.year}, {local:%H:%M}"


def nhs_number(number: str | None) -> str:
    """999 476 5919; anything that is not ten digits is shown as it is."""
    if not number:
        return NOT_RECORDED
    if len(number) != 10 or not number.isdigit():
        return number
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def plural(count: int | float, one: str, many: str | None = None) -> str:
    """1 barrier, 3 barriers, 2 households"""
    word = one if count == 1 else (many or f"{one}s")
    return f"{whole(count)} {word}"


def nights(count: int | float | None) -> str:
    """1 night, 9 nights"""
    return "nights not known" if count is None else plural(count, "night")


def figure(value: float | None, places: int = 1) -> str:
    """One decimal, thousands separated, a true minus sign and never minus zero."""
    if value is None:
        return "not known"
    text = f"{abs(value):,.{places}f}"
    return f"{MINUS}{text}" if value < 0 and float(text.replace(",", "")) else text


def trimmed(value: float) -> str:
    """23, 17.7: one decimal only where it says something."""
    return figure(value).removesuffix(".0")


def whole(value: int | float | None) -> str:
    """1,204"""
    if isinstance(value, float) and not value.is_integer():
        return figure(value)
    return figure(value, 0)


def percent(value: float | None) -> str:
    """A share between 0 and 1 as 15%"""
    return "not known" if value is None else f"{figure(value * 100, 0)}%"


def pounds(pence: int | None) -> str:
    """£4,212.50, and without pence where there are none: £98"""
    return NOT_RECORDED if pence is None else money.in_pounds(pence)


def initials(patient: Named) -> str:
    """G.S., in the order the name is spoken; for prints that show initials only."""
    words = f"{patient.given_names or ''} {patient.surname or ''}".replace("-", " ").split()
    return "".join(f"{word[0].upper()}." for word in words) or "Name not recorded"


def possessive(name: str) -> str:
    """Amina's, Mr Jones'"""
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


def whole_pounds(value: float) -> str:
    """£15,174, to the pound; a loss with a true minus sign."""
    return f"{MINUS}£{whole(round(-value))}" if round(value) < 0 else f"£{whole(round(value))}"
