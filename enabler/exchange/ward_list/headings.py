"""The row of headings, and which cell of a row stands under which of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from enabler.exchange.grids import Rows
from enabler.exchange.ward_list.columns import IDENTIFYING, ListColumn, column_named, heading_key
from enabler.rules.refusal import Refused

HEADINGS_WITHIN = 40
NO_HEADINGS = (
    "No row with the names of the columns was found. Take the heading row along, with names such as "
    "Bed, Hosp No, NHS No, Patient, DOB, Admitted."
)
NO_IDENTIFYING = "Say which column has the names, or a number: without one nobody can tell who is on the list."
SPACES = (
    "The columns are set apart by spaces alone, so nobody can tell which cell is empty. "
    "Save the list as CSV or .xlsx, or copy it from a table."
)
ALL_SAY_SOMETHING = (ListColumn.STATUS,)


@dataclass(frozen=True, slots=True)
class Headings:
    """A row of headings; a column that stands twice has all its places, the first first."""

    cells: tuple[str, ...]
    places: Mapping[ListColumn, tuple[int, ...]]

    def typed(self, cells: Sequence[str]) -> dict[ListColumn, str]:
        """What a row says by column: of a column that stands twice, the first cell that is filled."""
        typed = {}
        for column in self.places:
            said = self._said(column, cells)
            typed[column] = "\n".join(said) if column in ALL_SAY_SOMETHING else next(iter(said), "")
        if ListColumn.BAY in typed:
            typed[ListColumn.BED] = _bed(typed.pop(ListColumn.BAY), typed.get(ListColumn.BED, ""))
        return typed

    def said_twice(self, cells: Sequence[str]) -> dict[ListColumn, list[str]]:
        """Of columns of one person that stand twice, what a row says in each."""
        said = {column: self._said(column, cells) for column in (ListColumn.BORN_ON, ListColumn.NHS_NUMBER)}
        return {column: texts for column, texts in said.items() if len(texts) > 1}

    def column_at(self, place: int) -> ListColumn | None:
        return next((column for column, places in self.places.items() if place in places), None)

    def _said(self, column: ListColumn, cells: Sequence[str]) -> list[str]:
        return [cells[place] for place in self.places.get(column, ()) if place < len(cells) and cells[place]]


@dataclass(frozen=True, slots=True)
class ColumnsSaid:
    """What somebody said of columns: by folded heading, for every list; by place, and which line has the headings,
    for this one."""

    by_heading: Mapping[str, str | None] = field(default_factory=dict)  # None: no column of ours
    by_place: Mapping[int, str] = field(default_factory=dict)
    line: int | None = None  # counted from 1; 0: the list has no headings

    def column(self, place: int, heading: str) -> ListColumn | None:
        said = self.by_place.get(place)
        if said is None:
            key = heading_key(heading)
            if key not in self.by_heading:
                return column_named(heading)
            said = self.by_heading[key]
        return ListColumn(said) if said in set(ListColumn) else None


NOTHING_SAID = ColumnsSaid()


class NoHeadings(Refused):
    """No line names the columns, as far as anybody has said."""


def headings_in(grid: Rows, said: ColumnsSaid = NOTHING_SAID) -> tuple[int, Headings]:
    """The number of the line of headings, and the headings; refused without any. Line 0: every line is below them."""
    if said.line is not None:
        width = max(map(len, grid), default=0)
        cells = grid[said.line - 1] if 1 <= said.line <= len(grid) else [""] * width
        headings = _named(cells, said)
        if not headings.places.keys() & IDENTIFYING:
            raise NoHeadings(NO_IDENTIFYING)
        return said.line, headings
    if (found := find_headings(grid, said) or _of_names_alone(grid, said)) is None:
        raise Refused(SPACES) if _is_set_apart_by_spaces(grid) else NoHeadings(NO_HEADINGS)
    return found


def _of_names_alone(grid: Rows, said: ColumnsSaid) -> tuple[int, Headings] | None:
    """Name and nothing else above a column of names; a comma in them has parted surname and given names."""
    filled = ((line, row) for line, row in enumerate(grid, 1) if any(row))
    line, row = next(filled, (0, [""]))
    if [said.column(0, row[0])] != [ListColumn.NAME] or any(row[1:]):
        return None
    most = max((sum(map(bool, below)) for _, below in filled), default=0)
    if most == 1:
        return line, Headings((row[0],), {ListColumn.NAME: (0,)})
    parted = {ListColumn.SURNAME: (0,), ListColumn.GIVEN_NAMES: (1,)}
    return (line, Headings((row[0], ""), parted)) if most == len(parted) else None


def _is_set_apart_by_spaces(grid: Rows) -> bool:
    return any(headings_of(re.split(r" {2,}|\t", " ".join(row))) for row in grid[:HEADINGS_WITHIN])


def find_headings(grid: Rows, said: ColumnsSaid = NOTHING_SAID) -> tuple[int, Headings] | None:
    """The first row that is one of headings, counted from 1; of two in a row the one that names more columns."""
    rows = enumerate(grid[:HEADINGS_WITHIN], 1)
    found = next(((line, headings) for line, row in rows if (headings := headings_of(row, said))), None)
    if found is not None and found[0] < len(grid):
        below = headings_of(grid[found[0]], said)
        if below is not None and len(below.places) > len(found[1].places):
            return found[0] + 1, below
    return found


def headings_of(row: Sequence[str], said: ColumnsSaid = NOTHING_SAID) -> Headings | None:
    """A row is one of headings when two cells or more name columns, one of them of a name or a number."""
    by_words = replace(said, by_place={})
    if not _is_row_of_headings(_named(row, by_words)):
        return None
    return _named(row, said)


def _is_row_of_headings(headings: Headings) -> bool:
    return len(headings.places) >= 2 and bool(headings.places.keys() & IDENTIFYING)


def _named(row: Sequence[str], said: ColumnsSaid) -> Headings:
    places: dict[ListColumn, tuple[int, ...]] = {}
    for place, cell in enumerate(row):
        if column := said.column(place, cell):
            places[column] = (*places.get(column, ()), place)
    return Headings(tuple(row), places)


def _bed(bay: str, bed: str) -> str:
    """Bay B, bed 3 is B 3; a bed that has its bay before it stays as it is."""
    if bay.isalpha() and bed.casefold().startswith(bay.casefold()) and bed != bay:
        return bed
    return " ".join(filter(None, (bay, bed)))
