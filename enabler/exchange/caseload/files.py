"""Where the tables of a caseload come from: a folder, a zip or a workbook, with their columns and rows."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from enabler.exchange import sheets
from enabler.exchange.fields import Table
from enabler.exchange.tables import BY_NAME, TABLES
from enabler.exchange.texts import SEPARATORS
from enabler.rules.refusal import Refused

LARGEST_TABLE = 2 * 2**30
MOST_TIMES = 300
OURS_BESIDE = ("data_dictionary", "read_me", "comparison")


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be taken, or a heading (row 1) that is missing."""

    file: str
    row: int
    column: str
    typed: str
    why: str

    def __str__(self) -> str:
        said = f" “{self.typed[:80]}”" if self.typed else ""
        return f"{self.file}, row {self.row}, column {self.column}{said}: {self.why}"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was found. `columns` are the names of ours by place, None where a column is not ours."""

    table: Table
    file: str
    columns: tuple[str | None, ...]
    rows: list[tuple[int, list[str]]]

    @property
    def present(self) -> frozenset[str]:
        return frozenset(name for name in self.columns if name is not None)


@dataclass
class Source:
    tables: dict[str, RawTable] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_source(path: Path) -> Source:
    """The tables in a folder of CSV files, a zip of them, a workbook with a sheet for each, or a single CSV file."""
    source = Source()
    for name, grid in _grids(path):
        table = BY_NAME.get(name.rsplit(".", 1)[0].strip().casefold())
        if table is None:
            if name.rsplit(".", 1)[0] not in OURS_BESIDE:
                source.notes.append(f"{name} was not read: it is none of the caseload's tables.")
        elif table.name in source.tables:
            raise Refused(f"There are two tables named {table.name}.")
        else:
            _take(source, table, name, grid)
    if not source.tables and not source.bad:
        wanted = ", ".join(table.file for table in TABLES)
        raise Refused(f"{path.name} holds none of the caseload's tables: {wanted}.")
    return source


def _grids(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    if path.is_dir():
        for file in sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv"):
            yield file.name, _csv(file.name, file.read_bytes())
    elif path.suffix.lower() == ".zip":
        yield from _zipped(path)
    elif path.suffix.lower() == ".xlsx":
        content = path.read_bytes()
        if not sheets.is_workbook(content):
            raise Refused(sheets.BROKEN)
        for title, grid in sheets.read_workbook(content, exact=True).items():
            yield title, iter(grid.rows)
    elif path.suffix.lower() == ".csv":
        yield path.name, _csv(path.name, path.read_bytes())
    else:
        raise Refused(f"{path.name} is neither a folder of CSV files, nor a zip, nor an .xlsx workbook.")


def _zipped(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [one for one in packed.infolist() if one.filename.lower().endswith(".csv")]
            if any(part.file_size > max(2**20, MOST_TIMES * part.compress_size) for part in parts):
                raise Refused("The zip unpacks to far more than it should, so it was not opened.")
            if sum(part.file_size for part in parts) > LARGEST_TABLE:
                raise Refused("The zip is too large.")
            for one in sorted(parts, key=lambda part: part.filename):
                name = one.filename.rsplit("/", 1)[-1]
                yield name, _csv(name, packed.read(one))
    except zipfile.BadZipFile:
        raise Refused("The zip cannot be read: it is damaged.") from None


def _csv(name: str, content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Refused(f"{name}, line {line}: this is not UTF-8. Save the file as “CSV UTF-8” and try again.") from None
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    csv.field_size_limit(LARGEST_TABLE)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as fault:
        raise Refused(f"{name} cannot be read as a table: {fault}.") from None


def _take(source: Source, table: Table, name: str, grid: Iterator[list[str]]) -> None:
    headings = [_heading(cell) for cell in next(grid, [])]
    known = {one.name for one in table.fields}
    columns = tuple(heading if heading in known else None for heading in headings)
    bad = [
        BadCell(name, 1, one, one, "The column is there twice.") for one in {*columns} if one and columns.count(one) > 1
    ]
    bad += [BadCell(name, 1, one, "", "This column is needed.") for one in _must_have(table) if one not in columns]
    labels = {one.label_name for one in table.fields}
    unknown = [heading for heading in headings if heading and heading not in known and heading not in labels]
    if unknown:
        source.notes.append(f"{name}: columns not used: {', '.join(unknown)}.")
    source.bad += bad
    if not bad:
        rows = []
        for number, cells in enumerate(grid, 2):
            if any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(headings) :]):
                    source.bad.append(
                        BadCell(
                            name, number, "", cells[len(headings)], "The row has more cells than there are headings."
                        )
                    )
                rows.append((number, cells))
        source.tables[table.name] = RawTable(table, name, columns, rows)


def _heading(cell: str) -> str:
    return "_".join(cell.strip().casefold().replace("-", " ").split())


def _must_have(table: Table) -> list[str]:
    """References, and the date a row begins on; everything else may be missing."""
    references = [one.name for one in table.fields if one.needed and one.name.endswith("_ref")]
    begins = table.begins or ("admitted_on" if table.name == "stays" else None)
    return [*references, *([begins] if begins else [])]
