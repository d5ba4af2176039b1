"""Where the tables of a caseload come from: a folder, a zip or a workbook, with their columns and rows."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from enabler.exchange import sheets
from enabler.exchange.encodings import line_beyond_utf8, unicode_text
from enabler.exchange.fields import Table
from enabler.exchange.kinds import check_kind
from enabler.exchange.tables import BY_NAME, TABLES
from enabler.exchange.texts import TextRow, table_rows
from enabler.exchange.wrong_letters import Letters, repaired_row, wrong_letters
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
    lines: int

    @property
    def present(self) -> frozenset[str]:
        return frozenset(name for name in self.columns if name is not None)


@dataclass
class Source:
    tables: dict[str, RawTable] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    letters: str | None = None


def read_source(path: Path, letters: str | None = None) -> Source:
    """The tables in a folder of CSV files, a zip of them, a workbook with a sheet for each, or a single CSV file.

    `letters` says how letters are read that seem to be decoded wrongly; without it their cells are bad.
    """
    source = Source(letters=letters)
    for name, rows in _grids(path, source.notes):
        table = BY_NAME.get(name.rsplit(".", 1)[0].strip().casefold())
        if table is None:
            if name.rsplit(".", 1)[0] not in OURS_BESIDE:
                source.notes.append(f"{name} was not read: it is none of the caseload's tables.")
        elif table.name in source.tables:
            raise Refused(f"There are two tables named {table.name}.")
        else:
            _take(source, table, name, rows)
    if not source.tables and not source.bad:
        wanted = ", ".join(table.file for table in TABLES)
        raise Refused(f"{path.name} holds none of the caseload's tables: {wanted}.")
    return source


def _grids(path: Path, notes: list[str]) -> Iterator[tuple[str, Iterator[TextRow]]]:
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
            notes += (f"{title}: {note}" for note in grid.notes)
            yield title, (TextRow(row, grid.marks.get(number, "")) for number, row in enumerate(grid.rows, 1))
    elif path.suffix.lower() == ".csv":
        yield path.name, _csv(path.name, path.read_bytes())
    else:
        raise Refused(f"{path.name} is neither a folder of CSV files, nor a zip, nor an .xlsx workbook.")


def _zipped(path: Path) -> Iterator[tuple[str, Iterator[TextRow]]]:
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


def _csv(name: str, content: bytes) -> Iterator[TextRow]:
    try:
        check_kind(content)
        text = unicode_text(content)
    except Refused as refused:
        raise Refused(f"{name}: {refused.sentence}") from None
    if text is None:
        line = line_beyond_utf8(content)
        raise Refused(f"{name}, line {line}: this is not UTF-8. Save the file as “CSV UTF-8” and try again.")
    return table_rows(text)


def _take(source: Source, table: Table, name: str, rows: Iterator[TextRow]) -> None:
    numbered = enumerate(rows, 1)
    first, heading_row = next((one for one in numbered if _is_filled(one[1])), (1, TextRow([])))
    headings = [_heading(cell) for cell in heading_row.cells]
    known = {one.name for one in table.fields}
    columns = tuple(heading if heading in known else None for heading in headings)
    bad = [
        BadCell(name, first, one, one, "The column is there twice.")
        for one in {*columns}
        if one and columns.count(one) > 1
    ]
    bad += [BadCell(name, first, one, "", "This column is needed.") for one in _must_have(table) if one not in columns]
    labels = {one.label_name for one in table.fields}
    unknown = [heading for heading in headings if heading and heading not in known and heading not in labels]
    if unknown:
        source.notes.append(f"{name}: columns not used: {', '.join(unknown)}.")
    source.bad += bad
    if not bad:
        taken, lines = [], first
        for lines, row in numbered:
            number, cells = lines, row.cells
            if not _is_filled(row):
                continue
            if row.mark or len(cells) > len(headings):
                source.bad += _bad_row(name, number, row, len(headings))
            if source.letters != Letters.AS_WRITTEN and not all(map(str.isascii, cells)):
                cells = _lettered(source, name, number, cells, columns)
            taken.append((number, cells))
        source.tables[table.name] = RawTable(table, name, columns, taken, lines)


def _is_filled(row: TextRow) -> bool:
    return any(cell.strip() for cell in row.cells)


def _bad_row(name: str, number: int, row: TextRow, width: int) -> Iterator[BadCell]:
    if row.mark:
        yield BadCell(name, number, "", row.cells[0], f"The row is {row.mark}. Put it right, or take it out.")
    elif any(cell.strip() for cell in row.cells[width:]):
        yield BadCell(name, number, "", row.cells[width], "The row has more cells than there are headings.")


def _lettered(source: Source, name: str, number: int, cells: list[str], columns: Sequence[str | None]) -> list[str]:
    """The row repaired, or as it is with its cells named that seem to be decoded wrongly."""
    if source.letters == Letters.REPAIRED:
        return repaired_row(cells)
    for place, repaired in wrong_letters(cells):
        column = columns[place] if place < len(columns) else None
        if column:
            why = f"Wrongly decoded? “{repaired[:60]}”. Say --letters repaired, or --letters as-written if it is right."
            source.bad.append(BadCell(name, number, column, cells[place], why))
    return cells


def _heading(cell: str) -> str:
    return "_".join(cell.strip().casefold().replace("-", " ").split())


def _must_have(table: Table) -> list[str]:
    """References, and the date a row begins on; everything else may be missing."""
    references = [one.name for one in table.fields if one.needed and one.name.endswith("_ref")]
    begins = table.begins or ("admitted_on" if table.name == "stays" else None)
    return [*references, *([begins] if begins else [])]
