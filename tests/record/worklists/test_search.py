"""Finding somebody within reach: by the beginning of a name or a number, on an index, the same on both databases."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic, is_sqlite
from enabler.models import Patient, Ward
from enabler.record.worklists.search import MOST, begins_with, search
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
    ):
        with atomic(session):
            number = None if number is None else nhs_number(number)
            patient = make_patient(session, surname, given, nhs_number=number, hospital_number=hospital)
        make_stay(session, ward, patient=patient, bed="4")
    make_stay(session, other_ward, surname="Singleton")


def found(session: Session, actor: Actor, words: str) -> list[str]:
    return [row.surname for row in search(session, actor, words).rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("sin", ["Sînclair", "Singh", "Singh-Kaur"]),
        ("SINGH", ["Singh", "Singh-Kaur"]),
        ("  singh,  har ", ["Singh"]),
        ("singh am", ["Singh-Kaur"]),
        ("harpreet singh", ["Singh"]),
        ("singh kaur", ["Singh-Kaur"]),
        ("Van der B", ["van der Berg"]),
        ("jan van der berg", ["van der Berg"]),
        ("rx1002", ["Singh"]),
        ("AB77", ["Sînclair"]),
        ("singleton", []),
        ("o%", None),
        ("zz", []),
    ],
)
@pytest.mark.usefixtures("people")
def test_by_name_or_hospital_number(session: Session, actor: Actor, words: str, names: list[str] | None) -> None:
    if names is None:
        with pytest.raises(Refused):
            found(session, actor, words)
    else:
        assert found(session, actor, words) == names


@pytest.mark.usefixtures("people")
def test_by_nhs_number(session: Session, actor: Actor) -> None:
    number = nhs_number(4)
    assert found(session, actor, f"{number[:3]} {number[3:6]} {number[6:]}") == ["Okafor"]
    assert found(session, actor, number[:9]) == ["Okafor"]
    assert found(session, actor, number + "1") == []


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


def test_a_beginning_is_a_range_of_the_index(session: Session) -> None:
    query = select(Patient.id).where(begins_with(Patient.surname_key, "sin"))
    sql = str(query.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    if is_sqlite(session):
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
    else:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = session.execute(text(f"EXPLAIN {sql}")).all()
    assert "ix_patients_surname_key" in str(plan) and "Filter" not in str(plan)
