"""What must be true of a stay's and a patient's own dates: in order, and not in the future where that cannot be."""

from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.writing.births import Birth
from enabler.rules.writing.dates_as_written import OLDEST, in_full, whole_years


def check_born_on(born_on: date, today: date) -> None:
    """Refuse a birth in the future or more than 120 years ago."""
    if born_on > today:
        raise Refused(f"{in_full(born_on)} is in the future: nobody is born yet.", "born_on")
    if whole_years(born_on, today) > OLDEST:
        raise Refused(f"Born on {in_full(born_on)} means more than {OLDEST} years old.", "born_on")


def check_admitted_on(admitted_on: date, today: date, birth: Birth | None = None) -> None:
    """Refuse an admission in the future or before the birth; an estimated birth may have been earlier."""
    check_not_future(admitted_on, today, "admitted_on", "admission")
    if birth is not None and admitted_on < birth.earliest:
        born = f"the date of birth, {in_full(birth.on)}" if birth.is_exact else f"the birth, {birth.year}"
        raise Refused(f"Admitted before {born}.", "admitted_on")


def check_case_opened_on(case_opened_on: date, admitted_on: date | None, today: date) -> None:
    """Refuse a case opened in the future or before the admission. After the discharge is possible, but never counts."""
    check_not_future(case_opened_on, today, "case_opened_on", "opening of the case")
    if admitted_on is not None and case_opened_on < admitted_on:
        raise Refused(f"The case was opened before the admission on {in_full(admitted_on)}.", "case_opened_on")


def check_discharged_on(discharged_on: date, admitted_on: date | None, today: date) -> None:
    """Refuse a discharge in the future or before the admission; the same day is possible."""
    check_not_future(discharged_on, today, "discharged_on", "discharge")
    if admitted_on is not None and discharged_on < admitted_on:
        raise Refused(f"Left before admitted: the admission was on {in_full(admitted_on)}.", "discharged_on")


def check_expected_discharge_on(expected_discharge_on: date, admitted_on: date | None) -> None:
    """Refuse a discharge expected before the admission."""
    if admitted_on is not None and expected_discharge_on < admitted_on:
        raise Refused(f"Expected to leave before the admission on {in_full(admitted_on)}.", "expected_discharge_on")


def check_ward_moved_on(moved_on: date, admitted_on: date | None, discharged_on: date | None, today: date) -> None:
    """Refuse a move to another ward in the future or outside the stay."""
    check_not_future(moved_on, today, "from_on", "move")
    if admitted_on is not None and moved_on < admitted_on:
        raise Refused(f"Moved before the admission on {in_full(admitted_on)}.", "from_on")
    if discharged_on is not None and moved_on > discharged_on:
        raise Refused(f"Moved after the discharge on {in_full(discharged_on)}.", "from_on")


def check_not_future(on: date, today: date, field: str, what: str) -> None:
    """Refuse the date of something that has happened when it lies after today."""
    if on > today:
        raise Refused(f"{in_full(on)} is in the future: the {what} cannot be after today.", field)
