"""Every line of a list is a patient, or is listed with what it is taken for; who looks may say otherwise."""

import random
from datetime import date
from pathlib import Path

import pytest

from enabler.exchange.grids import Grid
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.columns import ListColumn, column_named
from enabler.exchange.ward_list.lines import LineKind
from enabler.exchange.ward_list.reading import ReadWardList, read_ward_list
from enabler.exchange.ward_list.status_words import Whereabouts, whereabouts
from enabler.rules.refusal import Refused

LISTS = Path(__file__).parents[2] / "examples" / "lists"
TODAY = date(2026, 11, 28)


def read(text: str | bytes, corrections: dict[str, str] | None = None) -> ReadWardList:
    content = text.encode() if isinstance(text, str) else text
    return read_ward_list(read_grid(content), TODAY, corrections)


def example(name: str) -> ReadWardList:
    return read((LISTS / name).read_bytes())


def names(ward_list: ReadWardList) -> list[str]:
    return [row.name for row in ward_list.rows]


def test_people_called_as_footers_begin_are_patients() -> None:
    ward_list = example("06_footer_surnames.csv")
    assert names(ward_list) == ["PAGE, Anna", "KEY, Tom", "SUM, Hui", "SMITH, Jo"]
    assert all(row.doubts == () and row.bad == () for row in ward_list.rows)


@pytest.mark.parametrize(
    "footer",
    [
        "TOTAL 12", "TOTAL DAYS 381", "Total: 12 patients", "Page 1 of 2", "Printed 12/3/26 by J Bloggs",
        "Printed by: ward clerk", "End of list", "*** End of report ***", "Key:", "Notes", "Generated 12/03/2026 08:00",
        "12 patients", "Beds: 24 Occupied: 22",
    ],
)  # fmt: skip
def test_footers_are_listed_and_can_be_made_patients(footer: str) -> None:
    text = f"Patient,Bed,DOB\nSMITH Jo,1,\n{footer},,\n"
    (line,) = read(text).of(LineKind.ASIDE)
    assert (line.number, line.text) == (3, footer) and line.why
    assert len(read(text, {"3:line": "patient"}).rows) == 2


@pytest.mark.parametrize(
    "line",
    [
        "KEY TOM,,",
        "Page Anna,,",
        "TOTAL,12,",
        "Key to signs,,",
        "Closed,A3,1/2/1950",
        "x,A3,",
        "Staff: 2 RN 1 HCA,,",
        "ZZTEST Patient,A3,",
        "ASH DO NOT USE,A3,",
    ],
)
def test_what_may_be_a_patient_is_asked_about_until_somebody_says(line: str) -> None:
    text = f"Patient,Bed,DOB\nSMITH Jo,1,\n{line}\n"
    (doubt,) = read(text).rows[1].doubts
    assert line.partition(",")[0] in doubt
    assert read(text, {"3:line": "patient"}).rows[1].doubts == ()
    (aside,) = read(text, {"3:line": "aside"}).of(LineKind.ASIDE)
    assert (aside.number, aside.why) == (3, "You set it aside.")


@pytest.mark.parametrize(
    "name",
    [
        "EMPTY",
        "Bed empty",
        "*** VACANT ***",
        "Closed - norovirus",
        "(empty)",
        "Blocked (IPC)",
        "(side room closed - norovirus)",
    ],
)
def test_empty_beds(name: str) -> None:
    ward_list = read(f"Bed,Hosp No,Patient\nA1,1,SMITH Jo\nA2,,{name}\n")
    assert [line.number for line in ward_list.of(LineKind.EMPTY_BED)] == [3]


def test_a_line_of_dashes_is_nobody() -> None:
    ward_list = read("| Bed | Patient | MRN |\n|---|---|---|\n| 1 | ASH, Ann | A1 |\n")
    assert names(ward_list) == ["ASH, Ann"] and [line.number for line in ward_list.of(LineKind.ASIDE)] == [2]


