"""Excel workbooks as rows of text: looked at before they are unpacked, formulas as the values they last had."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from itertools import repeat
from typing import Any

from enabler.exchange.grids import EMPTY, MOST_ROWS, Grid, Rows, column_letter
from enabler.exchange.kinds import check_zip_kind
from enabler.rules.refusal import Refused

LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 2000
MOST_TIMES = 300  # a real workbook packs to a tenth or so; a bomb to a thousandth
LONG_ENOUGH = 5 * 1024 * 1024
MOST_COLUMNS = 1000
MOST_LETTERS = 400_000_000

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml"

BROKEN = "The workbook cannot be read: it is damaged or protected. Open it in Excel, save it again, or save it as CSV."


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes, *, exact: bool = False, most_filled: int = MOST_ROWS) -> dict[str, Grid]:
    """Each sheet by its name, hidden ones last, as text; dates as YYYY-MM-DD. `exact` keeps the spaces around a text.

    What comes after the first row beyond `most_filled` that hold anything is not read.
    """
    _check_unpacked(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        in_order = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        struck = _struck_styles(book)
        sheets = {str(sheet.title): _grid(sheet, struck, exact, most_filled) for sheet in in_order}
        book.close()
    except Refused:
        raise
    except Exception:  # openpyxl meets a damaged file with whatever happens to fail first
        raise Refused(BROKEN) from None
    return sheets


def _check_unpacked(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = set(packed.namelist())
            total = sum(part.file_size for part in parts)
            bombs = [part for part in parts if part.file_size > max(LONG_ENOUGH, MOST_TIMES * part.compress_size)]
            if len(parts) > MOST_PARTS or total > LARGEST_UNPACKED or bombs:
                raise Refused("The workbook unpacks to far more than it should, so it was not opened.")
            check_zip_kind(names)
            heads = [packed.open(part).read(2048) for part in parts if part.filename.endswith((".xml", ".rels"))]
            if any(b"<!DOCTYPE" in head for head in heads):
                raise Refused("The workbook holds instructions that no list needs, so it was not opened.")
            if any(STRICT in head for head in heads):
                raise Refused("This is a Strict Open XML workbook. Save it as “Excel workbook (.xlsx)”, and send that.")
    except zipfile.BadZipFile:
        raise Refused(BROKEN) from None


def _struck_styles(book: Any) -> frozenset[int]:
    """The numbers of the cell styles whose letters are struck through."""
    struck = {place for place, font in enumerate(book._fonts) if font.strike}
    return frozenset(place for place, style in enumerate(book._cell_styles) if style.fontId in struck)


def _grid(sheet: Any, struck: frozenset[int], exact: bool, most_filled: int) -> Grid:
    """Read cell by cell, for what openpyxl's own rows do not tell: hidden rows and columns, letters struck through."""
    rows: Rows = []
    marks: dict[int, str] = {}
    numbers: set[int] = set()
    letters = filled = 0
    with sheet._get_source() as source:
        parser = _parser(sheet.parent, source, sheet._shared_strings)
        for number, cells in parser.parse():
            row = _row(cells, exact)
            if not row:
                continue
            if number <= len(rows):
                raise Refused(BROKEN)  # the same row twice
            rows += repeat(EMPTY, min(number, MOST_ROWS + 1) - len(rows) - 1)
            rows.append(row)
            numbers.update(cell["column"] - 1 for cell in cells if type(cell["value"]) in (int, float))
            mark = _mark(parser.row_dimensions.get(str(number), {}), cells, struck)
            if mark:
                marks[number] = mark
            letters += sum(map(len, row))
            if letters > MOST_LETTERS:
                raise Refused("The workbook holds far more text than a list does, so it was not read.")
            filled += 1
            if filled > most_filled:
                break
        merged = _fill_merged(parser.merged_cells, rows)
    return Grid(
        rows,
        marks,
        _notes(sheet, parser, rows, merged),
        sheet=str(sheet.title),
        hidden=sheet.sheet_state != "visible",
        numbers=tuple(sorted(numbers)),
    )


def _parser(book: Any, source: Any, strings: Any) -> Any:
    return _parser_class()(
        source,
        strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


@lru_cache
def _parser_class() -> Any:
    """openpyxl's reader of a sheet, which also keeps the places of formulas without the value they last had."""
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class SheetParser(WorkSheetParser):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            self.without_value: list[str] = []

        def parse_cell(self, element: Any) -> Any:
            cell = super().parse_cell(element)
            if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
                self.without_value.append(f"{column_letter(cell['column'] - 1)}{cell['row']}")
            return cell

    return SheetParser


def _row(cells: list[dict[str, Any]], exact: bool) -> list[str]:
    row: list[str] = []
    for cell in cells:
        value, column = cell["value"], cell["column"]
        text = _unescaped(value) if exact and isinstance(value, str) else as_text(value)
        if text:
            if column > MOST_COLUMNS:
                raise Refused(f"The workbook has more than {MOST_COLUMNS:,} columns. Is it another file?")
            row += repeat("", column - len(row))
            row[column - 1] = text
    return row


def _mark(attributes: Mapping[str, str], cells: list[dict[str, Any]], struck: frozenset[int]) -> str:
    if _is_set(attributes):
        return "hidden in the workbook"
    crossed_out = [cell["style_id"] in struck for cell in cells if cell["value"] is not None] if struck else []
    if not any(crossed_out):
        return ""
    return "struck through" if all(crossed_out) else "partly struck through"


def _is_set(attributes: Mapping[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true") or float(attributes.get("ht", 1)) == 0


def _notes(sheet: Any, parser: Any, rows: Rows, merged: list[str]) -> tuple[str, ...]:
    width = max(map(len, rows), default=0)
    hidden = [
        column_letter(place - 1)
        for columns in parser.column_dimensions.values()
        if _is_set(columns)
        for place in range(int(columns["min"]), min(int(columns["max"]), width) + 1)
    ]
    notes = []
    if sheet.sheet_state != "visible":
        notes.append(f"The sheet {sheet.title} is hidden in the workbook.")
    if hidden:
        notes.append(f"Hidden in the workbook, and read like the others: column {', '.join(hidden)}.")
    if parser.without_value:
        places = ", ".join(parser.without_value[:10])
        notes.append(f"Formulas that were never worked out, and read as empty: {places}. Save the workbook in Excel.")
    if merged:
        notes.append(f"Merged in the workbook, and read as if each row said it: {', '.join(merged)}.")
    return tuple(notes)


def _fill_merged(merged: Any, rows: Rows) -> list[str]:
    """A cell merged over several rows, such as a bay over its beds, is said in each that is filled like the first."""
    filled = []
    for area in merged.mergeCell if merged else ():
        first, last, place = area.min_row, min(area.max_row, len(rows)), area.min_col - 1
        below = rows[first:last]
        if not below or area.min_col != area.max_col or place >= len(rows[first - 1]):
            continue
        cells = sum(map(bool, rows[first - 1])) - 1
        if all(sum(map(bool, row)) * 2 > cells > 1 for row in below):
            for row in below:
                row += repeat("", place + 1 - len(row))
                row[place] = rows[first - 1][place]
            filled.append(area.coord)
    return filled


def _unescaped(cell: str) -> str:
    """Workbooks write characters that XML cannot hold as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)


def as_text(value: Any) -> str:
    """A cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
