"""From cells as written to rows of kept texts, with every bad cell named."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from enabler import codes
from enabler.exchange.caseload.files import BadCell, RawTable, Source
from enabler.exchange.caseload.table_dates import TableDates, bad_columns, notes, table_dates, undecided
from enabler.exchange.cells import is_iso_day, read_cell
from enabler.exchange.fields import Field, Sort, Table
from enabler.exchange.grids import lines_in_words
from enabler.exchange.tables import BARRIERS, TABLES
from enabler.rules.refusal import Refused
from enabler.rules.writing.births import read_birth
from enabler.rules.writing.births_not_known import is_no_birth
from enabler.rules.writing.date_columns import DateOrder
from enabler.rules.writing.nhs_number import check_nhs_number
from enabler.rules.writing.phone import phone_doubt, tidy_phone


@dataclass(slots=True)
class ReadRow:
    """A row with its place in the file. `cells` holds only the columns the file has; None: not recorded."""

    number: int
    cells: dict[str, str | None]

    def on(self, name: str) -> date | None:
        said = self.cells.get(name)
        return date.fromisoformat(said) if said else None


@dataclass
class ReadTable:
    table: Table
    file: str
    present: frozenset[str]
    rows: list[ReadRow] = field(default_factory=list)


@dataclass
class ReadCaseload:
    """All tables as read. With anything in `bad` nothing of it is taken in."""

    tables: dict[str, ReadTable]
    bad: list[BadCell]
    notes: list[str]
    lines: list[str]  # how many each file has, in words
    undecided: tuple[str, ...]  # columns that are read day first though nothing tells
    today: date

    def of(self, name: str) -> ReadTable:
        return self.tables[name]

    def refuse(self, table: str, row: ReadRow, column: str, why: str) -> None:
        typed = row.cells.get(column) or ""
        self.bad.append(BadCell(self.tables[table].file, row.number, column, typed, why))


def read_caseload(source: Source, today: date, order: DateOrder | None = None) -> ReadCaseload:
    """`order`: how dates are written where the values of their columns do not tell."""
    dates = table_dates(source, order, today)
    lines = [f"{raw.file}: {lines_in_words(raw.lines, len(raw.rows))}" for raw in source.tables.values()]
    bad = [*source.bad, *bad_columns(source, dates)]
    said = [*source.notes, *notes(source, dates), *dates.numbers]
    found = ReadCaseload({}, bad, said, lines, undecided(dates), today)
    for table in TABLES:
        raw = source.tables.get(table.name)
        found.tables[table.name] = ReadTable(
            table, raw.file if raw else table.file, raw.present if raw else frozenset()
        )
        if raw is not None:
            _read_rows(found, raw, dates)
            _check_repeats(found, table)
    return found


def _read_rows(caseload: ReadCaseload, raw: RawTable, dates: TableDates) -> None:
    fields = [(place, raw.table.field(name)) for place, name in enumerate(raw.columns) if name is not None]
    fields.sort(key=lambda placed: placed[1].name == "born_on")  # last: it may say how it is known
    rows = caseload.of(raw.table.name).rows
    for number, cells in raw.rows:
        row = ReadRow(number, {})
        for place, one in fields:
            raw_cell = cells[place] if place < len(cells) else ""
            row.cells[one.name] = _read(caseload, raw, row, one, raw_cell, dates)
        _check_row(caseload, raw.table, row)
        rows.append(row)


def _read(caseload: ReadCaseload, raw: RawTable, row: ReadRow, one: Field, cell: str, dates: TableDates) -> str | None:
    key = (raw.table.name, one.name)
    if dates.waits(key):
        return None
    turned = cell
    try:
        turned = dates.as_day_first(key, cell) if key in dates.columns else cell
        said = _birth(caseload, raw, row, turned) if one.name == "born_on" else read_cell(one, turned, caseload.today)
        if said is not None and one.name == "nhs_number":
            said = check_nhs_number(said)
        if one.name == "phone":
            said = _phone(caseload, raw, row, said)
    except Refused as refused:
        caseload.bad.append(BadCell(raw.file, row.number, one.name, cell, refused.sentence.replace(turned, cell)))
        return None
    if said is None and one.needed and not cell.strip():
        caseload.bad.append(BadCell(raw.file, row.number, one.name, cell, "This cell must not be empty."))
    return said


def _phone(caseload: ReadCaseload, raw: RawTable, row: ReadRow, said: str | None) -> str | None:
    if doubt := phone_doubt(said):
        caseload.notes.append(f"{raw.file}, row {row.number}: phone {said}: {doubt}.")
    return tidy_phone(said)


def _birth(caseload: ReadCaseload, raw: RawTable, row: ReadRow, cell: str) -> str | None:
    """The day of birth; a year or an age is marked as no more than that, and what stands for nothing is left out."""
    said, where = cell.strip(), f"{raw.file}, row {row.number}"
    if is_no_birth(said):
        caseload.notes.append(f"{where}: the date of birth {said} is taken as not known.")
        return None
    if not said or is_iso_day(said):
        return said or None
    birth = read_birth(said, caseload.today)
    if not birth.is_exact:
        row.cells["birth_is"] = row.cells.get("birth_is") or (birth.how.value if birth.how else None)
        caseload.notes.append(f"{where}: no day of birth; born {birth.year}, and marked as no more than that.")
    return birth.on.isoformat()


def _check_row(caseload: ReadCaseload, table: Table, row: ReadRow) -> None:
    if table.name == "delay_reasons":
        _check_reason(caseload, row)


def _check_reason(caseload: ReadCaseload, row: ReadRow) -> None:
    which, code = row.cells.get("list"), row.cells.get("code")
    if not which or not code:
        return
    known = codes.delay_reasons()
    if (which, code) not in known and (which, code.zfill(2)) in known:
        row.cells["code"] = code.zfill(2)  # a spreadsheet took its leading zero away
    elif (which, code) not in known:
        caseload.refuse("delay_reasons", row, "code", f"“{code}” is not a delay reason of the list {which}.")


def _check_repeats(caseload: ReadCaseload, table: Table) -> None:
    """The same reference twice, or the same row twice where rows have no reference."""
    seen: dict[tuple[str | None, ...], int] = {}
    names = table.identity if table.key else tuple(one.name for one in table.fields)
    column = table.begins if table is BARRIERS and table.begins else table.key or names[0]
    for row in caseload.of(table.name).rows:
        identity = tuple(row.cells.get(name) for name in names)
        if None in identity and table.key:
            continue
        if identity in seen:
            caseload.refuse(table.name, row, column, f"The same is in row {seen[identity]} already.")
        seen.setdefault(identity, row.number)
    if table.name == "patients":
        _check_numbers_once(caseload)


def _check_numbers_once(caseload: ReadCaseload) -> None:
    rows = caseload.of("patients").rows
    often = Counter(row.cells.get("nhs_number") for row in rows)
    for row in rows:
        number = row.cells.get("nhs_number")
        if number and often[number] > 1:
            caseload.refuse("patients", row, "nhs_number", "Another row has this NHS number too.")


def value_of(one: Field, said: str | None) -> object:
    """A kept text as the database takes it."""
    from datetime import datetime

    if said is None:
        return None
    if one.sort is Sort.DATE:
        return date.fromisoformat(said)
    if one.sort is Sort.INSTANT:
        return datetime.fromisoformat(said)
    return float(said) if one.sort is Sort.NUMBER else said