def test_cells_that_ran_together_are_asked_about() -> None:
    sound, both = read("Bed\tName\tMRN\tDOB\n1\tASH, Ann\tA1\t3/4/1950\n2\tOAK, Ben\tA2 13/4/1950\n").rows
    assert sound.bad == () and [cell.column for cell in both.bad] == [ListColumn.HOSPITAL_NUMBER]


def test_rows_that_the_file_marks_are_asked_about() -> None:
    ward_list = example("12_hidden_and_struck_rows.xlsx")
    marked = [row for row in ward_list.rows if row.doubts]
    assert len(marked) == 2 and all("Does it belong to the list?" in row.doubts[0] for row in marked)


def test_rows_above_the_headings_are_not_lost_as_titles() -> None:
    ward_list = read("Ward Bosworth\nA1,1,SMITH Jo,\nBed,Hosp No,Patient\nA2,2,PATEL Raj\n")
    assert [line.text for line in ward_list.of(LineKind.TITLE)] == ["Ward Bosworth"]
    assert [(line.number, line.why) for line in ward_list.of(LineKind.ASIDE)] == [(2, "It stands above the headings.")]


def test_headings_that_come_again_in_another_order_hold_from_there() -> None:
    ward_list = read("Bed,Hosp No,Patient\nA1,1,SMITH Jo\nPatient,Hosp No,Bed\nPATEL Raj,2,A2\n")
    assert [(row.bed, row.name) for row in ward_list.rows] == [("A1", "SMITH, Jo"), ("A2", "PATEL, Raj")]


def test_no_line_is_ever_lost() -> None:
    """Whatever stands in a grid: its lines are patients, or listed."""
    chance = random.Random(9)
    cells = [
        "", "", "Bed", "Patient", "DOB", "Hosp No", "A1", "SMITH, Jo", "PAGE Anna", "TOTAL 12", "EMPTY", "1/2/1950",
        "RIP", "9991234560", "x\ny", "Page 1 of 2", "Status", "Ward 12", "?",
    ]  # fmt: skip
    tried = 0
    for _ in range(300):
        grid = [[chance.choice(cells) for _ in range(chance.randint(0, 5))] for _ in range(chance.randint(0, 9))]
        grid.insert(chance.randint(0, len(grid)), ["Bed", "Hosp No", "Patient", "DOB", "Status"])
        marked = {f"{chance.randint(1, 9)}:line": chance.choice(["patient", "aside"]) for _ in range(2)}
        try:
            ward_list = read_ward_list(Grid(grid), TODAY, marked)
        except Refused:
            continue
        numbers = sorted([row.number for row in ward_list.rows] + [line.number for line in ward_list.lines])
        assert numbers == list(range(1, len(grid) + 1))
        tried += 1
    assert tried > 100


def test_a_status_is_said_and_nobody_is_dead_by_it() -> None:
    deceased, discharged, on_leave = example("38_status_column.csv").rows
    assert deceased.doubts == ("The list says “Deceased 26/11”.",)
    assert discharged.doubts == ("The list says “Discharged”.",)
    assert on_leave.doubts == () and on_leave.away and on_leave.says == ("The list says “On leave”.",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("RIP", Whereabouts.GONE), ("R.I.P.", Whereabouts.GONE), ("Patient died 26/11", Whereabouts.GONE),
        ("Left", Whereabouts.GONE), ("left 26/11", Whereabouts.GONE), ("D/C'd home", Whereabouts.GONE),
        ("Self-discharged", Whereabouts.GONE), ("Transferred to Ward 7", Whereabouts.GONE),
        ("AWOL since Tues", Whereabouts.ON_LEAVE), ("Home leave", Whereabouts.ON_LEAVE),
        ("on S17 leave", Whereabouts.ON_LEAVE), ("On section 17 leave", Whereabouts.ON_LEAVE),
        ("Home leave until Mon", Whereabouts.ON_LEAVE), ("Absconded", Whereabouts.ON_LEAVE),
        ("Left AMA", Whereabouts.GONE), ("Self discharge", Whereabouts.GONE), ("Transfered to Ward 7", Whereabouts.GONE),
        ("Left hip replacement", None), ("To be discharged Friday", None), ("Discharged from physio", None),
        ("Transferred from A&E", None), ("Mother died in 2019", None), ("Inpatient", None), ("Ripley House", None),
    ],
)  # fmt: skip
def test_only_what_a_comment_begins_with_says_where_somebody_is(text: str, says: Whereabouts | None) -> None:
    assert whereabouts(text) is says


