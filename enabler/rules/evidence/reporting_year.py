"""The reporting year, April to March: settings of figures are fixed before it starts. Method, sections 2 and 4."""

from datetime import date

from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused

FIRST_MONTH = 4


def year_of(on: date) -> int:
    """The reporting year a date lies in, named by the year it starts in."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def year_period(year: int) -> Period:
    return Period(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31))


def year_in_words(year: int) -> str:
    """2026/27"""
    return f"{year}/{(year + 1) % 100:02}"


def has_begun(year: int, today: date) -> bool:
    return today >= year_period(year).from_on


def check_change(year: int, today: date, reason: str | None) -> None:
    """Once a year has begun, a change must say why; it is dated, signed and printed with every report of the year."""
    if has_begun(year, today) and not (reason or "").strip():
        raise Refused(
            f"The reporting year {year_in_words(year)} has begun. Say why this changes: it is "
            "printed with the figures.",
            "reason",
        )
