"""Finding somebody within reach: by the beginning of a name or a number, on an index, the same on both databases."""

import re
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic, is_sqlite
from enabler.models import Patient, Ward
from enabler.record.stay.patients import change_patient
from enabler.record.worklists.looked_for import looked_for
from enabler.record.worklists.search import MOST, search
from enabler.rules.refusal import Refused
from tests.makers import make_patient, make_stay, nhs_number
from tests.statements import statements


@pytest.fixture
def people(session: Session, ward: Ward, other_ward: Ward) -> None:
    for surname, given, number, hospital in (
        ("Singh", "Harpreet", 1, "RX100200"),
        ("Singh-Kaur", "Amrit", 2, "RX100300"),
        ("Sînclair", "Åsa", None, "AB77"),
        ("Okafor", "Grace Singh", 4, None),
        ("van der Berg", "Jan", None, None),
        ("Nowak", "Łukasz", None, None),
        ("Horváth", "Éva", None, "00-12 345"),
        ("Παπαδόπουλος", "Γιώργος", None, None),
        ("ŞAHİN", "Işık", None, None),
        ("O'Brien-Müller", "Jörg", None, None),
        ("王", "Li", None, None),
    ):
        with atomic(session):
            number = None if number is None else nhs_number(number)
            patient = make_patient(session, surname, given, nhs_number=number, hospital_number=hospital)
        make_stay(session, ward, patient=patient, bed="4")
    make_stay(session, other_ward, surname="Singleton")


def found(session: Session, actor: Actor, words: str) -> list[str]:
    return [row.surname for row in search(session, actor, words).rows]


FOUND = [
    ("sin", ["Sînclair", "Singh", "Singh-Kaur", "Okafor"]),
    ("  singh,  har ", ["Singh"]),
    ("singh am", ["Singh-Kaur"]),
    ("harpreet singh", ["Singh"]),
    ("singh kaur", ["Singh-Kaur"]),
    ("Van der B", ["van der Berg"]),
    ("jan van der berg", ["van der Berg"]),
    ("rx1002", ["Singh"]),
    ("AB77", ["Sînclair"]),
    ("singleton", []),
    ("zz", []),
    ("har sin", ["Singh"]),
    ("kaur", ["Singh-Kaur"]),
    ("gra oka sin", ["Okafor"]),
    ("singh", ["Singh", "Singh-Kaur", "Okafor"]),
    ("kaursingh", []),
    ("derberg", []),
    ("nowak łukasz", ["Nowak"]),
    ("Nowak Lukasz", ["Nowak"]),
    ("LUKASZ", ["Nowak"]),
    ("Horváth Eva", ["Horváth"]),
    ("eva\u0301 horvath", ["Horváth"]),
    ("ΓΙΩΡΓΟΣ παπαδοπουλοσ", ["Παπαδόπουλος"]),
    ("sahin isik", ["ŞAHİN"]),
    ("Şahin", ["ŞAHİN"]),
    ("muller", ["O'Brien-Müller"]),
    ("Mueller, Joerg", ["O'Brien-Müller"]),
    ("o’brien", ["O'Brien-Müller"]),
    ("Brien", ["O'Brien-Müller"]),
    ("王", ["王"]),
    ("12345", ["Horváth"]),
    ("0012 345", ["Horváth"]),
    ("horvath 12345", ["Horváth"]),
    ("nowak 12345", []),
    ("rx 100 200", ["Singh"]),
]


@pytest.mark.usefixtures("people")
def test_by_names_or_hospital_number(session: Session, actor: Actor) -> None:
    wrong = {words: names for words, wanted in FOUND if (names := found(session, actor, words)) != wanted}
    assert wrong == {}


@pytest.mark.parametrize("words", ["o%", "% %", "e", "-", ""])
def test_one_letter_is_too_little(session: Session, actor: Actor, words: str) -> None:
    with pytest.raises(Refused, match="at least two letters"):
        found(session, actor, words)


def test_by_date_of_birth(session: Session, ward: Ward, actor: Actor) -> None:
    for surname, born_on, birth_is in (("Old", date(1950, 7, 1), "year"), ("Born", date(1950, 7, 1), None)):
        make_stay(session, ward, patient=make_patient(session, surname, born_on=born_on, birth_is=birth_is))
    assert found(session, actor, "1/7/1950") == ["Born", "Old"]
    assert found(session, actor, "old 1/7/1950") == ["Old"]


def test_by_the_name_they_go_by(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward)
    change = {"by": actor, "patient_id": stay.patient_id, "expected_version": stay.patient.version}
    with atomic(session):
        change_patient(session, **change, known_as="Harry-Joe")
    assert found(session, actor, "joe singh") == ["Singh"]
    with atomic(session):
        change_patient(session, **change | {"expected_version": stay.patient.version}, known_as=None)
    assert found(session, actor, "joe singh") == []


@pytest.mark.usefixtures("people")
def test_by_nhs_number(session: Session, actor: Actor) -> None:
    number = nhs_number(4)
    assert found(session, actor, f"{number[:3]} {number[3:6]} {number[6:]}") == ["Okafor"]
    assert found(session, actor, number[:9]) == ["Okafor"]
    assert found(session, actor, number + "1") == []


def test_by_the_number_of_a_record_that_was_merged_into_theirs(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, surname="Okoro")
    with atomic(session):
        first = make_patient(session, "Oko", hospital_number="MX77", nhs_number=nhs_number(9))
        between = make_patient(session, "Oko", hospital_number="MX78")
        session.flush()
        first.merged_into_id, between.merged_into_id = between.id, stay.patient_id
    assert [found(session, actor, words) for words in ("mx-77", "MX78", nhs_number(9))] == [["Okoro"]] * 3


def test_the_stay_they_are_in_now(session: Session, ward: Ward, actor: Actor) -> None:
    first = make_stay(session, ward, left=90, admitted=120)
    second = make_stay(session, ward, patient=first.patient, bed="7")
    (row,) = search(session, actor, "singh").rows
    assert (row.stay_id, row.bed, row.left_on) == (second.id, "7", None)


def test_no_more_than_fit(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Smith")
    with statements(session) as few:
        search(session, actor, "smi")
    for number in range(MOST + 1):
        make_stay(session, ward, surname=f"Smith{chr(97 + number)}")
    with statements(session) as many:
        results = search(session, actor, "smi")
    assert (len(results.rows), results.there_are_more) == (MOST, True)
    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("words", "indexes"),
    [
        ("har sin", ["pk_patient_words|sqlite_autoindex_patient_words_1"]),
        ("rx100", ["ix_patients_hospital_number_key"]),
        ("3/2/1961", ["ix_patients_born_on", "ix_patients_hospital_number_key"]),
    ],
)
def test_what_is_typed_becomes_ranges_of_indexes(session: Session, words: str, indexes: list[str]) -> None:
    query = select(Patient.id).where(looked_for(words, date(2026, 11, 28)))
    sql = str(query.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    if is_sqlite(session):
        plan = str(session.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all())
    else:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = str(session.execute(text(f"EXPLAIN {sql}")).all())
    assert all(re.search(index, plan) for index in indexes), plan
    assert "SCAN" not in plan and "Seq Scan" not in plan, plan
