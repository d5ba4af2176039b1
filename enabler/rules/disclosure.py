"""What leaves the service without names: age bands, and dates as days since the admission."""

from datetime import date

from enabler.rules.dates_as_written import whole_years

FEWEST_PEOPLE = 5
YOUNGEST, OLDEST = 18, 90


def age_band(born_on: date | None, on: date) -> str | None:
    """The age on a date in ten years: under 18, 18-29, 30-39 … 80-89, 90 or over."""
    if born_on is None:
        return None
    age = whole_years(born_on, on)
    if age < YOUNGEST:
        return f"under {YOUNGEST}"
    if age >= OLDEST:
        return f"{OLDEST} or over"
    tens = max(20, age // 10 * 10)
    return f"{YOUNGEST if tens == 20 else tens}-{tens + 9}"


def days_since_admission(on: date | None, admitted_on: date) -> int | None:
    """A date as days since the admission, 0 on its day, negative before it."""
    return None if on is None else (on - admitted_on).days


def month_of(on: date | None) -> str | None:
    """A date as its month, 2026-04."""
    return None if on is None else f"{on:%Y-%m}"


def is_printable(people: int) -> bool:
    """Whether a share or mean may be printed outside the service: it rests on at least 5 people. Method, section 5."""
    return people >= FEWEST_PEOPLE
