"""Rows of text as a file or a sheet gives them, with what a person should know of the file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Rows = list[list[str]]
MOST_ROWS = 1_048_576  # as many as a workbook can have
EMPTY: list[str] = []


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows[n - 1]` is row n of the file, also where it is empty.

    `marks` say by a row's number why somebody should look at it before it is taken; `notes` hold for the whole file.
    """

    rows: Rows
    marks: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sheet: str = ""
    hidden: bool = False  # the sheet
    numbers: tuple[int, ...] = ()  # the columns of a workbook, counted from 0, in which cells are numbers and not text


def as_bytes(grid: Grid) -> bytes:
    """The grid as `kept_grid` opens it: a file is read once."""
    return json.dumps(asdict(grid)).encode()


def grid_of(kept: dict[str, Any]) -> Grid:
    """A grid from its JSON, where the numbers of rows are texts."""
    marks = {int(number): mark for number, mark in kept["marks"].items()}
    return Grid(**(kept | {"marks": marks, "notes": tuple(kept["notes"]), "numbers": tuple(kept["numbers"])}))


def lines_in_words(lines: int, rows: int, bad: int = 0) -> str:
    """12 lines read: 1 of headings, 10 rows, 1 empty. `rows` counts those too that have `bad` cells."""
    said = [f"{lines:,} lines read: 1 of headings", f"{rows:,} {'row' if rows == 1 else 'rows'}"]
    if bad:
        said.append(f"{bad:,} of them with cells that cannot be read")
    if lines - rows > 1:
        said.append(f"{lines - rows - 1:,} empty")
    return f"{', '.join(said)}."


def column_letter(place: int) -> str:
    """The spreadsheet's letter of a column counted from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
