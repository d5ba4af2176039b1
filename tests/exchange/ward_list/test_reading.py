"""The example lists as hospitals make them: every oddity accepted, or named at its cell."""

from datetime import date
from pathlib import Path

import pytest

from enabler.exchange.grids import column_letter
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.columns import ListColumn
from enabler.exchange.ward_list.lines import LineKind
from enabler.exchange.ward_list.reading import ListRow, ReadWardList, read_ward_list
from enabler.rules.refusal import Refused

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 22)


def read(text: str, corrections: dict[str, str] | None = None) -> ReadWardList:
    return read_ward_list(read_grid(text.encode()), TODAY, corrections)


def row(line: str, headings: str = "Bed,Hosp No,NHS No,Patient,DOB,Admitted,EDD,MFFD") -> ListRow:
    return read(f"{headings}\n{line}").rows[0]


@pytest.fixture(scope="module")
def extract() -> ReadWardList:
    return read_ward_list(read_grid((EXAMPLES / "ward_list_pas_extract.csv").read_bytes()), TODAY)


@pytest.fixture(scope="module")
def pasted() -> ReadWardList:
    return read_ward_list(read_grid((EXAMPLES / "ward_list_next_day_pasted.tsv").read_bytes()), TODAY)


def test_the_extract_is_read_whole(extract: ReadWardList) -> None:
    assert len(extract.rows) == 18
    assert all(not one.bad for one in extract.rows)
    assert (
        extract.accounted
        == "24 lines read: 2 titles and headings, 18 patients, 1 empty bed, 2 empty lines, 1 set aside."
    )
    assert [(line.number, line.text) for line in extract.of(LineKind.ASIDE)] == [(24, "18 patients")]
    assert extract.list_on == date(2026, 11, 20)
    assert extract.not_used == ["Age", "Cons"]


def test_a_row_of_the_extract(extract: ReadWardList) -> None:
    first = extract.rows[0]
    assert (first.number, first.bed, first.hospital_number, first.nhs_number) == (4, "A1", "K349514", "9996900606")
    assert (first.surname, first.given_names) == ("Achterberg", "Maureen")
    assert (first.born_on, first.admitted_on) == (date(1983, 2, 10), date(2026, 9, 17))
    assert (first.expected_discharge_on, first.hospital_says_fit_on) == (date(2026, 10, 17), date(2026, 9, 29))


def test_letters_of_the_windows_encoding(extract: ReadWardList) -> None:
    names = {f"{one.surname}, {one.given_names}" for one in extract.rows}
    assert {"O'Hallorhan, Seán", "Müller, Jürgen", "Desrosiers, Élodie", "St John-Mildmay, Arabella"} <= names


def test_the_pasted_block_names_its_bad_cells(pasted: ReadWardList) -> None:
    assert len(pasted.rows) == 20
    bad = [cell for one in pasted.rows for cell in one.bad]
    assert [(cell.row, cell.column, cell.place, cell.typed) for cell in bad] == [
        (21, ListColumn.NHS_NUMBER, "C", "9992284642"),
        (21, ListColumn.BORN_ON, "F", "31/02/1950"),
    ]
    assert "check digit" in bad[0].why
    assert "February 1950 has 28 days" in bad[1].why
    assert pasted.rows[-1].admitted_on == date(2026, 11, 21), "yesterday"


def test_corrections_replace_cells() -> None:
    text = "Bed,NHS No,Patient,DOB\nA1,999 228 4642,SINGH Harpreet,31/02/1950"
    fixed = read(text, {"2:nhs_number": "999 228 4641", "2:born_on": "28/02/1950"}).rows[0]
    assert fixed.bad == ()
    assert (fixed.nhs_number, fixed.born_on) == ("9992284641", date(1950, 2, 28))


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("A1,,123,SINGH H,,,,", ListColumn.NHS_NUMBER, "10 digits"),
        ("A1,K1,,SINGH H,1/1/2031,,,", ListColumn.BORN_ON, "future"),
        ("A1,K1,,SINGH H,1 Jan 1800,,,", ListColumn.BORN_ON, "out of range"),
        ("A1,K1,,SINGH H,,31/12/2026,,", ListColumn.ADMITTED_ON, "future"),
        ("A1,K1,,SINGH H,2/3/1990,1/3/1990,,", ListColumn.ADMITTED_ON, "before the date of birth"),
        ("A1,K1,,12345,,,,", ListColumn.NAME, "Enter a name"),
        (f"A1,{'K' * 61},,SINGH H,,,,", ListColumn.HOSPITAL_NUMBER, "too long"),
    ],
)
def test_a_bad_cell_says_why(line: str, column: ListColumn, why: str) -> None:
    (bad,) = row(line).bad
    assert (bad.column, bad.row) == (column, 2)
    assert why in bad.why


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("A1,K1,,SINGH H,,2/11/26,1/11/26,", ListColumn.EXPECTED_ON, "before the admission"),
        ("A1,K1,,SINGH H,,,ASAP,", ListColumn.EXPECTED_ON, "not a date"),
        ("A1,K1,,SINGH H,,,,soon", ListColumn.FIT_ON, "not a date"),
        ("A1,K1,,SINGH H,,last winter,,", ListColumn.ADMITTED_ON, "not a date"),
        (f"{'B' * 30},K1,,SINGH H,,,,", ListColumn.BED, "too long"),
    ],
)
def test_a_cell_that_is_not_about_who_it_is_leaves_the_patient_in(line: str, column: ListColumn, why: str) -> None:
    patient = row(line)
    (left,) = patient.left
    assert patient.bad == () and (left.column, left.row) == (column, 2) and why in left.why
    assert getattr(patient, column.value) is None and patient.says_fit in (None, False)


