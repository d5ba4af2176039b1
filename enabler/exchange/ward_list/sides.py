"""The two sides of a row: what the list says of somebody and what the record says, with what differs."""

from dataclasses import dataclass

from enabler.exchange.ward_list import judging
from enabler.exchange.ward_list.preview import Preview
from enabler.exchange.ward_list.reading import ListRow
from enabler.models import Patient
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.name_fit import Fit, given_fit
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.births import Birth, is_same_birth
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.full_names import patient_name
from enabler.rules.writing.names import surname_key
from enabler.rules.writing.nhs_number import format_nhs_number

NAME, BORN, NHS, HOSPITAL, PLACE, STAY = FACTS = (
    "Name", "Born", "NHS number", "Hospital number", "Ward and bed", "Stay"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonSide:
    """By the names of FACTS: what is said, and which of it the other side says otherwise."""

    says: dict[str, str]
    differs: frozenset[str] = frozenset()


def list_side(row: ListRow, seen: Preview) -> PersonSide:
    admitted = f"Admitted {in_full(row.admitted_on)}" if row.admitted_on else ""
    return _side(
        row.name,
        _born(row.birth),
        row.nhs_number,
        row.hospital_number,
        _place(row.ward or seen.ward.name, row.bed),
        admitted,
    )


def record_side(row: ListRow, patient: Patient, seen: Preview) -> PersonSide:
    """With the stay that is open, else the last one that may be shown."""
    stay = seen.known.latest_shown(patient)
    period = ""
    if stay is not None:
        admitted = f"Admitted {in_full(stay.admitted_on)}" if stay.admitted_on else "Admission not recorded"
        period = admitted + (f", left {in_full(stay.discharged_on)}" if stay.discharged_on else ", not left")
    name = patient_name(patient)
    place = _place(stay.ward.name, stay.bed) if stay is not None else ""
    differs = {
        NAME: _is_named_otherwise(row, patient),
        BORN: is_same_birth(row.birth, patient.birth) is False,
        NHS: judging.differ(row.nhs_number, patient.nhs_number),
        HOSPITAL: judging.differ(number_key(row.hospital_number), patient.hospital_number_key),
        PLACE: stay is not None
        and (stay.ward_id != seen.ward.id or judging.differ(bed_key(row.bed), bed_key(stay.bed))),
        STAY: stay is not None
        and (stay.discharged_on is not None or judging.differ(row.admitted_on, stay.admitted_on)),
    }  # fmt: skip
    side = _side(name, _born(patient.birth), patient.nhs_number, patient.hospital_number, place, period)
    return PersonSide(side.says, frozenset(fact for fact, is_other in differs.items() if is_other))


def _is_named_otherwise(row: ListRow, patient: Patient) -> bool:
    given = given_fit(row.given_names, patient.given_names, born_the_same=False)
    return bool(row.surname) and (
        surname_key(row.surname or "") != patient.surname_key or given in (Fit.ALIKE, Fit.DIFFERENT)
    )


def _side(name: str, born: str, nhs: str | None, hospital: str | None, place: str, stay: str) -> PersonSide:
    said = (name, born, format_nhs_number(nhs or ""), hospital or "", place, stay)
    return PersonSide(dict(zip(FACTS, said, strict=True)))


def _born(birth: Birth | None) -> str:
    return "" if birth is None else in_full(birth.on) if birth.is_exact else birth.year


def _place(ward: str, bed: str | None) -> str:
    return f"{ward}, bed {bed}" if bed else ward
