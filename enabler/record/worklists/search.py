"""Finding somebody within reach by any of their names, by number or by date of birth."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.models import Patient, Stay, Ward
from enabler.record.merging.merged_numbers import merged_numbers
from enabler.record.people.reach import within_reach
from enabler.record.worklists.looked_for import looked_for, surname_begins
from enabler.rules.identity.number_key import number_key

MOST = 25


@dataclass(frozen=True, slots=True)
class Found:
    """A patient with the latest of their stays within reach."""

    stay_id: int
    surname: str
    given_names: str | None
    known_as: str | None
    born_on: date | None
    birth_is: str | None
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
    """At most MOST patients, by name, whose surname it is first; two statements, and one for a number."""
    condition = looked_for(words, clock.today())
    if of_merged := _by_merged_number(session, words):
        condition = or_(condition, Patient.id.in_(of_merged))
    reachable = select(Stay.id).where(Stay.patient_id == Patient.id, within_reach(by)).exists()
    patients = session.execute(
        select(
            Patient.id, Patient.surname, Patient.given_names, Patient.known_as, Patient.born_on, Patient.birth_is,
            Patient.nhs_number, Patient.hospital_number
        )
        .where(condition, reachable)
        .order_by(case((surname_begins(words), 0), else_=1), Patient.surname_key, Patient.given_names, Patient.id)
        .limit(MOST + 1)
    ).all()  # fmt: skip
    stays = _latest_stays(session, by, [row.id for row in patients[:MOST]])
    rows = [_found(row, stays[row.id]) for row in patients[:MOST]]
    return SearchResults(rows, len(patients) > MOST)


def _by_merged_number(session: Session, words: str) -> Collection[int]:
    """Who had another record with this very number, which was merged into theirs."""
    key = number_key(words)
    digits = "".join(letter for letter in words if letter.isdecimal())
    return merged_numbers(session, [key], [digits]) if key and digits else ()


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
        known_as=patient.known_as,
        born_on=patient.born_on,
        birth_is=patient.birth_is,
        nhs_number=patient.nhs_number,
        hospital_number=patient.hospital_number,
        ward=stay.name,
        bed=stay.bed,
        is_case=stay.case_opened_on is not None,
        left_on=stay.discharged_on,
    )
