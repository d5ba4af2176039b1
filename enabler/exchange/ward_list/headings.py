"""The row of headings, and which cell of a row stands under which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enabler.exchange.grids import Rows
from enabler.exchange.ward_list.columns import IDENTIFYING, ListColumn, column_named
from enabler.rules.refusal import Refused

HEADINGS_WITHIN = 40
NO_HEADINGS = (
    "No row with the names of the columns was found. Take the heading row along, with names such as "
    "Bed, Hosp No, NHS No, Patient, DOB, Admitted."
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

    def contradictions(self, cells: Sequence[str]) -> dict[ListColumn, str]:
        """Columns of one person that stand twice and say two things in this row."""
        said = {
            column: dict.fromkeys(self._said(column, cells)) for column in (ListColumn.BORN_ON, ListColumn.NHS_NUMBER)
        }
        return {column: " and ".join(texts) for column, texts in said.items() if len(texts) > 1}

    def _said(self, column: ListColumn, cells: Sequence[str]) -> list[str]:
        return [cells[place] for place in self.places.get(column, ()) if place < len(cells) and cells[place]]


def headings_in(grid: Rows) -> tuple[int, Headings]:
    """The first row that is one of headings, with its place; refused without any."""
    if (found := find_headings(grid)) is None:
        raise Refused(NO_HEADINGS)
    return found


def find_headings(grid: Rows) -> tuple[int, Headings] | None:
    rows = ((at, headings_of(row)) for at, row in enumerate(grid[:HEADINGS_WITHIN]))
    return next(((at, headings) for at, headings in rows if headings), None)


def headings_of(row: Sequence[str]) -> Headings | None:
    """A row is one of headings when two cells or more name columns, one of them of a name or a number."""
    places: dict[ListColumn, tuple[int, ...]] = {}
    for place, cell in enumerate(row):
        if column := column_named(cell):
            places[column] = (*places.get(column, ()), place)
    return Headings(tuple(row), places) if len(places) >= 2 and places.keys() & IDENTIFYING else None


def _bed(bay: str, bed: str) -> str:
    """Bay B, bed 3 is B 3; a bed that has its bay before it stays as it is."""
    if bay.isalpha() and bed.casefold().startswith(bay.casefold()) and bed != bay:
        return bed
    return " ".join(filter(None, (bay, bed)))
