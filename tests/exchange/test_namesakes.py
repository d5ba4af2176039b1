"""A caseload makes nobody twice, and nobody into somebody else, without being told to."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.namesakes import refuse_namesakes
from enabler.exchange.caseload.planning import Plan, make_plan
from enabler.exchange.caseload.reading import read_caseload
from enabler.models import Patient
from tests.exchange.folder import TODAY
from tests.makers import make_patient

EXAMPLES = Path(__file__).parents[1] / "examples" / "lists"
HEADINGS = "patient_ref,surname,given_names,born_on,nhs_number,hospital_number\n"
BORN = date(1961, 2, 3)


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def known(session: Session) -> str:
    with atomic(session):
        return make_patient(session, born_on=BORN, nhs_number="9992284641", hospital_number="0012345").ref


def look(session: Session, folder: Path, *rows: str, **said: tuple[str, ...]) -> Plan:
    (folder / "patients.csv").write_text(HEADINGS + "".join(f"{row}\n" for row in rows))
    plan = make_plan(session, read_caseload(read_source(folder), TODAY))
    refuse_namesakes(session, plan, **said)
    return plan


FITS = [
    "P1,Singh,Harpreet,1961-02-03,,",
    "P1,SINGH,H,1961-02-03,,Z99",
    "P1,Osei,Kwame,1950-01-01,,12345",
    "P1,,,,,0012345",
]


def test_the_number_of_a_record_that_was_merged_is_theirs_too(session: Session, tmp_path: Path, known: str) -> None:
    with atomic(session):
        merged = make_patient(session, "Sing", hospital_number="MX77")
        merged.merged_into_id = session.scalars(select(Patient.id).where(Patient.ref == known)).one()
    (cell,) = look(session, tmp_path, "P1,Osei,Kwame,1950-01-01,,mx-77").bad
    assert f"{known} on record may be this person" in cell.why


@pytest.mark.parametrize("row", FITS)
def test_somebody_on_record_under_another_reference_is_asked_about(
    session: Session, tmp_path: Path, known: str, row: str
) -> None:
    (cell,) = look(session, tmp_path, row).bad
    assert (cell.row, cell.column) == (2, "patient_ref")
    assert f"{known} on record may be this person: SINGH, Harpreet, born 3 February 1961." in cell.why
    assert "say --new P1" in cell.why
    assert not look(session, tmp_path, row, new=("P1",)).bad


def test_a_name_alone_is_noted(session: Session, tmp_path: Path, known: str) -> None:
    plan = look(session, tmp_path, "P1,Singh,Harpreet,,,", "P2,Singh,Gurdeep,,,", "P3,Singh,Harpreet,1970-01-01,,")
    assert not plan.bad
    assert [note for note in plan.caseload.notes if known in note] == [
        f"Row 2 of the patients has the name of {known} on record: is it another person?"
    ]


def test_a_number_of_somebody_else_is_refused_once(session: Session, tmp_path: Path, known: str) -> None:
    (cell,) = look(session, tmp_path, "P1,Singh,Harpreet,1961-02-03,9992284641,").bad
    assert cell.column == "nhs_number"


def test_rows_of_a_file_that_fit_one_person_are_noted(session: Session, tmp_path: Path) -> None:
    rows = ("P1,Na,Li,1980-02-03,,A1", "P2,Na,Li,1980-02-03,,A2", "P3,Osei,K,1970-01-01,,a-1", "P4,Na,Lin,1980-02-03,,")
    plan = look(session, tmp_path, *rows)
    assert not plan.bad
    assert plan.caseload.notes == [
        "Rows 2, 4 of the patients have the same hospital number. Are they one person?",
        "Rows 2 and 3 of the patients fit one person. Are they two?",
    ]


def test_another_person_under_a_known_reference_is_asked_about(session: Session, tmp_path: Path, known: str) -> None:
    (cell,) = look(session, tmp_path, f"{known},Twinname,Jon,,,").bad
    assert cell.why.startswith(f"{known} on record is SINGH, Harpreet, born 3 February 1961. Is this another person?")
    assert not look(session, tmp_path, f"{known},Twinname,Jon,,,", same=(known,)).bad
    assert not look(session, tmp_path, f"{known},Kaur,Harpreet,1961-02-03,,").bad, "a name put right"
