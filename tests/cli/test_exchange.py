"""Lists, caseloads and exports as commands."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Enabler

EXAMPLES = Path(__file__).parents[1] / "examples"
LISTS = EXAMPLES / "lists"
METHOD = EXAMPLES / "method_example"


def one(place: Path, question: str) -> object:
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        return opened.execute(question).fetchone()[0]


@pytest.fixture
def caseload(enabler: Enabler, place: Path) -> Path:
    assert enabler("import-caseload", METHOD, "--accept").exit_code == 0
    return place


def test_a_caseload_is_previewed_and_then_taken_in(enabler: Enabler, place: Path) -> None:
    preview = enabler("import-caseload", METHOD)
    assert "new ward: Ward 12 (acute)" in preview.output and "Nothing was changed" in preview.output
    assert one(place, "SELECT count(*) FROM stays") == 0
    assert "Taken in." in enabler("import-caseload", METHOD, "--accept").output
    assert one(place, "SELECT count(*) FROM stays") == 9
    assert "Nothing had changed." in enabler("import-caseload", METHOD, "--accept").output


def test_the_worked_example_by_commands_alone(enabler: Enabler, caseload: Path) -> None:
    words = ["--name", "Before", "--source", "Audit", "--grade", "4", "--measure", "housing-nights", "--accept"]
    assert enabler("import-comparison", METHOD / "comparison.csv", *words).exit_code == 0
    report = enabler("report", "days-avoided", "--from", "2026-04-01", "--to", "2026-06-30")
    assert "38.4 nights avoided (net, range 33.9 to 40.7; gross 45.2), from 6 stays" in report.output


def test_bad_cells_are_named_and_nothing_goes_in(enabler: Enabler, place: Path, tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_text("patient_ref,nhs_number\nP1,9992284642\nP2,9992284641\n")
    answer = enabler("import-caseload", tmp_path, "--accept")
    assert answer.exit_code == 1
    assert "patients.csv, row 2, column nhs_number “9992284642”: 999 228 4642 is not an NHS number" in answer.stderr
    assert "1 bad cell, so nothing was taken in." in answer.stderr
    assert one(place, "SELECT count(*) FROM patients") == 0


@pytest.mark.parametrize("name", ["20_caseload_sep", "20b_caseload_utf16"])
def test_a_caseload_in_another_dress(enabler: Enabler, place: Path, name: str) -> None:
    assert "patients: 1 new" in enabler("import-caseload", LISTS / name).output


def test_letters_that_seem_decoded_wrongly_are_asked_about(enabler: Enabler, caseload: Path, tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_text("patient_ref,surname\nP1,MÃ¼ller\n", encoding="utf-8")
    asked = enabler("import-caseload", tmp_path)
    assert asked.exit_code == 1 and "Wrongly decoded? “Müller”" in asked.stderr
    assert enabler("import-caseload", tmp_path, "--letters", "repaired", "--accept").exit_code == 0
    assert one(caseload, "SELECT count(*) FROM patients WHERE surname = 'Müller'") == 1
    words = ["import-ward-list", LISTS / "31_double_encoded.csv", "--ward", "Bosworth"]
    assert "Wrongly decoded? MÜLLER, Jörg" in enabler(*words).output
    assert "MÜLLER, Jörg" in enabler(*words, "--letters", "repaired").output


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("03_lone_quote.csv", "Row 3: a quotation mark is not closed"),
        ("10_cover_sheet_first.xlsx", "The sheet Ward list was read."),
        ("12_hidden_and_struck_rows.xlsx", "The row is hidden in the workbook."),
        ("17_adt_a01.hl7", "This is an HL7 message, not a list."),
    ],
)
def test_an_odd_list_says_what_it_is(enabler: Enabler, caseload: Path, name: str, says: str) -> None:
    answer = enabler("import-ward-list", LISTS / name, "--ward", "Bosworth")
    assert says in answer.output + answer.stderr


def test_a_ward_list(enabler: Enabler, caseload: Path) -> None:
    preview = enabler("import-ward-list", EXAMPLES / "ward_list_pas_extract.csv", "--ward", "bosworth")
    assert preview.exit_code == 0
    assert "new: row 4, bed A1, ACHTERBERG, Maureen" in preview.output
    assert one(caseload, "SELECT count(*) FROM patients") == 9
    done = enabler("import-ward-list", EXAMPLES / "ward_list_pas_extract.csv", "--ward", "Bosworth", "--accept")
    assert "Taken in for Bosworth: 18 new" in done.output
    assert one(caseload, "SELECT count(*) FROM patients") == 27


def test_a_month_first_list_is_refused_until_its_order_is_said(enabler: Enabler, caseload: Path) -> None:
    wanted = ("import-ward-list", EXAMPLES / "lists" / "04_month_first_column.csv", "--ward", "Bosworth")
    refused = enabler(*wanted, "--accept")
    assert refused.exit_code == 1 and one(caseload, "SELECT count(*) FROM patients") == 9
    assert "DOB is written month first: 07/22/1950" in refused.stderr
    assert "Nothing was changed. Add --day-first or --month-first." in refused.stderr
    taken = enabler(*wanted, "--month-first", "--accept")
    assert "Note: Admitted is read month first: 10/05/2026 is 5 October 2026." in taken.output
    assert one(caseload, "SELECT born_on FROM patients WHERE surname = 'Patel'") == "1951-02-03"


def test_how_the_dates_of_a_caseload_are_read(enabler: Enabler, place: Path) -> None:
    wanted = ("import-caseload", EXAMPLES / "lists" / "19b_caseload_month_first_undetectable")
    refused = enabler(*wanted, "--accept")
    assert "No value tells the order of admitted_on, case_opened_on. Nothing was changed." in refused.stderr
    assert refused.exit_code == 1 and one(place, "SELECT count(*) FROM patients") == 0
    preview = enabler(*wanted, "--month-first")
    assert "Note: stays.csv: admitted_on, case_opened_on read month first: 4/1/2026 is 1 April 2026." in preview.output


def test_both_sides_of_an_unclear_row_and_the_answer(enabler: Enabler, place: Path) -> None:
    lists = EXAMPLES / "lists"
    enabler("import-caseload", lists / "00_base_three_patients", "--accept")
    wanted = ("import-ward-list", lists / "16c_hospital_number_typo.csv", "--ward", "Bosworth")
    seen = enabler(*wanted)
    assert "unclear: row 2, bed A1, NA, Li" in seen.output
    assert "the list: NA, Li; 3 February 1980; A123457;" in seen.output
    assert "the record P3: NA, Li; 3 February 1980; A123456 (differs);" in seen.output
    assert "1 held back" in enabler(*wanted, "--accept").output
    assert "1 with something new" in enabler(*wanted, "--same", "2", "P3", "--accept").output
    assert one(place, "SELECT hospital_number FROM patients WHERE ref = 'P3'") == "A123456"
    assert "1 new" in enabler(*wanted, "--new", "2", "--accept").output


def test_a_ward_list_is_accounted_for_line_by_line(enabler: Enabler, caseload: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("Bed,Ward,Hosp No,Patient,EDD\nA1,RT5-B3W,1,SMITH Ann,ASAP\n,,,TOTAL 12,\nA3,RT5-B3W,,EMPTY,\n")
    seen = enabler("import-ward-list", listed, "--ward", "Bosworth").output
    assert "of another ward: row 2, bed A1, SMITH, Ann" in seen and "add --called RT5-B3W" in seen
    assert "set aside: row 3, “TOTAL 12”." in seen and "empty bed: row 4, “A3 RT5-B3W EMPTY”." in seen
    assert "4 lines read: 1 title or heading, 1 patient, 1 empty bed, 1 set aside." in seen
    known = enabler("import-ward-list", listed, "--ward", "Bosworth", "--called", "RT5-B3W").output
    assert "new: row 2" in known and "left as it was: row 2, column E, EDD, “ASAP”" in known
    done = enabler(
        "import-ward-list", listed, "--ward", "Bosworth", "--aside", "2", "--patient", "3", "--accept"
    ).output
    assert "set aside: row 2" in done and "You set it aside." in done


def test_a_ward_that_is_not_there(enabler: Enabler, place: Path) -> None:
    answer = enabler("import-ward-list", EXAMPLES / "ward_list_pas_extract.csv", "--ward", "Nowhere")
    assert answer.exit_code == 1 and "There is no ward Nowhere" in answer.stderr


@pytest.mark.parametrize("form", ["csv", "xlsx", "sqlite", "json"])
@pytest.mark.parametrize("level", ["identifiable", "pseudonymised"])
def test_every_format_at_every_level(enabler: Enabler, caseload: Path, tmp_path: Path, form: str, level: str) -> None:
    out = tmp_path / f"out.{form}"
    answer = enabler("export", "--format", form, "--level", level, "--out", out, "--study", "Trial", "--reason", "Test")
    assert answer.exit_code == 0, answer.stderr
    assert "9 stays" in answer.output
    assert not stat.S_IMODE(out.stat().st_mode) & 0o077
    assert one(caseload, "SELECT count(*) FROM audit WHERE action = 'export' AND detail NOT LIKE '%Test%'") == 1
    assert one(caseload, "SELECT count(*) FROM exports WHERE study = 'Trial' AND reason = 'Test'") == 1


def test_a_study_must_be_named(enabler: Enabler, caseload: Path, tmp_path: Path) -> None:
    answer = enabler("export", "--format", "csv", "--level", "pseudonymised", "--out", tmp_path / "out")
    assert answer.exit_code == 1 and "Name the study" in answer.stderr
    assert not (tmp_path / "out").exists()


def test_the_data_dictionary_is_as_committed(enabler: Enabler, place: Path, tmp_path: Path) -> None:
    assert enabler("data-dictionary", tmp_path / "dictionary.md").exit_code == 0
    committed = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    made = (tmp_path / "dictionary.md").read_text(encoding="utf-8")
    assert made == committed.read_text(encoding="utf-8"), "run script/enabler data-dictionary"
