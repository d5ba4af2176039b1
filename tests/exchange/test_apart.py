"""Workbooks that were made to be slow or large: read to their limit, or refused in a sentence, soon and in little
memory."""

import contextlib
import io
import resource
import time
import zipfile

import openpyxl
import pytest

from enabler.exchange import apart
from enabler.exchange.grids import Grid, as_bytes
from enabler.exchange.opening import MOST_FILLED, kept_grid, read_grid
from enabler.rules.refusal import Refused

WORKBOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>'
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: str, strings: str = "") -> bytes:
    """A workbook of one sheet with these rows, and these shared strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/worksheet"'
        f' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {NAMESPACE}>{strings}</sst>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", WORKBOOK)
        for name, text in parts.items():
            file.writestr(name, text)
    return packed.getvalue()


def many_rows(number: int, *, cells: str = '<c t="s"><v>0</v></c>') -> str:
    return "".join(f'<row r="{place}">{cells}</row>' for place in range(1, number + 1))


# Small files are the nasty ones.
NASTY = {
    "rows": lambda: workbook(many_rows(400_000), "<si><t>A</t></si>"),
    "strings": lambda: workbook(many_rows(3), "".join(f"<si><t>{number}</t></si>" for number in range(150_000))),
    "wide rows": lambda: workbook("".join(many_rows(1, cells=f"<c><v>{row}</v></c>" * 900) for row in range(6_000))),
    "far apart": lambda: workbook(
        '<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>' * 5, "<si><t>A</t></si>"
    ),
}


@pytest.mark.parametrize("what", NASTY)
def test_a_nasty_workbook_takes_little(what: str) -> None:
    """An earlier version took 82 seconds and 205 MB for a file of 1 MB."""
    content = NASTY[what]()
    memory, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with contextlib.suppress(Refused):
        read_grid(content)
    assert time.monotonic() - began < apart.SECONDS + apart.WAITS_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100_000


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Refused, match="takes too long to read"):
        apart.read_workbook_apart(simple([["a"]]), most_filled=5)


def test_who_finds_others_reading_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAITS_SECONDS", 0.01)
    with apart.AT_ONCE, apart.AT_ONCE, pytest.raises(Refused, match="Other files are being read"):
        apart.read_workbook_apart(simple([["a"]]), most_filled=5)
    assert apart.read_workbook_apart(simple([["a"]]), most_filled=5) == {"Sheet": Grid([["a"]], sheet="Sheet")}


def test_reading_stops_one_row_after_the_limit() -> None:
    rows = [[str(number)] for number in range(9)]
    assert apart.read_workbook_apart(simple(rows), most_filled=5) == {"Sheet": Grid(rows[:6], sheet="Sheet")}


@pytest.mark.parametrize("more", [0, 1])
def test_a_text_stops_at_its_limit_too(more: int) -> None:
    content = b"name,bed\n" * (MOST_FILLED + more)
    if more:
        with pytest.raises(Refused, match="more than 5,000 lines"):
            read_grid(content)
    else:
        assert len(read_grid(content).rows) == MOST_FILLED


def test_a_grid_comes_back_as_it_was_kept() -> None:
    grid = Grid(
        [["Name", "Bed"], ['MARSH, "Iris"', "B 3"], [], ["two\nlines"]],
        {4: "struck through"},
        ("N",),
        "List",
        numbers=(1,),
    )
    assert kept_grid(as_bytes(grid)) == grid
    assert kept_grid(b"Name,Bed\nMARSH,3\n").rows == [["Name", "Bed"], ["MARSH", "3"]], "kept before an update"


def simple(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