def test_what_stands_in_the_name_says_where_somebody_is() -> None:
    text = 'Hosp No,Patient\n1,"SMITH, Ann (RIP)"\n2,*DECEASED* JONES Bo\n3,KHAN Al - RIP\n4,"LOW, Al (on leave)"'
    rows = read(text).rows
    assert [row.name for row in rows] == ["SMITH, Ann", "JONES, Bo", "KHAN, Al", "LOW, Al"]
    assert [bool(row.doubts) for row in rows] == [True, True, True, False] and rows[3].away


def test_a_heading_twice_gives_the_cell_that_is_filled_or_asks() -> None:
    (row,) = example("32_heading_twice.csv").rows
    assert row.born_on == date(1950, 2, 1)
    (same,) = read("Hosp No,Patient,DOB,Date of Birth\n1,SMITH Jo,01/02/1950,1 Feb 1950").rows
    assert same.bad == ()
    (asked,) = read("Hosp No,Patient,DOB,DOB\n1,SMITH Jo,1/2/1950,1/3/1950").rows
    assert [(cell.column, cell.why) for cell in asked.bad] == [
        (ListColumn.BORN_ON, "The list gives two: 1/2/1950 and 1/3/1950.")
    ]


def test_bay_and_bed_in_two_columns() -> None:
    assert [row.bed for row in example("36_bay_and_bed.csv").rows] == ["B 3", "C 3"]
    said = read("Bay,Bed,Hosp No\nB,B3,1\n,4,2\n5,,3\n1,12,4").rows
    assert [row.bed for row in said] == ["B3", "4", "5", "1 12"]


def test_lines_that_name_the_bay_or_the_ward_of_the_rows_below() -> None:
    text = "Bed,Hosp No,Patient\nBay A,,\n1,1,SMITH Ann\nBay B,,\n1,2,LOW Al\nWard 7,,\n1,3,ROE J\n,4,BAY Anna"
    ward_list = read(text)
    assert [(row.bed, row.ward) for row in ward_list.rows] == [
        ("A 1", None), ("B 1", None), ("1", "Ward 7"), (None, "Ward 7"),
    ]  # fmt: skip
    assert len(ward_list.of(LineKind.ASIDE)) == 3


def test_of_two_rows_of_headings_the_one_that_names_more() -> None:
    text = ",,Patient,,Admission,\nBed,Hosp No,Name,DOB,Date,Time\nA1,1,SMITH Ann,1/2/1950,3/11/2026,10:00"
    (row,) = read(text).rows
    assert (row.bed, row.name, row.born_on) == ("A1", "SMITH, Ann", date(1950, 2, 1))


def test_two_things_in_one_cell() -> None:
    text = 'Bed,Hosp No,Patient\n,1,"SMITH, John\nDOB 1/2/1934"\n,2,Bed 3 - PATEL Raj\n"Bed 4\nBay B",3,OSEI Kwame'
    smith, patel, osei = read(text).rows
    assert (smith.name, smith.born_on) == ("SMITH, John", date(1934, 2, 1))
    assert smith.says == ("Read from the cell of the name: 1/2/1934.",)
    assert (patel.name, patel.bed) == ("PATEL, Raj", "3")
    (numbered,) = read("Bed,Hosp No,Patient\nA1,1,3. OSEI Kwame").rows
    assert (numbered.name, numbered.bed, numbered.says) == ("OSEI, Kwame", "A1", ("Set aside from the name: 3.",))
    assert (osei.bed, osei.bad) == ("Bed 4 Bay B", ())


