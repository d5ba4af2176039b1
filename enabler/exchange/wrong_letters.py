"""Cells whose letters seem to be decoded wrongly: asked about, and repaired only when somebody says so."""

from collections.abc import Sequence
from enum import StrEnum

from enabler.exchange.grids import Rows
from enabler.rules.writing.letters import with_letters_repaired

LOST = "\ufffd"


class Letters(StrEnum):
    """What somebody says of letters that seem to be decoded wrongly."""

    REPAIRED = "repaired"
    AS_WRITTEN = "as-written"


def wrong_letters(cells: Sequence[str]) -> list[tuple[int, str]]:
    """The places of the cells that seem to be decoded wrongly, with what they seem to say."""
    return [
        (place, repaired)
        for place, cell in enumerate(cells)
        if not cell.isascii() and (repaired := with_letters_repaired(cell)) != cell
    ]


def repaired_row(cells: list[str]) -> list[str]:
    return cells if all(map(str.isascii, cells)) else list(map(with_letters_repaired, cells))


def letters_in_doubt(rows: Rows) -> dict[int, tuple[str, str]]:
    """By a row's number, the first cell of it that seems to be decoded wrongly and what it seems to say."""
    doubts = {}
    for number, cells in enumerate(rows, 1):
        for place, repaired in wrong_letters(cells)[:1]:
            doubts[number] = (cells[place], repaired)
    return doubts


def lost_letters(cells: Sequence[str]) -> str | None:
    """The first cell in which a letter was lost on its way here."""
    return next((cell for cell in cells if LOST in cell), None)
