"""Questions about one row and the person it seems to mean: doubts, differences, what it would fill in or change."""

import re
from datetime import date
from typing import Any

from enabler.exchange.ward_list.columns import LABELS, ListColumn
from enabler.exchange.ward_list.known import KnownPatients
from enabler.exchange.ward_list.reading import ListRow
from enabler.models import Patient, Stay, Ward
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.births import in_words, is_same_birth
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.names import surname_key
from enabler.rules.writing.nhs_number import format_nhs_number

FILLED = ("nhs_number", "hospital_number", "given_names", "known_as")


def left_already(row: ListRow, patient: Patient, known: KnownPatients, list_on: date) -> str:
    """Why this row had better not be taken for a new stay, or not now; nothing where it may."""
    left = known.last_left(patient)
    if left is None or left.discharged_on is None:
        return ""
    came_on = row.admitted_on or list_on
    if came_on < left.discharged_on or (row.admitted_on is None and came_on == left.discharged_on):
        return f"Recorded as having left on {in_full(left.discharged_on)}, but on the list."
    return ""


def differences(row: ListRow, patient: Patient, stay: Stay | None) -> list[str]:
    """What the list says otherwise and the record keeps."""
    found = []
    if row.surname and surname_key(row.surname) != patient.surname_key:
        found.append(f"The list writes the surname {row.surname}; recorded is {patient.surname}.")
    if row.birth and patient.birth and is_same_birth(row.birth, patient.birth) is False:
        found.append(f"The list says born {in_words(row.birth)}; recorded is {in_words(patient.birth)}.")
    if differ(row.nhs_number, patient.nhs_number):
        theirs, ours = format_nhs_number(row.nhs_number or ""), format_nhs_number(patient.nhs_number or "")
        found.append(f"The list has NHS number {theirs}; recorded is {ours}.")
    if differ(number_key(row.hospital_number), patient.hospital_number_key):
        found.append(f"The list has hospital number {row.hospital_number}; recorded is {patient.hospital_number}.")
    if stay is not None and differ(row.admitted_on, stay.admitted_on):
        found.append(f"The list says admitted {_day(row.admitted_on)}; recorded is {_day(stay.admitted_on)}.")
    return found


def filled_in(row: ListRow, patient: Patient) -> dict[str, Any]:
    """What the record of the person lacks and the list has."""
    filled = {name: getattr(row, name) for name in FILLED if getattr(row, name) and not getattr(patient, name)}
    return filled | _birth_filled_in(row, patient)


def birth_columns(row: ListRow) -> dict[str, Any]:
    """The birth as a record keeps it."""
    return {"born_on": row.birth.on, "birth_is": row.birth.how} if row.birth else {}


def _birth_filled_in(row: ListRow, patient: Patient) -> dict[str, Any]:
    """A birth where none is recorded; the day where an estimate is that leaves room for it."""
    recorded = patient.birth
    if recorded is None:
        return birth_columns(row)
    is_better = not recorded.is_exact and row.born_on and recorded.earliest <= row.born_on <= recorded.latest
    return birth_columns(row) if is_better else {}


def filled_in_words(filled: dict[str, Any]) -> list[str]:
    return [f"{LABELS[ListColumn(name)]} was missing and is filled in." for name in filled if name in LABELS]


def changes(row: ListRow, stay: Stay) -> dict[str, Any]:
    """What the list says anew about the stay, apart from where the patient lies."""
    found: dict[str, Any] = {}
    if row.admitted_on and stay.admitted_on is None:
        found["admitted_on"] = row.admitted_on
    if row.bed and stay.bed is None:
        found["bed"] = row.bed
    if row.expected_discharge_on and row.expected_discharge_on != stay.expected_discharge_on:
        found["expected_discharge_on"] = row.expected_discharge_on
    fit_on = _fit_on(row, stay)
    if fit_on != stay.hospital_says_fit_on:
        found["hospital_says_fit_on"] = fit_on
    note = list_note(row)
    if note != stay.list_note:
        found["list_note"] = note
    if stay.gone_from_list_on is not None:
        found["gone_from_list_on"] = None
    return found


def list_note(row: ListRow) -> str | None:
    """What the list says where nobody could read it, to stand with the stay as it was written."""
    return "; ".join(f"{cell.heading}: “{cell.typed}”" for cell in row.left) or None


def _fit_on(row: ListRow, stay: Stay) -> date | None:
    """A yes without its date changes nothing once a date is known; a list without the column says nothing."""
    if row.says_fit is None:
        return stay.hospital_says_fit_on
    if not row.says_fit:
        return None
    undated = row.typed.get(ListColumn.FIT_ON, "").casefold() in ("y", "yes", "true", "1")
    return stay.hospital_says_fit_on if undated and stay.hospital_says_fit_on else row.hospital_says_fit_on


def changes_in_words(row: ListRow, stay: Stay) -> list[str]:
    found = []
    for name, value in changes(row, stay).items():
        if name == "gone_from_list_on":
            found.append("Back on the list.")
        elif name == "list_note":
            found.append(f"Noted from the list: {value}." if value else "What was noted from the list is taken away.")
        elif name == "bed":
            found.append(f"Bed {value}.")
        else:
            before = getattr(stay, name)
            found.append(f"{LABELS[ListColumn(name)]}: {_day(value)}" + (f", was {_day(before)}." if before else "."))
    return found


def is_moved(row: ListRow, stay: Stay, ward: Ward) -> bool:
    return stay.ward_id != ward.id or differ(bed_key(row.bed), bed_key(stay.bed))


def is_named_in(ward: str, text: str) -> bool:
    """Whether the words of a ward's name stand in a text in a row; a bare number is no name: Ward 12 is."""
    words = re.findall(r"\w+", ward.casefold())
    without = [word for word in words if word != "ward"]
    wanted = without if any(not word.isdecimal() for word in without) else words
    return re.search(rf"\b{' '.join(wanted)}\b", " ".join(re.findall(r"\w+", text.casefold()))) is not None


def differ(theirs: object, ours: object) -> bool:
    """Whether both say something, and not the same."""
    return bool(theirs) and bool(ours) and theirs != ours


def _day(on: date | None) -> str:
    return in_full(on) if on else "none"
