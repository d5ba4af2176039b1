"""Likely duplicates: people already on record who may be the one about to be added."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import Patient, Stay
from enabler.record.merging.merged_numbers import merged_numbers
from enabler.record.people.reach import within_reach
from enabler.rules.identity.likeness import PersonFacts, facts_of, likeness
from enabler.rules.writing.names import surname_key
from enabler.rules.writing.nhs_number import check_nhs_number, is_nhs_number

MOST = 8
SAME_NUMBER, SAME_HOSPITAL_NUMBER = "the same NHS number", "the same hospital number"
SAME_BIRTH, SAME_NAME = "the same surname and date of birth", "the same name"
ALIKE_NAME = "the same given name and date of birth"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody on record, why they may be the same, and their latest stay within reach; out of reach says no more."""

    because: str
    stay: Stay | None


def likely_duplicates(
    session: Session,
    *,
    by: Actor,
    surname: str | None = None,
    given_names: str | None = None,
    born_on: date | None = None,
    birth_is: str | None = None,
    nhs_number: str | None = None,
    hospital_number: str | None = None,
) -> list[Likeness]:
    """At most MOST people, the surest first, in three statements."""
    asked = PersonFacts(
        surname,
        given_names,
        born_on,
        check_nhs_number(nhs_number) if nhs_number and is_nhs_number(nhs_number) else None,
        hospital_number,
        birth_is=birth_is,
    )
    hospital, nhs = (list(filter(None, [number])) for number in (asked.number_key, asked.nhs_number))
    also = merged_numbers(session, hospital, nhs)
    people = _candidates(session, asked, also)
    found = [(because, one.id) for one in people if (because := _why(asked, facts_of(one, also.get(one.id, ()))))]
    found = sorted(found, key=lambda one: _ORDER.index(one[0]))[:MOST]
    stays = _latest_stays(session, by, [patient_id for _, patient_id in found])
    return [Likeness(because, stays.get(patient_id)) for because, patient_id in found]


_ORDER = (SAME_NUMBER, SAME_HOSPITAL_NUMBER, SAME_BIRTH, ALIKE_NAME, SAME_NAME)


def _candidates(session: Session, asked: PersonFacts, also: Collection[int]) -> Sequence[Patient]:
    conditions: list[ColumnElement[bool]] = []
    if asked.nhs_number:
        conditions.append(Patient.nhs_number == asked.nhs_number)
    if asked.number_key:
        conditions.append(Patient.hospital_number_key == asked.number_key)
    if also:
        conditions.append(Patient.id.in_(also))
    if asked.surname:
        conditions.append(Patient.surname_key == surname_key(asked.surname))
    if asked.born_on and asked.given_names:
        conditions.append(Patient.born_on == asked.born_on)
    return session.scalars(select(Patient).where(or_(*conditions))).all() if conditions else []


def _why(asked: PersonFacts, other: PersonFacts) -> str | None:
    """A surname alone is too little: everybody of it would stand there."""
    alike = likeness(asked, other)
    if alike.shares_number:
        return SAME_NUMBER if asked.nhs_number in {other.nhs_number, *other.also} - {None} else SAME_HOSPITAL_NUMBER
    if not alike.is_unclear:
        return None
    if alike.same_birth:
        return SAME_BIRTH if surname_key(asked.surname or "") == surname_key(other.surname or "") else ALIKE_NAME
    return SAME_NAME if asked.given_names and other.given_names else None


def _latest_stays(session: Session, by: Actor, patient_ids: Iterable[int]) -> dict[int, Stay]:
    rows = session.scalars(
        select(Stay)
        .where(Stay.patient_id.in_(patient_ids), within_reach(by))
        .options(joinedload(Stay.patient, innerjoin=True), joinedload(Stay.ward, innerjoin=True))
        .order_by(Stay.discharged_on.is_(None), Stay.id)
    )
    return {stay.patient_id: stay for stay in rows}
