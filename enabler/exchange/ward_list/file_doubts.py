"""What a file itself says against a row of a list: marks, letters, more cells than there are headings."""

import re
from collections.abc import Sequence

from enabler.exchange.grids import Grid, Rows, column_letter
from enabler.exchange.ward_list.columns import IDENTIFYING, ListColumn
from enabler.exchange.ward_list.headings import Headings
from enabler.exchange.wrong_letters import letters_in_doubt, lost_letters

WHO = (*IDENTIFYING, ListColumn.GIVEN_NAMES)

_FRACTION = re.compile(r"\d+\.\d+")
_NOT_WORKED_OUT = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|##+)", re.IGNORECASE)


class FileDoubts:
    """Sentences by row, below the `line` of headings; `notes` hold for the whole file."""

    def __init__(self, grid: Grid, headings: Headings, line: int, *, ask_letters: bool) -> None:
        below = [row for row in grid.rows[line:] if any(row)]
        self._marks, self._width = grid.marks, _width(grid, headings, below)
        self.wrong_letters = letters_in_doubt(grid.rows) if ask_letters else {}
        places = headings.places.get(ListColumn.HOSPITAL_NUMBER, ())
        self._numbers = [place for place in places if place in grid.numbers]
        self._who = [place for column in WHO for place in headings.places.get(column, ())]
        self.notes = (*_zeros_lost(headings, self._numbers), *_columns_without_heading(headings, below, self._width))

    def of(self, number: int, cells: Sequence[str]) -> tuple[str, ...]:
        """Why somebody should look at a row before it is taken."""
        doubts = []
        if number in self._marks:
            doubts.append(f"The row is {self._marks[number]}. Does it belong to the list?")
        if number in self.wrong_letters:
            written, repaired = self.wrong_letters[number]
            doubts.append(f"Wrongly decoded? {repaired}, where the list has {written}.")
        lost = lost_letters(cells)
        if lost:
            doubts.append(f"A letter was lost on the way here: {lost}. Save the list again as CSV UTF-8 or .xlsx.")
        beyond = " ".join(filter(None, cells[self._width :]))
        if beyond:
            doubts.append(f"The row has more cells than there are headings: “{beyond}”. Is a separator inside a cell?")
        doubts += (
            f"The workbook has {cells[place]} as a number with a fraction. Is it a hospital number?"
            for place in self._numbers
            if place < len(cells) and _FRACTION.fullmatch(cells[place])
        )
        doubts += (
            f"{cells[place]} is what a spreadsheet writes where it has nothing to show. Put the cell right there."
            for place in self._who
            if place < len(cells) and _NOT_WORKED_OUT.fullmatch(cells[place])
        )
        return tuple(doubts)


def _zeros_lost(headings: Headings, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        f"The workbook has numbers, not text, under {headings.cells[place]}: zeros in front may be lost."
        for place in numbers
    )


def _width(grid: Grid, headings: Headings, below: Rows) -> int:
    """How many cells a row may have. The headings of a text are as many as its columns; in a workbook people write
    beside them."""
    if not grid.sheet:
        return len(headings.cells)
    width = max((place for place, heading in enumerate(headings.cells, 1) if heading), default=len(headings.cells))
    often = sum(any(row[width:]) for row in below) * 2 > len(below)
    return max(map(len, below), default=0) if often else width


def _columns_without_heading(headings: Headings, below: Rows, width: int) -> tuple[str, ...]:
    used = {place for places in headings.places.values() for place in places}
    named = {place for place, heading in enumerate(headings.cells) if heading}
    without = [place for place in range(width) if place not in used | named]
    filled = [column_letter(place) for place in without if any(place < len(row) and row[place] for row in below)]
    return (f"Without a heading, so not used: column {', '.join(filled)}.",) if filled else ()
