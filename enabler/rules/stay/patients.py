"""What must be true of a patient: a surname, a birth before any admission, and alerts that are looked at again."""

from collections.abc import Iterable
from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.writing.births import Birth
from enabler.rules.writing.dates_as_written import in_full


def check_surname(surname: str | None) -> str:
    """The surname with single spaces; refused when it holds no letter."""
    tidy = " ".join((surname or "").split())
    if not any(letter.isalpha() for letter in tidy):
        raise Refused("Enter the surname.", "surname")
    return tidy


def check_born_before(birth: Birth, admissions: Iterable[date | None]) -> None:
    """Refuse a birth after any admission; the same day is possible."""
    first = min((on for on in admissions if on is not None), default=None)
    if first is not None and birth.earliest > first:
        raise Refused(f"Born after the admission on {in_full(first)}.", "born_on")


def check_safety_alert(alert: str | None, review_on: date | None) -> None:
    """Refuse an alert without the date on which it is looked at again: an old alert harms as a missing one does."""
    if alert and review_on is None:
        raise Refused("Give the date on which this alert is looked at again.", "safety_alert_review_on")
