"""Patients are added, changed, and found before they are added twice."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Patient, Ward
from enabler.record.stay import duplicates, patients, stays
from enabler.rules.refusal import Refused, Stale

NUMBER, WRONG = "9990000018", "999 000 0019"
BORN = date(1961, 2, 3)


def add(session: Session, by: Actor, **fields: Any) -> Patient:
    with atomic(session):
        return patients.add_patient(session, by=by, **({"surname": "Singh", "given_names": "Harpreet"} | fields))


def change(session: Session, by: Actor, patient: Patient, **fields: Any) -> Patient:
    version = fields.pop("expected_version", patient.version)
    with atomic(session):
        return patients.change_patient(session, by=by, patient_id=patient.id, expected_version=version, **fields)


def refusal(session: Session, by: Actor, **fields: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        add(session, by, **fields)
    session.rollback()
    return refused.value


def test_a_patient_needs_a_surname_only(session: Session, actor: Actor) -> None:
    patient = add(session, actor, surname="  O’Brien ", given_names=None)
    assert (patient.surname, patient.surname_key, patient.given_names) == ("O’Brien", "obrien", None)
    assert patient.ref.startswith("PT-")
    assert patient.recorded_by == actor.name


def test_a_reference_may_be_the_senders(session: Session, cli_actor: Actor) -> None:
    patient = add(session, cli_actor, ref="P1")
    assert patient.ref == "P1"


def test_a_hospital_number_comes_with_its_key(session: Session, actor: Actor) -> None:
    patient = add(session, actor, hospital_number="00rx-12 3")
    assert (patient.hospital_number, patient.hospital_number_key) == ("00rx-12 3", "RX123")
    patient.hospital_number = None
    assert patient.hospital_number_key is None


def test_an_nhs_number_is_kept_as_ten_digits(session: Session, actor: Actor) -> None:
    assert add(session, actor, nhs_number="999 000 0018").nhs_number == NUMBER


def test_a_wrong_number_is_refused_and_can_be_kept_as_given(session: Session, actor: Actor) -> None:
    refused = refusal(session, actor, nhs_number=WRONG)
    assert refused.field == "nhs_number"
    assert session.scalar(select(func.count()).select_from(Patient)) == 0
    kept = add(session, actor, nhs_number=WRONG, keep_number_as_given=True)
    assert (kept.nhs_number, kept.number_as_given) == (None, WRONG)
    right = change(session, actor, kept, nhs_number=NUMBER)
    assert (right.nhs_number, right.number_as_given) == (NUMBER, None)


def test_two_patients_do_not_share_a_number(session: Session, actor: Actor) -> None:
    add(session, actor, nhs_number=NUMBER)
    assert refusal(session, actor, surname="Khan", nhs_number=NUMBER).field == "nhs_number"
    other = add(session, actor, surname="Khan", nhs_number=NUMBER, keep_number_as_given=True)
    assert (other.nhs_number, other.number_as_given) == (None, NUMBER)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"surname": " "}, "surname"),
        ({"born_on": date(2200, 1, 1)}, "born_on"),
        ({"born_on": date(1880, 1, 1)}, "born_on"),
        ({"safety_alert": "Dog at home"}, "safety_alert_review_on"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, actor: Actor, fields: dict[str, Any], field: str) -> None:
    assert refusal(session, actor, **fields).field == field


def test_nobody_is_born_after_their_admission(session: Session, actor: Actor, ward: Ward) -> None:
    patient = add(session, actor)
    with atomic(session):
        stays.add_stay(session, by=actor, patient_id=patient.id, ward_id=ward.id, admitted_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="Born after the admission"):
        change(session, actor, patient, born_on=date(2020, 1, 2))


def test_a_change_writes_one_line_without_who_the_person_is(session: Session, actor: Actor) -> None:
    patient = add(session, actor, nhs_number=NUMBER, address="1 High Street")
    change(session, actor, patient, surname="Kaur", address="2 Low Street", section_117="yes", stay_id=None)
    lines = session.scalars(select(AuditLine).where(AuditLine.subject_kind == "patients")).all()
    assert [line.action for line in lines] == ["add patient", "change patient"]
    assert lines[1].subject_id == patient.ref
    assert json.loads(lines[1].detail) == {
        "surname": ["…", "…"],
        "address": ["…", "…"],
        "section_117": [None, "yes"],
    }
    assert not any(word in line.detail for line in lines for word in ("Singh", "Kaur", NUMBER, "Street"))


def test_a_change_of_nothing_writes_nothing(session: Session, actor: Actor) -> None:
    patient = add(session, actor)
    assert change(session, actor, patient, surname="Singh").version == 1
    assert session.scalar(select(func.count()).where(AuditLine.action == "change patient")) == 0


def test_a_stale_change_is_refused_with_what_stands(session: Session, actor: Actor) -> None:
    patient = add(session, actor)
    change(session, actor, patient, phone="0116 496 0101")
    with pytest.raises(Stale) as stale:
        change(session, actor, patient, phone="0116 496 0102", expected_version=1)
    assert stale.value.theirs["phone"] == "0116 496 0101"


def like(session: Session, by: Actor, **asked: Any) -> list[tuple[str, bool]]:
    found = duplicates.likely_duplicates(session, by=by, **asked)
    return [(one.because, one.stay is None) for one in found]


@pytest.fixture
def known(session: Session, actor: Actor, ward: Ward) -> Patient:
    patient = add(session, actor, nhs_number=NUMBER, hospital_number="B100", born_on=BORN)
    with atomic(session):
        stays.add_stay(session, by=actor, patient_id=patient.id, ward_id=ward.id)
    return patient


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"nhs_number": "999 000 0018", "surname": "Khan"}, duplicates.SAME_NUMBER),
        ({"hospital_number": " B100 "}, duplicates.SAME_HOSPITAL_NUMBER),
        ({"hospital_number": "00b-100"}, duplicates.SAME_HOSPITAL_NUMBER),
        ({"surname": "Singh", "born_on": BORN, "hospital_number": "B199"}, duplicates.SAME_BIRTH),
        ({"surname": "SINGH", "born_on": BORN}, duplicates.SAME_BIRTH),
        ({"surname": "singh", "given_names": "harpreet kaur"}, duplicates.SAME_NAME),
    ],
)
def test_likely_duplicates(session: Session, actor: Actor, known: Patient, asked: dict[str, Any], because: str) -> None:
    assert like(session, actor, **asked) == [(because, False)]


@pytest.mark.parametrize(
    "asked",
    [
        {"surname": "Singh"},
        {"surname": "Singh", "given_names": "Gurdeep"},
        {"surname": "Singh", "given_names": "Harpreet", "born_on": date(1990, 1, 1)},
        {"surname": "Khan", "born_on": BORN},
        {"nhs_number": WRONG},
        {},
    ],
)
def test_somebody_else(session: Session, actor: Actor, known: Patient, asked: dict[str, Any]) -> None:
    assert like(session, actor, **asked) == []


def test_a_duplicate_on_another_ward_says_no_more(
    session: Session, actor: Actor, cli_actor: Actor, known: Patient, other_ward: Ward
) -> None:
    with atomic(session):
        elsewhere = patients.add_patient(session, by=cli_actor, surname="Khan", born_on=BORN)
        stays.add_stay(session, by=cli_actor, patient_id=elsewhere.id, ward_id=other_ward.id)
    assert like(session, actor, surname="Khan", born_on=BORN) == [(duplicates.SAME_BIRTH, True)]


def test_the_surest_likeness_stands_first(session: Session, actor: Actor, known: Patient) -> None:
    other = add(session, actor, hospital_number="B200")
    found = duplicates.likely_duplicates(
        session, by=actor, surname="Singh", given_names="Harpreet", nhs_number=NUMBER, hospital_number="B200"
    )
    assert [one.because for one in found] == [duplicates.SAME_NUMBER, duplicates.SAME_HOSPITAL_NUMBER]
    assert found[0].stay is not None and found[0].stay.patient_id == known.id
    assert found[1].stay is None and other.id
