"""What every writer is handed: sheets with described columns, whose rows are made as they are written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from enabler.exchange.fields import Field, Sort, Table

Cell = str | None
Rows = Callable[[], Iterator[Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`guard`: it holds what people typed, which a spreadsheet must not take for a formula."""

    name: str
    sort: Sort
    says: str
    codes: Mapping[str, str] | None = None
    guard: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    says: str
    columns: tuple[SheetColumn, ...]
    rows: Rows
    key: str | None = None

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def columns_of(fields: Sequence[Field]) -> tuple[SheetColumn, ...]:
    """The columns of some fields; each coded one with its twin of labels."""
    found: list[SheetColumn] = []
    for field in fields:
        codes = dict(field.labels()) if field.labels else None
        found.append(SheetColumn(field.name, field.sort, field.says, codes, field.sort in (Sort.TEXT, Sort.REFERENCE)))
        if field.label_name:
            found.append(SheetColumn(field.label_name, Sort.TEXT, f"What {field.name} means; ignored on import"))
    return tuple(found)


def with_labels(table_name: str, fields: Sequence[Field], rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Rows with the label beside each code."""
    coded = [(place, dict(one.labels())) for place, one in enumerate(fields) if one.labels]
    if not coded:
        yield from rows
        return
    names = [field.name for field in fields]
    lists = names.index("list") if table_name == "delay_reasons" else None
    for row in rows:
        made = list(row)
        for place, labels in reversed(coded):
            value = row[place]
            known = f"{row[lists]} {value}" if lists is not None and place == lists + 1 else value
            made.insert(place + 1, labels.get(known) if value is not None and known is not None else None)
        yield made


def dictionary_of(sheets: Sequence[Sheet]) -> Sheet:
    """The data dictionary: every column of these sheets, described."""
    columns = (
        SheetColumn("table", Sort.TEXT, "Which table"),
        SheetColumn("column", Sort.TEXT, "Which column"),
        SheetColumn("type", Sort.TEXT, "What a cell holds"),
        SheetColumn("description", Sort.TEXT, "What it means"),
        SheetColumn("codes", Sort.TEXT, "Each code with its label"),
    )
    described: list[tuple[Cell, ...]] = []
    for sheet in sheets:
        described.append((sheet.name, None, "table", sheet.says, None))
        described += [
            (sheet.name, column.name, column.sort.value, column.says, _codes(column)) for column in sheet.columns
        ]
    return Sheet("data_dictionary", "Every table and column of this export.", columns, lambda: iter(described))


def _codes(column: SheetColumn) -> Cell:
    if column.codes is None:
        return None
    return "; ".join(f"{code} = {label}" for code, label in column.codes.items())


def sheet_of(table: Table, labelled: Rows) -> Sheet:
    """A table of the caseload as it stands, its rows with labels."""
    key = table.key if table.name != "barriers" else None
    return Sheet(table.name, table.says, columns_of(table.fields), labelled, key)
