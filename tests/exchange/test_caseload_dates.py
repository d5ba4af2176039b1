"""The dates of a caseload that went through a spreadsheet: read by the column, said, and asked where month comes first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enabler import clock
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.reading import ReadCaseload, read_caseload
from enabler.rules.writing.date_columns import DateOrder
from tests.exchange.folder import STAYS, TODAY

ELSE = "No value tells: add --month-first if that is wrong."
LISTS = Path(__file__).parents[1] / "examples" / "lists"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def read(folder: str | Path, order: DateOrder | None = None) -> ReadCaseload:
    return read_caseload(read_source(LISTS / folder), TODAY, order)


def column(caseload: ReadCaseload, table: str, name: str) -> list[str | None]:
    return [row.cells[name] for row in caseload.of(table).rows]


@pytest.mark.parametrize("folder", ["19_caseload_month_first", "19b_caseload_month_first_undetectable"])
def test_where_nothing_tells_the_order_is_said(folder: str) -> None:
    caseload = read(folder)
    assert caseload.bad == []
    assert column(caseload, "stays", "admitted_on") == ["2026-01-04", "2026-03-04"]
    assert caseload.notes == [
        f"patients.csv: born_on read day first: 1/2/1960 is 1 February 1960. {ELSE}",
        f"stays.csv: admitted_on, case_opened_on read day first: 4/1/2026 is 4 January 2026. {ELSE}",
    ]


def test_the_order_can_be_said() -> None:
    caseload = read("19b_caseload_month_first_undetectable", DateOrder.MONTH_FIRST)
    assert column(caseload, "stays", "admitted_on") == ["2026-04-01", "2026-04-03"]
    assert column(caseload, "patients", "born_on") == ["1960-01-02", "1962-01-02"]
    assert "4/1/2026 is 1 April 2026" in caseload.notes[1]


def has(folder: Path, *stays: str, births: str = "1/2/1960") -> Path:
    (folder / "stays.csv").write_text(STAYS + "".join(f"{line}\n" for line in stays))
    (folder / "patients.csv").write_text(f"patient_ref,born_on\nP1,{births}\n")
    return folder


def test_a_month_first_column_is_refused_until_its_order_is_said(tmp_path: Path) -> None:
    has(tmp_path, "S1,P1,Bosworth,acute,3/20/2026,3/4/2026,,", births="1/2/1960")
    bad = read(tmp_path).bad
    assert [(cell.file, cell.row, cell.column) for cell in bad] == [
        ("patients.csv", 1, "born_on"),
        ("stays.csv", 1, "admitted_on"),
        ("stays.csv", 1, "case_opened_on"),
    ]
    assert str(bad[1]) == (
        "stays.csv, row 1, column admitted_on: admitted_on is written month first: 3/20/2026 cannot be read otherwise. "
        "Add --day-first or --month-first, or save the file with dates such as 2026-04-03."
    )
    answered = read(tmp_path, DateOrder.MONTH_FIRST)
    assert answered.bad == []
    assert column(answered, "stays", "case_opened_on") == ["2026-03-04"]
    assert column(answered, "patients", "born_on") == ["1960-01-02"]


def test_a_day_that_has_not_come_yet_is_asked_about(tmp_path: Path) -> None:
    has(tmp_path, "S1,P1,Bosworth,acute,11/12/2026,,,", births="1960-02-01")
    (cell,) = read(tmp_path).bad
    assert "admitted_on may be month first: day first, 11/12/2026 has not come yet." in cell.why


def test_what_we_write_ourselves_is_read_without_a_word(tmp_path: Path) -> None:
    has(tmp_path, "S1,P1,Bosworth,acute,2026-03-20,2026-03-25,,", births="1960-02-01")
    assert (read(tmp_path).notes, read(tmp_path).bad) == ([], [])


def test_instants_are_london_days() -> None:
    caseload = read("21_caseload_instants")
    assert column(caseload, "stays", "admitted_on") == ["2026-07-01", "2026-06-30"]
    assert column(caseload, "patients", "born_on") == ["1960-01-02", "1960-01-02"]


def test_a_birth_that_nobody_knows_is_left_out_and_said(tmp_path: Path) -> None:
    caseload = read(has(tmp_path, births="01/01/1900"))
    assert column(caseload, "patients", "born_on") == [None]
    assert caseload.notes == ["patients.csv, row 2: the date of birth 01/01/1900 is taken as not known."]
    assert caseload.bad == []


def test_a_birth_without_its_day_is_marked_so(tmp_path: Path) -> None:
    caseload = read(has(tmp_path, births="c. 1950"))
    assert (column(caseload, "patients", "born_on"), column(caseload, "patients", "birth_is")) == (
        ["1950-07-01"],
        ["estimated"],
    )
    assert caseload.notes == ["patients.csv, row 2: no day of birth; born about 1950, and marked as no more than that."]
    assert "may be 12 March 1925 or 12 March 2025" in read(has(tmp_path, births="12/03/25")).bad[0].why


@pytest.mark.parametrize("written", ["today", "yesterday", "in 3 days", "fri", "1/11", "3 Apr"])
def test_a_day_that_depends_on_when_it_is_read_is_refused(tmp_path: Path, written: str) -> None:
    (cell,) = read(has(tmp_path, f"S1,P1,Bosworth,acute,{written},,,", births="1960-02-01")).bad
    assert "is another day each time it is read. Write the whole date" in cell.why
