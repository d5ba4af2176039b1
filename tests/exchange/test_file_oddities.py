"""Files as hospitals make them: each oddity is read as a person would read it, or named, and no row is lost."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from enabler.exchange.comparison_file import comparison_grid, read_comparison
from enabler.exchange.grids import Grid
from enabler.exchange.opening import read_grid
from enabler.exchange.texts import table_rows
from enabler.exchange.ward_list.reading import LETTERS, ReadWardList, read_ward_list, ward_list_grid
from enabler.exchange.wrong_letters import Letters
from enabler.rules.refusal import Refused

LISTS = Path(__file__).parents[1] / "examples" / "lists"
TODAY = date(2026, 11, 28)
HEADINGS = "Bed,Hosp No,Patient,DOB,Notes\n"


def example(name: str) -> Grid:
    return ward_list_grid((LISTS / name).read_bytes())


def ward_list(name: str, **corrections: str) -> ReadWardList:
    return read_ward_list(example(name), TODAY, corrections)


def names(name: str, **corrections: str) -> list[str]:
    return [row.name for row in ward_list(name, **corrections).rows]


@pytest.mark.parametrize("name", ["03_lone_quote.csv", "03b_lone_quote.tsv"])
def test_a_quotation_mark_that_is_never_closed_swallows_nobody(name: str) -> None:
    grid = example(name)
    assert names(name) == ["SMITH, Ann", "PATEL, Raj", "JONES, Bo", "KHAN, Ali"]
    assert grid.rows[2][-1] == "needs key safe" and not grid.marks
    assert grid.notes == ("Row 3: a quotation mark is not closed where its cell ends; the row was read all the same.",)


@pytest.mark.parametrize(
    ("lines", "rows", "marked"),
    [
        (['A1,1,"SMITH, Ann",,x', 'A2,2,"PATEL, Raj,,y', 'A3,3,"COLE, Tom",,z'], 4, [3]),  # the name itself is cut
        (['A1,1,SMITH Ann,,"x', 'A2,2,PATEL Raj,,y"', "A3,3,COLE Tom,,z"], 4, [2, 3]),  # two marks that fit by chance
        (['A1,1,SMITH Ann,,"x', "A2,2,PATEL Raj,,y", 'A3,3,COLE Tom,,z"'], 4, [2, 3, 4]),
        (['A1,1,"SMITH, Ann",,"needs\nkey safe"', 'A2,2,"PATEL\nRaj",,y'], 3, []),  # rightly quoted
        (['"A1\nBay 2",1,"SMITH, Ann",,x', 'A2,2,PATEL Raj,,6" scar'], 3, []),
        (["A1,1,SMITH Ann,,x", "\x00\x00A2,2,PATEL Raj,,y"], 3, []),
        (["A1,1,SMITH Ann,,a line\u2028of two, B", "A2,2,PATEL Raj,,form\x0cfeed"], 3, []),
    ],
)
def test_quotation_marks_and_lines_within_cells(lines: list[str], rows: int, marked: list[int]) -> None:
    grid = read_grid((HEADINGS + "\n".join(lines) + "\n").encode())
    assert (len(grid.rows), sorted(grid.marks)) == (rows, marked)


@pytest.mark.parametrize(
    "text",
    [
        '"Bed,Patient"\n"A1,""SMITH, Ann"""\n"A2,COLE Tom"\n',  # each line as a whole between quotation marks
        "Bed^Patient\nA1^SMITH, Ann\nA2^COLE Tom\n",
        "\ufeff\ufeffBed,Patient\r\nA1,SMITH Ann\nA2,COLE Tom\r\x1a",
    ],
)
def test_rare_ways_to_write_a_table(text: str) -> None:
    read = read_ward_list(ward_list_grid(text.encode()), TODAY)
    assert [row.name for row in read.rows] == ["SMITH, Ann", "COLE, Tom"]


def test_columns_set_apart_by_spaces_are_said_to_be() -> None:
    with pytest.raises(Refused, match="set apart by spaces alone"):
        read_ward_list(ward_list_grid(b"Bed  Hosp No  Patient\nA1   H1       SMITH Ann\n"), TODAY)


def test_a_line_that_names_the_separator() -> None:
    assert names("14a_sep_line.csv") == ["SMITH, Ann"]
    assert example("14a_sep_line.csv").rows[0] == [], "its rows keep the numbers they have in the file"
    found = read_comparison(comparison_grid((LISTS / "23_comparison_sep.csv").read_bytes()))
    assert (len(found.rows), found.bad) == (1, ())
    assert read_grid(b"sep=;\nBed,Patient\nA1,x\n").rows[1] == ["Bed", "Patient"], "it says so and is not so"


def test_utf16_with_its_mark_and_without() -> None:
    assert names("14b_utf16_bom_semicolon.csv") == ["MÜLLER, Jörg"]
    assert names("14c_utf16_no_bom.csv") == ["SMITH, Ann"]
    with pytest.raises(Refused, match="breaks off in the middle of a letter"):
        read_grid((LISTS / "14c_utf16_no_bom.csv").read_bytes()[:-1])


def test_the_sheet_with_the_headings_is_read() -> None:
    grid = example("10_cover_sheet_first.xlsx")
    assert (grid.sheet, len(grid.rows), grid.notes) == ("Ward list", 2, ("The sheet Ward list was read.",))


