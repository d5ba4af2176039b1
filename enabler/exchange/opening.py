"""A file or a pasted block opened as a grid: a text, or the sheet of a workbook that holds the list."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from enabler.exchange.apart import read_workbook_apart
from enabler.exchange.grids import MOST_ROWS, Grid, Rows, grid_of
from enabler.exchange.kinds import check_kind
from enabler.exchange.sheets import is_workbook
from enabler.exchange.texts import read_text_grid
from enabler.rules.refusal import Refused

LARGEST = 20 * 1024 * 1024
MOST_FILLED = 5_000  # a ward list has at most 1,000 rows; some lines may be headings of printed pages
TOO_MANY_LINES = f"This has more than {MOST_FILLED:,} lines; a ward list has at most 1,000 rows. Is it another file?"


def is_filled(rows: Rows) -> bool:
    return any(any(row) for row in rows)


def read_grid(
    content: bytes,
    *,
    has_list: Callable[[Rows], bool] = is_filled,
    is_wanted: Callable[[str], bool] | None = None,
    most_filled: int = MOST_FILLED,
    too_many: str = TOO_MANY_LINES,
) -> Grid:
    """The rows of a CSV, tab-separated or pasted block, or of the workbook's sheet that `has_list`.

    Of several such sheets it is the one whose name `is_wanted`, else the first.

    A file with more than `most_filled` rows that hold anything is not read to its end.
    """
    check_size(content)
    if is_workbook(content):
        grid = sheet_with_list(read_workbook_apart(content, most_filled=most_filled), has_list, is_wanted)
    else:
        grid = read_text_grid(content, most_filled=most_filled)
    if not is_filled(grid.rows):
        raise Refused("The file is empty.")
    if len(grid.rows) > MOST_ROWS or sum(map(any, grid.rows)) > most_filled:
        raise Refused(too_many)
    return grid


def kept_grid(content: bytes) -> Grid:
    """The grid that `as_bytes` made this of; what was kept before an update is the text that was brought in."""
    return grid_of(json.loads(content)) if content.startswith(b'{"rows":') else read_grid(content)


def sheet_with_list(
    sheets: Mapping[str, Grid], has_list: Callable[[Rows], bool], is_wanted: Callable[[str], bool] | None
) -> Grid:
    """The sheet that has a list, else the first that holds anything; what else looks like a list is named."""
    filled = [grid for grid in sheets.values() if is_filled(grid.rows)]
    lists = [grid for grid in filled if has_list(grid.rows)]
    shown = [grid for grid in lists if not grid.hidden] or lists
    if len(shown) > 1 and is_wanted:
        shown = _the_wanted(shown, is_wanted)
    chosen = next(iter(shown or filled), Grid([]))
    others = [grid.sheet for grid in lists if grid is not chosen]
    notes = [f"The sheet {chosen.sheet} was read."] if len(filled) > 1 else []
    if others:
        notes.append(f"Not read, though it looks like a list too: {', '.join(others)}.")
    return replace(chosen, notes=(*notes, *chosen.notes))


def _the_wanted(lists: list[Grid], is_wanted: Callable[[str], bool]) -> list[Grid]:
    wanted = [grid for grid in lists if is_wanted(grid.sheet)]
    if len(wanted) != 1:
        names = ", ".join(grid.sheet for grid in lists)
        raise Refused(f"The workbook has several lists, on the sheets {names}. Copy the one you mean and paste it.")
    return wanted


def check_size(content: bytes) -> None:
    if not content.strip():
        raise Refused("The file is empty.")
    check_file_size(len(content))
    check_kind(content)


def check_file_size(size: int) -> None:
    """Refuse a file by its size, before it is read."""
    if size > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 2**20} MB.")
