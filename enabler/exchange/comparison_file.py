"""A comparison cohort's file read cell by cell: CSV, a pasted block or an Excel workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from enabler import codes
from enabler.exchange.grids import Grid, Rows, lines_in_words
from enabler.exchange.opening import read_grid
from enabler.rules.evidence.comparison import MOST_NIGHTS, MOST_ROWS, CohortRow
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

COLUMNS = ("setting", "kind", "nights", "waiting")
WHOLE_ROW = "whole row"
MOST_SHOWN = 40
LONGEST_SHOWN = 60

YES_OR_NO = {"true": "yes", "false": "no"}  # as programs write them
_WHOLE = re.compile(r"(?<=\d)\.0+\Z")  # 5.0, as programs write a whole number in a column with gaps

TOO_MANY = (
    f"The file has more than {MOST_ROWS:,} rows. That many are enough for any comparison: "
    f"take a random sample of {MOST_ROWS:,}, and say so in the source."
)

Cells = tuple[str, ...]
Wrong = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BadComparisonCell:
    """Where and why; rows are numbered as the file's own, its headings included."""

    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.why}"


@dataclass(frozen=True, slots=True)
class ComparisonFile:
    """The good rows, every bad cell, the headings of columns that are not looked at, and notes on the file."""

    rows: tuple[CohortRow, ...]
    bad: tuple[BadComparisonCell, ...]
    not_used: tuple[str, ...]
    notes: tuple[str, ...]
    accounted: str  # how many lines there are, in words

    @property
    def shown(self) -> Sequence[BadComparisonCell]:
        return self.bad[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many bad cells there are besides the ones shown."""
        return max(0, len(self.bad) - MOST_SHOWN)


def comparison_grid(content: bytes) -> Grid:
    """A comparison's file or block, opened; of a workbook the sheet with the headings."""
    return read_grid(content, has_list=_has_headings, most_filled=MOST_ROWS + 1, too_many=TOO_MANY)


def read_comparison(grid: Grid) -> ComparisonFile:
    """Read the whole file; Refused where it is no such file at all, its bad cells listed otherwise."""
    numbered = [(number, row) for number, row in enumerate(grid.rows, 1) if any(row)]
    headings = tuple(" ".join(cell.casefold().split()) for cell in numbered[0][1])
    _check_headings(headings)
    if len(numbered) == 1:
        raise Refused("The file has headings but no rows.")
    places = tuple(headings.index(column) for column in COLUMNS)
    known: dict[Cells, CohortRow | Wrong] = {}
    rows: list[CohortRow] = []
    bad: list[BadComparisonCell] = []
    for number, row in numbered[1:]:
        found = _read(row, headings, places, known) if number not in grid.marks else _marked(grid.marks[number])
        if isinstance(found, CohortRow):
            rows.append(found)
        else:
            bad += (BadComparisonCell(number, column, why) for column, why in found)
    accounted = lines_in_words(len(grid.rows), len(numbered) - 1, len({cell.row for cell in bad}))
    return ComparisonFile(tuple(rows), tuple(bad), _not_used(numbered[0][1], places), grid.notes, accounted)


def _has_headings(rows: Rows) -> bool:
    first: list[str] = next(filter(any, rows), [])
    return {*COLUMNS} <= {" ".join(cell.casefold().split()) for cell in first}


def _check_headings(headings: Cells) -> None:
    needed = "The first row needs the headings setting, kind, nights and waiting."
    missing = [column for column in COLUMNS if column not in headings]
    if missing:
        raise Refused(f"The file lacks {_columns(missing)}. {needed}")
    doubled = [column for column in COLUMNS if headings.count(column) > 1]
    if doubled:
        raise Refused(f"The file has {_columns(doubled)} more than once, and nobody can say which one counts.")


def _columns(names: Sequence[str]) -> str:
    return f"the column{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _not_used(headings: Sequence[str], places: Sequence[int]) -> Cells:
    return tuple(heading for place, heading in enumerate(headings) if heading and place not in places)


def _read(
    row: Sequence[str], headings: Cells, places: Sequence[int], known: dict[Cells, CohortRow | Wrong]
) -> CohortRow | Wrong:
    """One row, or what is wrong with it; rows that are alike are looked at once."""
    if any(row[len(headings) :]):
        return ((WHOLE_ROW, f"{len(row)} cells under {len(headings)} headings: is there a separator inside a number?"),)
    cells = tuple(" ".join(row[place].casefold().split()) if place < len(row) else "" for place in places)
    found = known.get(cells)
    if found is None:
        plain = (*cells[:2], _WHOLE.sub("", cells[2]), YES_OR_NO.get(cells[3], cells[3]))
        found = known[cells] = tuple(_wrong(plain)) or _row(*plain)
    return found


def _marked(mark: str) -> Wrong:
    return ((WHOLE_ROW, f"{mark}; take this row out, or make it like the others"),)


def _row(setting: str, kind: str, nights: str, waiting: str) -> CohortRow:
    return CohortRow(Setting(setting), kind or None, int(nights), waiting == "yes")


def _wrong(cells: Cells) -> Iterator[tuple[str, str]]:
    if cells == COLUMNS:
        yield WHOLE_ROW, "the headings once more; take this row out"
        return
    setting, kind, nights, waiting = cells
    settings = {one.value: one.value for one in Setting}
    if setting not in settings:
        yield "setting", _unknown(setting, "is not one of " + ", ".join(Setting), settings)
    if kind and kind not in codes.barrier_kinds():
        labels = {one.label.casefold(): key for key, one in codes.barrier_kinds().items()}
        keys = {key.replace("_", " "): key for key in labels.values()}
        yield "kind", _unknown(kind, "is not a kind of barrier", labels | keys)
    why = _why_not_nights(nights)
    if why:
        yield "nights", why
    if waiting not in ("yes", "no", ""):
        yield "waiting", f"{_quoted(waiting)} is neither yes nor no"


def _why_not_nights(typed: str) -> str | None:
    if not typed:
        return f"empty; write a whole number from 0 to {MOST_NIGHTS}, 0 for a patient with no delay"
    if typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_NIGHTS)) and int(typed) <= MOST_NIGHTS:
        return None
    why = f"{_quoted(typed)} is not a whole number of nights from 0 to {MOST_NIGHTS}"
    if re.fullmatch(r"[0-9]+[.,][0-9]+", typed):
        why += "; a night is counted or it is not, so write it without a fraction"
    return why


def _unknown(typed: str, why: str, known: Mapping[str, str]) -> str:
    """What was typed, and the nearest of what could have been meant."""
    nearest = get_close_matches(typed.replace("_", " ")[:LONGEST_SHOWN], known, 1)
    return f"{_quoted(typed)} {why}" + (f"; did you mean {known[nearest[0]]}?" if nearest else "")


def _quoted(typed: str) -> str:
    return f"“{typed}”" if len(typed) <= LONGEST_SHOWN else f"“{typed[:LONGEST_SHOWN]}…”"
