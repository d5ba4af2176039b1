"""What we write is safe and legible in a spreadsheet, and what a spreadsheet did to it is told before it is taken in."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.planning import make_plan
from enabler.exchange.caseload.reading import read_caseload
from enabler.exchange.caseload.rewritten_cells import refuse_rewritten
from enabler.exchange.cells import guarded, unguarded
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, write_export
from enabler.models import Patient
from tests.exchange.folder import STAYS, TODAY, Folder

EXAMPLES = Path(__file__).parents[1] / "examples/lists"


@pytest.mark.parametrize("sign", "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
def test_no_sign_begins_a_formula_and_all_come_back(sign: str) -> None:
    for text in (f"{sign}1", f"'{sign}1", f"''{sign}1", sign):
        assert guarded(text) == f"'{text}" and unguarded(guarded(text)) == text
    for text in (f"a{sign}", f" {sign}1", "'", "'a", ""):
        assert guarded(text) == text == unguarded(text)


def test_cells_that_are_formulas_go_out_inert_with_the_mark_that_excel_needs(session: Session, tmp_path: Path) -> None:
    Folder(EXAMPLES / "25_injection", session).accept()
    write_export(session, ExportAsked(Level.IDENTIFIABLE, Format.CSV), tmp_path, tmp_path / "out")
    text = (tmp_path / "out/patients.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeffpatient_ref,")
    for cell in ("\"'=HYPERLINK(", "'@SUM(1)", "'＝cmd", "'\t=1+1", "'-Ann", "'+44 7700 900123"):
        assert cell in text
    assert Folder(tmp_path / "out", session).accept().changes_nothing


def rewritten(session: Session, path: Path) -> list[str]:
    plan = make_plan(session, read_caseload(read_source(path), TODAY))
    assert plan.bad == []
    refuse_rewritten(session, plan)
    return [str(cell) for cell in plan.bad]


def test_an_export_that_a_spreadsheet_saved_is_not_taken_as_it_is(session: Session) -> None:
    Folder(EXAMPLES / "00_base_three_patients", session).accept()
    (said,) = rewritten(session, EXAMPLES / "27_csv_opened_in_excel")
    assert said.startswith(
        "patients.csv, row 2, column hospital_number “12345”: On record is “0012345”. A spreadsheet has"
    )
    assert "--as-written" in said


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("7,M?ller,0116,1960-05-04", "surname “M?ller”: On record is “Müller”. Its letters were garbled"),
        (
            "7,Müller,0116,1960-04-05",
            "born_on “1960-04-05”: On record is 4 May 1960. Day and month have changed places",
        ),
        ("7,Müller,116,1960-05-04", "hospital_number “116”: On record is “0116”"),
        ("7,Möller,0117,1961-04-05", None),
    ],
)
def test_cell_by_cell(session: Session, folder: Folder, row: str, why: str | None) -> None:
    head = "patient_ref,surname,hospital_number,born_on\n"
    folder.has(patients=head + "7,Müller,0116,1960-05-04\n").accept()
    said = rewritten(session, folder.has(patients=f"{head}{row}\n").path)
    assert len(said) == (1 if why else 0) and all(why in sentence for sentence in said if why)


def test_references_that_lost_their_zeros_are_nobody_new(session: Session, folder: Folder) -> None:
    folder.has(patients="patient_ref\n007\n", stays=STAYS + "0012,007,B,acute,2026-01-01,,,\n").accept()
    path = folder.has(patients="patient_ref\n7\n", stays=STAYS + "12,7,B,acute,2026-01-01,,,\n").path
    assert ["On record is the reference “007”" in words or "“0012”" in words for words in rewritten(session, path)] == [
        True
    ] * 2
    both = folder.has(
        patients="patient_ref\n7\n007\n", stays=STAYS + "12,7,B,acute,2026-01-01,,,\n0012,007,B,acute,2026-01-01,,,\n"
    ).path
    assert rewritten(session, both) == []


def test_a_phone_number_is_spaced_and_one_that_lacks_its_zero_is_told(session: Session, folder: Folder) -> None:
    head = "patient_ref,surname,phone\n"
    folder.has(patients=head + "P1,Ng,+441164960100\nP2,Ng,7700900123\n")
    notes = folder.accept().caseload.notes
    assert notes == ["patients.csv, row 3: phone 7700900123: is 07700 900123 meant? The 0 in front is missing."]
    with atomic(session):
        for patient in session.scalars(select(Patient)):
            assert patient.phone == {"P1": "0116 496 0100", "P2": "7700900123"}[patient.ref]
            patient.phone = {"P1": "01164960100"}.get(patient.ref, patient.phone)
    assert folder.plan().changes_nothing, "the same number, from before numbers were spaced"
    assert len(rewritten(session, folder.has(patients=head + "P1,Ng,1164960100\n").path)) == 1