@pytest.mark.parametrize("nothing", ["", "-", "?", "TBC", "n/k", "Not known"])
def test_nothing_is_nothing(nothing: str) -> None:
    found = row(f"A1,K1,{nothing},SINGH H,{nothing},{nothing},{nothing},{nothing}")
    assert found.bad == ()
    assert (found.born_on, found.expected_discharge_on, found.nhs_number) == (None, None, None)


def test_what_the_hospital_says_of_fitness() -> None:
    said = {text: row(f"A1,K1,,SINGH H,,,,{text}") for text in ("", "?", "N", "Y", "1/11/26")}
    assert {text: one.says_fit for text, one in said.items()} == {
        "": False,
        "?": None,
        "N": False,
        "Y": True,
        "1/11/26": True,
    }
    assert said["Y"].hospital_says_fit_on == TODAY
    assert said["1/11/26"].hospital_says_fit_on == date(2026, 11, 1)
    assert read("Bed,Hosp No\nA1,K1").rows[0].says_fit is None


def test_the_officers_tracker_can_be_read_as_a_list() -> None:
    tracker = read_ward_list(read_grid((EXAMPLES / "officers_tracker.xlsx").read_bytes()), TODAY)
    assert len(tracker.rows) == 20
    numbers = [(one.hospital_number, one.nhs_number) for one in tracker.rows]
    assert numbers[0] == (None, "9996900606")
    assert numbers[3] == ("K486948", None)
    assert tracker.of(LineKind.ASIDE)[0].text.startswith("TOTAL DAYS")


def test_headings_that_come_again_on_each_page() -> None:
    text = "Bed,Hosp No,Patient\nA1,K1,SINGH H\nBed,Hosp No,Patient\nA2,K2,OSEI K\nPage 1 of 2,,\n"
    assert [one.bed for one in read(text).rows] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bed,Hosp No,Patient\n", "no patients"),
        ("just some words\nand more", "names of the columns"),
        ("A1,K349514,999 690 0606,ACHTERBERG", "names of the columns"),
        ("Bed,Hosp No\n" + "A1,K1\n" * 5000, "at most 1,000"),
    ],
)
def test_what_is_no_ward_list(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(text)


def test_letters_of_columns() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


LIST_OF_NAMES = "Bed,Hosp No,Surname,Forename"


@pytest.mark.parametrize(
    ("line", "headings", "name", "says"),
    [
        ("A1,1,NULL,AMY", LIST_OF_NAMES, ("Null", "Amy"), "Null is taken as a surname: people are called so."),
        ("A1,1,NA,LI", LIST_OF_NAMES, ("Na", "Li"), "Na is taken as a surname: people are called so."),
        ("A1,1,NA,NA", LIST_OF_NAMES, ("Na", "Na"), "Na is taken as a surname: people are called so."),
        ("A1,1,SMITH,NULL", LIST_OF_NAMES, ("Smith", None), None),
        ("A1,1,-,Suharto", LIST_OF_NAMES, ("Suharto", None), "The list gives one name: it is taken as the surname."),
        ("A1,1,SMITH,Mr John*", LIST_OF_NAMES, ("Smith", "John"), "Set aside from the name: *, Mr."),
        ("A1,1,PC Kelly Brown MBE", "Bed,Hosp No,Patient", ("Brown", "Kelly"), "Set aside from the name: MBE, PC."),
        ("A1,1,UNKNOWN MALE", "Bed,Hosp No,Patient", ("Unknown male", None), "It is not known who this is."),
        ("A1,1,SMITH John", "Bed,Hosp No,Patient", ("Smith", "John"), None),
    ],
)
def test_names_on_lists_and_what_is_said_of_them(
    line: str, headings: str, name: tuple[str, str | None], says: str | None
) -> None:
    found = row(line, headings)
    assert (found.surname, found.given_names) == name
    assert found.says == ((says,) if says else ())
    assert found.bad == ()


def test_a_name_that_can_be_meant_in_two_ways_is_a_cell_to_put_right() -> None:
    text = "Bed,Hosp No,Patient\nA1,1,AJ Smith"
    (cell,) = read(text).rows[0].bad
    assert (cell.column, cell.why.partition("?")[0]) == (ListColumn.NAME, "Is AJ the surname or initials")
    fixed = read(text, {"2:name": "Smith, AJ"}).rows[0]
    assert (fixed.surname, fixed.given_names, fixed.bad) == ("Smith", "AJ", ())
