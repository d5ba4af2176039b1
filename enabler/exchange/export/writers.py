"""How sheets become files: CSV in a folder or a zip, SQLite, Excel, JSON. Each writes row by row and keeps none."""

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from enabler.exchange.cells import FORMULA_SIGNS, guarded
from enabler.exchange.export.sheets_out import Cell, Sheet
from enabler.exchange.fields import Sort
from enabler.rules.refusal import Refused

LONGEST_IN_EXCEL = 32_767
MOST_ROWS_IN_EXCEL = 1_048_575
FIRST_OF_FORMULAS = frozenset(f"{FORMULA_SIGNS}'")
ENCODING = "utf-8-sig"  # with the mark by which Excel knows UTF-8


def write_folder(sheets: Sequence[Sheet], to: Path) -> None:
    to.mkdir(mode=0o700)
    for sheet in sheets:
        with (to / f"{sheet.name}.csv").open("w", encoding=ENCODING, newline="") as file:
            _write_csv(sheet, file)


def write_zip(sheets: Sequence[Sheet], to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for sheet in sheets:
            one = zipfile.ZipInfo(f"{sheet.name}.csv", date_time=(1980, 1, 1, 0, 0, 0))
            one.compress_type = zipfile.ZIP_DEFLATED
            with (
                packed.open(one, "w", force_zip64=True) as raw,
                io.TextIOWrapper(raw, encoding=ENCODING, newline="") as file,
            ):
                _write_csv(sheet, file)


def _write_csv(sheet: Sheet, file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(sheet.names)
    writer.writerows(_guarded_rows(sheet))


def _guarded_rows(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    places = [place for place, column in enumerate(sheet.columns) if column.guard]
    for row in sheet.rows():
        risky = [place for place in places if (cell := row[place]) and cell[0] in FIRST_OF_FORMULAS]
        if risky:
            made = list(row)
            for place in risky:
                made[place] = guarded(made[place] or "")
            yield made
        else:
            yield row


def write_sqlite(sheets: Sequence[Sheet], to: Path) -> None:
    """Tables made by sqlite-utils; the rows go in by executemany, which takes a fifteenth of the time."""
    import sqlite_utils

    types = {Sort.NUMBER: float}
    with closing(sqlite3.connect(to)) as connection:
        database = sqlite_utils.Database(connection)
        for sheet in sheets:
            columns = {column.name: types.get(column.sort, str) for column in sheet.columns}
            database.create_table(sheet.name, columns, pk=sheet.key)
            marks = ", ".join("?" for _ in sheet.columns)
            rows = sheet.rows()
            while chunk := list(islice(rows, 5000)):
                connection.executemany(f'INSERT INTO "{sheet.name}" VALUES ({marks})', chunk)  # noqa: S608
                connection.commit()
        _index(database, sheets)
        connection.commit()


def _index(database: Any, sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        for column in sheet.columns:
            if column.sort is Sort.REFERENCE and column.name != sheet.key:
                database.table(sheet.name).create_index([column.name])


def write_excel(sheets: Sequence[Sheet], to: Path) -> None:
    """Every cell is a text, so that nothing is taken for a formula, a date or a number."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(to, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, 18)
            for place, name in enumerate(sheet.names):
                page.write_string(0, place, name, head)
            for number, row in enumerate(_guarded_rows(sheet), 1):
                _write_row(page, sheet, number, row)


def _write_row(page: Any, sheet: Sheet, number: int, row: Sequence[Cell]) -> None:
    if number > MOST_ROWS_IN_EXCEL:
        raise Refused(f"{sheet.name} has more rows than Excel takes. Choose CSV or SQLite.")
    for place, cell in enumerate(row):
        if cell:
            if len(cell) > LONGEST_IN_EXCEL:
                raise Refused(f"A text in {sheet.name} is longer than a cell of Excel takes. Choose CSV or SQLite.")
            page.write_string(number, place, cell)


def write_json(sheets: Sequence[Sheet], to: Path) -> None:
    """One object: table to a list of rows, each an object by column."""
    with to.open("w", encoding="utf-8", newline="\n") as file:
        file.write("{")
        for place, sheet in enumerate(sheets):
            file.write(f"{',' if place else ''}\n{json.dumps(sheet.name)}: [")
            for number, row in enumerate(sheet.rows()):
                file.write(",\n" if number else "\n")
                json.dump(
                    dict(zip(sheet.names, map(_plain, row, sheet.columns), strict=True)), file, ensure_ascii=False
                )
            file.write("\n]")
        file.write("\n}\n")


def _plain(cell: Cell, column: Any) -> object:
    return float(cell) if cell is not None and column.sort is Sort.NUMBER else cell


FORMATS = {"csv": write_folder, "zip": write_zip, "sqlite": write_sqlite, "xlsx": write_excel, "json": write_json}


@contextmanager
def whole_or_nothing(to: Path) -> Iterator[Path]:
    """A place beside the final one; the result is moved there when it is whole, and gone when it is not."""
    part = to.with_name(f".{to.name}.unfinished")
    _remove(part)
    try:
        yield part
        if part.is_file():
            part.chmod(0o600)
        if to.is_dir():
            to.rmdir()  # an empty folder, checked before
        part.rename(to)
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)
