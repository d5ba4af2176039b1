"""Finding somebody within reach by surname or number: ranges of an index, never a scan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from enabler.audit import Actor
from enabler.models import Patient, Stay, Ward
from enabler.record.people.reach import within_reach
from enabler.rules.refusal import Refused
from enabler.rules.writing.names import surname_key

MOST = 25
SHORTEST = 2
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """A patient with the latest of their stays within reach."""

    stay_id: int
    surname: str
    given_names: str | None
    born_on: date | None
    nhs_number: str | None
    hospital_number: str | None
    ward: str
    bed: str | None
    is_case: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class SearchResults:
    rows: Sequence[Found]
    there_are_more: bool


def search(session: Session, by: Actor, words: str) -> SearchResults:
    """At most MOST patients, by name; two statements."""
    condition = _condition(words)
    reachable = select(Stay.id).where(Stay.patient_id == Patient.id, within_reach(by)).exists()
    patients = session.execute(
        select(
            Patient.id, Patient.surname, Patient.given_names, Patient.born_on, Patient.nhs_number,
            Patient.hospital_number
        )
        .where(condition, reachable)
        .order_by(Patient.surname_key, Patient.given_names, Patient.id)
        .limit(MOST + 1)
    ).all()  # fmt: skip
    stays = _latest_stays(session, by, [row.id for row in patients[:MOST]])
    rows = [_found(row, stays[row.id]) for row in patients[:MOST]]
    return SearchResults(rows, len(patients) > MOST)


def _condition(words: str) -> ColumnElement[bool]:
    tidy = " ".join(words.split())
    close = "".join(letter for letter in tidy if letter.isalnum())
    if len(close) < SHORTEST:
        raise Refused("Enter at least two letters of the surname, or a number.", "words")
    if close.isdecimal():
        return or_(_nhs_number_begins(close), *_hospital_number_begins(close))
    if any(letter.isdecimal() for letter in close):
        return or_(*_hospital_number_begins(tidy), *_hospital_number_begins(close))
    return or_(*(_named(surname, given) for surname, given in _readings(tidy)))


def _readings(name: str) -> list[tuple[str, str]]:
    """How a typed name may be meant: SURNAME, Given; Surname Given; Given Surname; or a surname of several words."""
    before, comma, after = name.partition(",")
    if comma:
        return [(before, after.strip())]
    words = name.split()
    if len(words) == 1:
        return [(name, "")]
    first, *rest = words
    *most, last = words
    return [(name, ""), (" ".join(most), last), (first, " ".join(rest)), (" ".join(rest), first), (last, first)]


def _named(surname: str, given: str) -> ColumnElement[bool]:
    surnames = begins_with(Patient.surname_key, surname_key(surname))
    if not given:
        return surnames
    return and_(surnames, func.lower(Patient.given_names).startswith(given.lower(), autoescape=True))


def begins_with(column: InstrumentedAttribute[Any], prefix: str) -> ColumnElement[bool]:
    """A range of the index; the column sorts by bytes on both databases."""
    return and_(column >= prefix, column < prefix + LAST)


def _nhs_number_begins(digits: str) -> ColumnElement[bool]:
    if len(digits) > 10:
        return Patient.id.is_(None)
    return Patient.nhs_number.between(digits.ljust(10, "0"), digits.ljust(10, "9"))


def _hospital_number_begins(number: str) -> Iterable[ColumnElement[bool]]:
    return [begins_with(Patient.hospital_number, fromkey) for fromkey in dict.fromkeys((number, number.upper()))]


def _latest_stays(session: Session, by: Actor, patient_ids: Sequence[int]) -> dict[int, Any]:
    """By patient: the stay they are in, else the one that ended last."""
    rows = session.execute(
        select(Stay.patient_id, Stay.id, Stay.bed, Stay.case_opened_on, Stay.discharged_on, Ward.name)
        .join(Ward, Ward.id == Stay.ward_id)
        .where(Stay.patient_id.in_(patient_ids), within_reach(by))
        .order_by(Stay.discharged_on.is_(None), Stay.discharged_on, Stay.id)
    )
    return {row.patient_id: row for row in rows}


def _found(patient: Any, stay: Any) -> Found:
    return Found(
        stay_id=stay.id,
        surname=patient.surname,
        given_names=patient.given_names,
        born_on=patient.born_on,
        nhs_number=patient.nhs_number,
        hospital_number=patient.hospital_number,
        ward=stay.name,
        bed=stay.bed,
        is_case=stay.case_opened_on is not None,
        left_on=stay.discharged_on,
    )
