"""Files as rows of text: whatever the encoding and the separator; what is no list is refused in a sentence."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from enabler.exchange.grids import Grid
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.reading import ward_list_grid
from enabler.rules.refusal import Refused

ROWS = [["Bed", "Patient"], ["A1", "MÜLLER, Jürgen"]]


def workbook(rows: list[list[object]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_separator(encoding: str, separator: str, end: str) -> None:
    rows = [['"MÜLLER, Jürgen"' if "," in cell else cell for cell in row] for row in ROWS]
    text = end.join(separator.join(row) for row in rows) + end
    assert read_grid(text.encode(encoding)).rows == ROWS


def test_a_workbook() -> None:
    assert read_grid(workbook(ROWS)).rows == ROWS
    assert read_grid(workbook([["n", 9992284641, 1.5, True]])).rows == [["n", "9992284641", "1.5", "yes"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old Excel"),
        (b"%PDF-1.7 ...", "This is a PDF, not a list"),
        (b"MSH|^~\\&|PAS|RT5|", "This is an HL7 message"),
        (b'[{"bed": "A1"}]', "This is JSON"),
        (b"<?xml version='1.0'?><list/>", "This is XML"),
        (b"<html><table><tr><td>Bed</td></tr></table>", "This is a web page"),
        (b"\xff\xd8\xff\xe0 jpg", "This is a picture"),
        (b"SQLite format 3\x00", "This is a database"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "This is a Word document"),
        (b"\x7fELF\x00\x00", "not a list"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"a" * (20 * 2**20 + 1), "larger than 20 MB"),
        (b"a,b\n" + b"x" * 200_000 + b",y\n", "cannot be read as a table"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_grid(content)


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Refused, match="unpacks to far more"):
        read_grid(packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * (60 * 2**20)}))


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("holiday.jpg", "not an Excel workbook"),
        ("word/document.xml", "This is a Word document"),
        ("content.xml", "This is a LibreOffice file"),
        ("ward/monday.csv", "a zip with ward/monday.csv in it"),
    ],
)
def test_a_zip_that_is_no_workbook(part: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_grid(packed({part: b"x"}))


def workbook_of_lists(*names: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in names:
            sheet = book.add_worksheet(name)
            for place, row in enumerate([["for", "whom"]] if name == "Notes" else ROWS):
                sheet.write_row(place, 0, row)
            if name == "Old":
                sheet.hide()
    return made.getvalue()


def test_of_several_lists_in_a_workbook_the_one_of_the_ward_is_read() -> None:
    grid = ward_list_grid(workbook_of_lists("Notes", "Bosworth", "Kestrel", "Old"), lambda sheet: sheet == "Kestrel")
    assert grid.sheet == "Kestrel" and "Not read, though it looks like a list too: Bosworth, Old." in grid.notes
    with pytest.raises(Refused, match="several lists, on the sheets Bosworth, Kestrel"):
        ward_list_grid(workbook_of_lists("Bosworth", "Kestrel"))
    assert ward_list_grid(workbook_of_lists("Today", "Old")).sheet == "Today", "the other one is hidden"


def test_a_bay_merged_over_its_beds_is_said_in_each_row() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        rows = [("Bay", "Bed", "Patient", "Notes"), ("", "1", "SMITH", "x"), ("", "2", "COLE", ""), ("", "", "", "y")]
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        sheet.merge_range("A2:A3", "North")
        sheet.merge_range("C3:C4", "COLE")  # a second line of the same patient
    grid = read_grid(made.getvalue())
    assert [row[0] for row in grid.rows] == ["Bay", "North", "North", ""] and grid.rows[3][2:] == ["", "y"]
    assert grid.notes == ("Merged in the workbook, and read as if each row said it: A2:A3.",)


def test_formulas_that_were_never_worked_out_are_named() -> None:
    book = openpyxl.Workbook()
    for row in (["Bed", "Patient", "Days"], ["A1", "SMITH", "=1+1"]):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    assert "never worked out, and read as empty: C2" in read_grid(made.getvalue()).notes[0]


def test_hidden_columns_are_read_and_named() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Bed", "Patient"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
    assert read_grid(made.getvalue()) == Grid(
        [["Bed", "Patient"]], notes=("Hidden in the workbook, and read like the others: column B.",), sheet="Sheet1"
    )


def test_a_strict_workbook_is_named() -> None:
    book = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    with pytest.raises(Refused, match="Strict Open XML"):
        read_grid(packed({"xl/workbook.xml": book}))


@pytest.mark.parametrize("content", [b",,,\n,,,\n", workbook([])])
def test_nothing_but_empty_cells(content: bytes) -> None:
    with pytest.raises(Refused, match="is empty"):
        read_grid(content)


def test_entities_are_not_read() -> None:
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(Refused, match="instructions"):
        read_grid(packed({"xl/workbook.xml": doctype}))


def test_a_truncated_workbook(tmp_path: Path) -> None:
    whole = workbook(ROWS)
    for length in range(10, len(whole), 997):
        with pytest.raises(Refused):
            read_grid(whole[:length])