def test_numbers_with_marks_that_nobody_sees() -> None:
    rows = example("07_nhs_number_characters.csv").rows
    assert [row.nhs_number for row in rows] == ["9434765919", None, "9434765919", "9434765919"]
    assert "cut this number short" in rows[1].bad[0].why
    written = ("NHS: 943 476 5919", "9434765919.0", "943 476 5919 (verified)", "９４３４７６５９１９")
    assert {read(f"NHS No,Patient\n{text},SMITH Jo").rows[0].nhs_number for text in written} == {"9434765919"}
    assert read("NHS No,Patient\n0000000000,SMITH Jo").rows[0].bad == ()
    assert read("Hosp No,Patient\nK\u200b12\u202c,SMITH Jo").rows[0].hospital_number == "K12"


def test_an_optional_cell_that_nobody_can_read() -> None:
    rows = example("39_edd_as_written.csv").rows
    assert all(row.bad == () for row in rows)
    assert [cell.typed for row in rows[:2] for cell in row.left] == ["ASAP", "w/c 30/11"]


def test_a_day_far_off_is_left_until_somebody_types_it() -> None:
    text = "Hosp No,Patient,Admitted,EDD\n1,SMITH Ann,26-11-01,1/12/2062\n"
    (row,) = read(text).rows
    assert (row.admitted_on, row.expected_discharge_on, len(row.left), row.bad) == (None, None, 2, ())
    (sure,) = read(text, {"2:admitted_on": "26/11/2001"}).rows
    assert sure.admitted_on == date(2001, 11, 26)


def test_yes_and_no_with_words_behind() -> None:
    rows = read("Hosp No,Patient,MFFD\n1,SMITH Ann,Y - 26/11\n2,LOW Al,No (awaiting OT)\n3,KHAN Al,Yes: POC").rows
    assert [(row.says_fit, row.hospital_says_fit_on) for row in rows] == [
        (True, date(2026, 11, 26)), (False, None), (True, TODAY),
    ]  # fmt: skip


def test_a_row_without_a_name_that_can_be_read_shows_what_the_list_says() -> None:
    (row,) = read("Hosp No,Patient\n1,1234").rows
    assert row.name == "1234" and row.bad


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Patient Surname (current)", ListColumn.SURNAME),
        ("Estimated Date of Discharge (EDD)", ListColumn.EXPECTED_ON),
        ("Planned (EDD)", ListColumn.EXPECTED_ON),
        ("NHS Number (10 digit)", ListColumn.NHS_NUMBER),
        ("Date Of Birth (DD/MM/YYYY)", ListColumn.BORN_ON),
        ("Patient's Forename(s)", ListColumn.GIVEN_NAMES),
        ("Patient NHS No.", ListColumn.NHS_NUMBER),
        ("EDD / PDD", ListColumn.EXPECTED_ON),
        ("Expected D/C date", ListColumn.EXPECTED_ON),
        ("Date of adm.", ListColumn.ADMITTED_ON),
        ("Date Adm", ListColumn.ADMITTED_ON),
        ("Adm. Date & Time", ListColumn.ADMITTED_ON),
        ("MRN/NHS", ListColumn.EITHER_NUMBER),
        ("Bay/Bed", ListColumn.BED),
        ("Surname/Forename", ListColumn.NAME),
        ("Next of kin (name)", None),
        ("Consultant surname", None),
    ],
)
def test_longer_headings(heading: str, column: ListColumn | None) -> None:
    assert column_named(heading) is column


def test_a_list_under_longer_headings() -> None:
    (row,) = example("35_longer_headings.csv").rows
    assert (row.name, row.nhs_number, row.born_on) == ("SMITH, Ann", "9434765919", date(1950, 2, 1))
    assert (row.bed, row.admitted_on) == ("A1", date(2026, 11, 1))
