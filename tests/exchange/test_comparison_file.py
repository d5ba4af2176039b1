"""Comparison files as people have them: good ones read whatever their dress, bad cells named one by one."""

import io
import time
from pathlib import Path

import pytest
import xlsxwriter

from enabler.exchange.comparison_file import ComparisonFile, comparison_grid, read_comparison
from enabler.rules.evidence.comparison import MOST_ROWS, CohortRow
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

EXAMPLE = Path(__file__).parents[1] / "examples" / "method_example" / "comparison.csv"
HEADINGS = "setting,kind,nights,waiting\n"
TWO = (CohortRow(Setting.ACUTE, "no_home", 0), CohortRow(Setting.MENTAL_HEALTH, None, 12, True))
TEXT = HEADINGS + "acute,no_home,0,no\nmental health,,12,yes\n"


def read(content: bytes) -> ComparisonFile:
    return read_comparison(comparison_grid(content))


def test_the_example() -> None:
    found = read(EXAMPLE.read_bytes())
    assert (len(found.rows), found.bad, found.not_used) == (26, (), ())
    assert found.accounted == "27 lines read: 1 of headings, 26 rows."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_dress(encoding: str, separator: str, end: str) -> None:
    text = "Setting,KIND,nights,Ward,waiting\nAcute,no_home,0,Müller,No\n\n mental  health ,,12,,YES\n"
    found = read(text.replace(",", separator).replace("\n", end).encode(encoding))
    assert (found.rows, found.bad, found.not_used) == (TWO, (), ("Ward",))


def workbook(rows: list[list[object]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return made.getvalue()


def test_a_workbook() -> None:
    rows = [["setting", "kind", "nights", "waiting"], ["acute", "no_home", 0, "no"], ["mental health", "", 12, "yes"]]
    assert read(workbook(rows)).rows == TWO


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("acute,no_home,-3,no", "row 2, nights: “-3” is not a whole number of nights from 0 to 3660"),
        ("acute,no_home,99999,no", "row 2, nights: “99999” is not"),
        ("acute,no_home," + "9" * 5000 + ",no", "row 2, nights: “9999"),
        ("acute,no_home,٣,no", "row 2, nights: “٣” is not"),
        ("acute,no_home,,no", "row 2, nights: empty; write a whole number"),
        ("acute,no_home,3.5,no", "row 2, nights: “3.5” is not a whole number of nights from 0 to 3660; a night is"),
        ('acute,no_home,"3,5",no', "row 2, nights: “3,5” is not a whole number of nights from 0 to 3660; a night is"),
        ("acute,no_home,3,5,no", "row 2, whole row: 5 cells under 4 headings: is there a separator inside a number?"),
        ("mental helth,no_home,3,no", "row 2, setting: “mental helth” is not one of acute, community, mental health; "),
        ("mental helth,no_home,3,no", "did you mean mental health?"),
        (",no_home,3,no", "row 2, setting: “” is not one of"),
        ("acute,Rent or mortgage arears,3,no", "row 2, kind: “rent or mortgage arears” is not a kind of barrier; did you "),
        ("acute,rent-arrears,3,no", "did you mean rent_arrears?"),
        ("acute,moon,3,no", "row 2, kind: “moon” is not a kind of barrier"),
        ("acute,no_home,3,maybe", "row 2, waiting: “maybe” is neither yes nor no"),
        ("setting,kind,nights,waiting", "row 2, whole row: the headings once more; take this row out"),
    ],
)  # fmt: skip
def test_bad_cells(row: str, says: str) -> None:
    found = read(f"{HEADINGS}{row}\nacute,no_home,3,no\n".encode())
    assert len(found.rows) == len(found.bad) == 1
    assert says in str(found.bad[0])


def test_every_bad_cell_of_a_row_and_the_rows_own_numbers() -> None:
    found = read(f"{HEADINGS}acute,,3,no\n\nspace,moon,x,y\n".encode())
    assert [(cell.row, cell.column) for cell in found.bad] == [
        (4, "setting"), (4, "kind"), (4, "nights"), (4, "waiting")
    ]  # fmt: skip


def test_forty_are_shown_and_the_others_counted() -> None:
    found = read((HEADINGS + "acute,,x,no\n" * 50).encode())
    assert (len(found.bad), len(found.shown), found.more) == (50, 40, 10)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\n\n ,, \n", "The file is empty."),
        (HEADINGS.encode(), "headings but no rows"),
        (b"acute,no_home,3,no\n", "lacks the columns setting, kind, nights, waiting"),
        (b"setting,kind,waiting\nacute,no_home,no\n", "lacks the column nights"),
        (b"setting,kind,nights,waiting,Nights\nacute,,3,no,4\n", "has the column nights more than once"),
        (b"setting,kind,nights,waiting\nacute,no_home,3,no\n" + bytes(40), "This is not a list"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old Excel"),
        (b"PK\x03\x04nothing", "cannot be read"),
        (b"x" * (20 * 2**20 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_comparison_file(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(content)


def test_as_many_rows_as_may_be() -> None:
    assert len(read((HEADINGS + "acute,no_home,3,no\n" * MOST_ROWS).encode()).rows) == MOST_ROWS


@pytest.mark.parametrize("kind", ["text", "workbook"])
def test_far_too_many_rows_are_refused_quickly(kind: str) -> None:
    row = ["acute", "no_home", 3, "no"]
    text = (HEADINGS + "acute,no_home,3,no\n" * 200_000).encode()
    content = text if kind == "text" else workbook([["setting", "kind", "nights", "waiting"], *[row] * 60_000])
    started = time.perf_counter()
    with pytest.raises(Refused, match="more than 10,000 rows"):
        read(content)
    assert time.perf_counter() - started < 6


def test_rows_after_many_empty_ones_are_not_lost() -> None:
    text = HEADINGS + "acute,,3,no\n" + "\n" * 50_000 + "acute,,4,no\n"
    assert len(read(text.encode()).rows) == 2