def test_the_days_of_a_workbook_of_1904() -> None:
    row = ward_list("11_epoch_1904.xlsx").rows[0]
    assert (row.born_on, row.admitted_on) == (date(1960, 5, 4), date(2026, 10, 1))


def test_hidden_and_struck_rows_are_asked_about() -> None:
    grid = example("12_hidden_and_struck_rows.xlsx")
    assert [row[3] for row in grid.rows] == ["Patient", "BLACK, Jo", "WHITE, Jo", "BROWN, Jo"]
    assert grid.marks == {3: "hidden in the workbook", 4: "struck through"}
    black, white, brown = ward_list("12_hidden_and_struck_rows.xlsx").rows
    assert not black.doubts and "hidden in the workbook" in white.doubts[0] and "struck through" in brown.doubts[0]
    assert not ward_list("12_hidden_and_struck_rows.xlsx", **{"3:line": "patient"}).rows[1].doubts


def test_hospital_numbers_that_are_numbers_in_a_workbook() -> None:
    read = ward_list("12b_numeric_cells.xlsx")
    assert read.notes == ("The workbook has numbers, not text, under Hosp No: zeros in front may be lost.",)
    whole, fraction = read.rows
    assert (whole.hospital_number, whole.doubts, whole.admitted_on) == ("12345", (), date(2026, 10, 1))
    assert "12345.5 as a number with a fraction" in fraction.doubts[0]


@pytest.mark.parametrize("cell", ["#NAME?", "#REF!", "########", "#n/a"])
def test_what_a_spreadsheet_could_not_work_out_is_no_name(cell: str) -> None:
    row = read_ward_list(read_grid(f"{HEADINGS}A1,1,{cell},,".encode()), TODAY).rows[0]
    assert any(f"{cell} is what a spreadsheet writes" in doubt for doubt in row.doubts)


def test_doubly_encoded_letters_are_asked_about() -> None:
    asked = ward_list("31_double_encoded.csv")
    assert asked.wrong_letters == (("MÃœLLER, JÃ¶rg", "MÜLLER, Jörg"),)
    assert asked.rows[0].doubts == ("Wrongly decoded? MÜLLER, Jörg, where the list has MÃœLLER, JÃ¶rg.",)
    repaired = ward_list("31_double_encoded.csv", **{LETTERS: Letters.REPAIRED})
    assert (repaired.rows[0].name, repaired.rows[0].doubts, repaired.wrong_letters) == ("MÜLLER, Jörg", (), ())
    assert not ward_list("31_double_encoded.csv", **{LETTERS: Letters.AS_WRITTEN}).rows[0].doubts
    lost = read_ward_list(read_grid((HEADINGS + "A1,1,M\ufffdLLER J,,").encode()), TODAY)
    assert "A letter was lost" in lost.rows[0].doubts[0]


def test_a_heading_twice_of_which_the_first_is_empty() -> None:
    assert ward_list("32_heading_twice.csv").rows[0].born_on == date(1950, 2, 1)


def test_whole_numbers_and_yes_and_no_as_programs_write_them() -> None:
    found = read_comparison(comparison_grid((LISTS / "23b_comparison_floats.csv").read_bytes()))
    assert [(row.nights, row.waiting) for row in found.rows] == [(5, False), (7, False)]


@pytest.mark.parametrize(
    ("text", "doubtful", "says"),
    [
        ("Bed,Patient,Ward\nA1,SMITH, Ann,Bosworth\nA2,COLE Tom,Bosworth\nA3,OSEI Kwame,Bosworth", [2], ""),
        ("Bed\tPatient\tDOB\nA1\tSMITH\nA2\tCOLE\t\nA3\tOSEI\t\t\t", [], ""),
        ("Bed,,Patient,\nA1,9,SMITH,x\nA2,,COLE,y", [], "Without a heading, so not used: column B, D."),
        ("Bed,Patient,Notes\nA1,SMITH, Ann,x\nA2,COLE, Tom,y", [2, 3], ""),
    ],
)
def test_rows_with_more_or_fewer_cells_than_headings(text: str, doubtful: list[int], says: str) -> None:
    read = read_ward_list(ward_list_grid(text.encode()), TODAY)
    assert [row.number for row in read.rows if any("more cells" in doubt for doubt in row.doubts)] == doubtful
    assert " ".join(read.notes) == says


LETTERS_OF_CELLS = "AZaz09ÀéüßŁ’ \"',;|\t\n"
CELLS = st.text(LETTERS_OF_CELLS, max_size=8).map(str.strip)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4).filter(any), min_size=3, max_size=8)
DRESS = st.tuples(
    st.sampled_from(["\t", ",", ";", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)


@settings(max_examples=150, deadline=None)
@given(ROWS, DRESS)
def test_no_row_of_a_list_is_lost_without_a_word(rows: list[list[str]], dress: tuple[str, str, int, str]) -> None:
    """What a program wrote comes back cell for cell; where a cell looks like rows of its own, all of them are marked."""
    separator, end, quoting, encoding = dress
    written = io.StringIO(newline="")
    rows = [["Bed", "Hosp No", "Patient", "DOB"]] * 6 + rows
    csv.writer(written, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    assert [row.cells for row in table_rows(written.getvalue())] == rows
    grid = read_grid(written.getvalue().encode(encoding))
    if grid.marks:
        assert len(grid.rows) >= len(rows)
    else:
        assert [row + [""] * (4 - len(row)) for row in grid.rows] == rows
