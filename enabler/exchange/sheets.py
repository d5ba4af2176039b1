"""Excel workbooks as rows of text: looked at before they are unpacked, formulas as the values they last had."""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

from enabler.rules.refusal import Refused

LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 2000
MOST_TIMES = 300  # a real workbook packs to a tenth or so; a bomb to a thousandth
LONG_ENOUGH = 5 * 1024 * 1024
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1000
MOST_LETTERS = 400_000_000

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

BROKEN = "The workbook cannot be read: it is damaged or protected. Open it in Excel, save it again, or save it as CSV."


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_workbook(content: bytes, *, exact: bool = False, most_rows: int = MOST_ROWS) -> dict[str, list[list[str]]]:
    """Each sheet's rows by its name, as text; dates as YYYY-MM-DD. `exact` keeps the spaces around a text.

    What comes after the first row beyond `most_rows` of a sheet is not read.
    """
    _check_unpacked(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found = {str(sheet.title): _rows(sheet, exact, most_rows) for sheet in book.worksheets}
        book.close()
    except Refused:
        raise
    except Exception:  # openpyxl meets a damaged file with whatever happens to fail first
        raise Refused(BROKEN) from None
    return found


def _check_unpacked(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = set(packed.namelist())
            total = sum(part.file_size for part in parts)
            bombs = [part for part in parts if part.file_size > max(LONG_ENOUGH, MOST_TIMES * part.compress_size)]
            if len(parts) > MOST_PARTS or total > LARGEST_UNPACKED or bombs:
                raise Refused("The workbook unpacks to far more than it should, so it was not opened.")
            if "xl/workbook.xml" not in names:
                raise Refused("This is not an Excel workbook: send a CSV or text file, or an .xlsx workbook.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.open(part).read(2048):
                    raise Refused("The workbook holds instructions that no list needs, so it was not opened.")
    except zipfile.BadZipFile:
        raise Refused(BROKEN) from None


def _rows(sheet: Any, exact: bool, most_rows: int) -> list[list[str]]:
    sheet.reset_dimensions()  # what a workbook says of its own size may be a million rows of nothing
    found: list[list[str]] = []
    last = letters = 0
    for place, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if place > most_rows + 1:
            break
        row = [_unescaped(cell) if exact and isinstance(cell, str) else as_text(cell) for cell in cells[:MOST_COLUMNS]]
        letters += sum(map(len, row))
        if letters > MOST_LETTERS:
            raise Refused("The workbook holds far more text than a list does, so it was not read.")
        if any(row):
            last = place
        if place - last < 1000:  # beyond a thousand empty rows nobody wrote anything on purpose
            found.append(row)
    return found[:last]


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
