"""From rows of text to the rows of a ward list: headings, cells, and cells that cannot be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from enabler.exchange.grids import Grid, Rows, column_letter
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.cells import read_cells
from enabler.exchange.ward_list.columns import EMPTY_BED, FOOTER, IDENTIFYING, LABELS, ListColumn, column_named
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import read_date

HEADINGS_WITHIN = 40
MOST_ROWS = 1000
NO_HEADINGS = (
    "No row with the names of the columns was found. Take the heading row along, with names such as "
    "Bed, Hosp No, NHS No, Patient, DOB, Admitted."
)

_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[ \-][A-Za-z]{3,9}[ \-]\d{2,4}")

Corrections = Mapping[str, str]  # "row:column" to what was typed on the preview


@dataclass(frozen=True, slots=True)
class BadListCell:
    """A cell that cannot be taken as it is: where it stands, what it says, and what is wrong with it."""

    row: int
    column: ListColumn
    heading: str
    place: str  # the spreadsheet's column letter; empty where the list has no such column
    typed: str
    why: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One patient of the list; `number` is the row in the file, counted from 1."""

    number: int
    typed: Mapping[ListColumn, str]
    bed: str | None
    ward: str | None
    hospital_number: str | None
    nhs_number: str | None
    surname: str | None
    given_names: str | None
    born_on: date | None
    admitted_on: date | None
    expected_discharge_on: date | None
    hospital_says_fit_on: date | None
    says_fit: bool | None  # None: the list does not say
    says: tuple[str, ...] = ()  # how its name was read, where that is not plain
    mark: str = ""  # why somebody should look at it before it is taken, such as "hidden in the workbook"
    bad: tuple[BadListCell, ...] = ()

    @property
    def name(self) -> str:
        parts = ((self.surname or "").upper(), self.given_names or "")
        return ", ".join(part for part in parts if part) or "name not given"


@dataclass(frozen=True, slots=True)
class ReadWardList:
    """A list as it was read. `list_on` is the day its title names, else the day it was brought in."""

    titles: tuple[str, ...]
    list_on: date
    columns: Mapping[ListColumn, int]
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]
    empty_beds: int
    left_aside: tuple[tuple[int, str], ...]  # footers and the like, with their row
    notes: tuple[str, ...] = ()  # what is to be known of the file

    @property
    def not_used(self) -> list[str]:
        used = set(self.columns.values())
        return [heading for place, heading in enumerate(self.headings) if place not in used and heading]


@dataclass
class _Sorted:
    rows: list[ListRow] = field(default_factory=list)
    empty_beds: int = 0
    left_aside: list[tuple[int, str]] = field(default_factory=list)


def ward_list_grid(content: bytes) -> Grid:
    """A ward list's file or block, opened; of a workbook the sheet with the headings."""
    return read_grid(content, has_list=lambda rows: find_headings(rows) is not None)


def read_ward_list(opened: Grid, today: date, corrections: Corrections | None = None) -> ReadWardList:
    """The list in a grid; `corrections` replace cells. Refused when it has no headings or no patients."""
    grid = opened.rows
    at, columns = _headings(grid)
    titles = tuple(" · ".join(filter(None, row)) for row in grid[:at] if any(row))
    list_on = _list_date(titles, today)
    found = _Sorted()
    for number, cells in _body(grid, at):
        _sort(found, number, cells, columns, grid[at], list_on, today, corrections or {}, opened.marks.get(number, ""))
    if not found.rows and not found.empty_beds:
        raise Refused("The list has headings but no patients.")
    if len(found.rows) > MOST_ROWS:
        raise Refused(f"This has {len(found.rows):,} rows; a ward list has at most {MOST_ROWS:,}. Is it another file?")
    return ReadWardList(
        titles,
        list_on,
        columns,
        tuple(grid[at]),
        tuple(found.rows),
        found.empty_beds,
        tuple(found.left_aside),
        opened.notes,
    )


def _headings(grid: Rows) -> tuple[int, dict[ListColumn, int]]:
    found = find_headings(grid)
    if found is None:
        raise Refused(NO_HEADINGS)
    return found


def find_headings(grid: Rows) -> tuple[int, dict[ListColumn, int]] | None:
    """The place of the heading row, and the place of each column that it names."""
    for at, row in enumerate(grid[:HEADINGS_WITHIN]):
        columns: dict[ListColumn, int] = {}
        for place, cell in enumerate(row):
            column = column_named(cell)
            if column is not None:
                columns.setdefault(column, place)
        if len(columns) >= 2 and columns.keys() & IDENTIFYING:
            return at, columns
    return None


def _list_date(titles: tuple[str, ...], today: date) -> date:
    """The latest date in the title lines that is not in the future."""
    found = []
    for written in _DATE.findall(" ".join(titles)):
        try:
            found.append(read_date(written, today))
        except Refused:
            continue
    return max((on for on in found if on <= today), default=today)


def _body(grid: Rows, at: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(grid[at + 1 :], at + 2):
        if any(cells) and cells != grid[at]:  # headings come again on each printed page
            yield number, cells


def _sort(
    found: _Sorted,
    number: int,
    cells: list[str],
    columns: dict[ListColumn, int],
    headings: list[str],
    list_on: date,
    today: date,
    corrections: Corrections,
    mark: str,
) -> None:
    typed = {column: cells[place] if place < len(cells) else "" for column, place in columns.items()}
    names = [typed.get(column, "") for column in (ListColumn.NAME, ListColumn.SURNAME)]
    if any(EMPTY_BED.fullmatch(name) for name in names):
        found.empty_beds += 1
        return
    if not any(typed.get(column) for column in IDENTIFYING) or _is_footer(typed):
        found.left_aside.append((number, " ".join(filter(None, cells))))
        return
    typed |= {column: corrections[f"{number}:{column}"] for column in ListColumn if f"{number}:{column}" in corrections}
    values, why = read_cells(typed, list_on, today)
    bad = tuple(_bad(number, column, sentence, typed, columns, headings) for column, sentence in why.items())
    found.rows.append(ListRow(number=number, typed=typed, bad=bad, mark=mark, **values))


def _is_footer(typed: dict[ListColumn, str]) -> bool:
    """TOTAL DAYS under the names is no patient."""
    said = [text for column, text in typed.items() if text]
    return len(said) == 1 and FOOTER.fullmatch(said[0]) is not None


def _bad(
    number: int,
    column: ListColumn,
    why: str,
    typed: dict[ListColumn, str],
    columns: dict[ListColumn, int],
    headings: list[str],
) -> BadListCell:
    place = columns.get(column)
    heading = headings[place] if place is not None else LABELS[column]
    return BadListCell(
        number, column, heading, column_letter(place) if place is not None else "", typed.get(column, ""), why
    )
