"""A comparison cohort's file read cell by cell: CSV, a pasted block or an Excel workbook."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from enabler import codes
from enabler.exchange.apart import read_workbook_apart
from enabler.exchange.grids import Rows, as_bytes, check_size, first_filled, read_rows, read_text, separator_of
from enabler.exchange.sheets import is_workbook
from enabler.rules.evidence.comparison import MOST_NIGHTS, MOST_ROWS, CohortRow
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

COLUMNS = ("setting", "kind", "nights", "waiting")
WHOLE_ROW = "whole row"
MOST_SHOWN = 40
LONGEST_SHOWN = 60

TOO_MANY = (
    f"The file has more than {MOST_ROWS:,} rows. That many are enough for any comparison: "
    f"take a random sample of {MOST_ROWS:,}, and say so in the source."
)
WORKBOOK_ROWS = 2 * MOST_ROWS + 2  # some of them may be empty

Cells = tuple[str, ...]
Numbered = tuple[int, list[str]]
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
    """The good rows, every bad cell, and the headings of columns that are not looked at."""

    rows: tuple[CohortRow, ...]
    bad: tuple[BadComparisonCell, ...]
    not_used: tuple[str, ...]

    @property
    def shown(self) -> Sequence[BadComparisonCell]:
        return self.bad[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many bad cells there are besides the ones shown."""
        return max(0, len(self.bad) - MOST_SHOWN)


def read_comparison(content: bytes) -> ComparisonFile:
    """Read the whole file; Refused where it is no such file at all, its bad cells listed otherwise."""
    numbered = _numbered(content)
    if not numbered:
        raise Refused("The file is empty.")
    headings = tuple(" ".join(cell.casefold().split()) for cell in numbered[0][1])
    _check_headings(headings)
    if len(numbered) == 1:
        raise Refused("The file has headings but no rows.")
    places = tuple(headings.index(column) for column in COLUMNS)
    known: dict[Cells, CohortRow | Wrong] = {}
    rows: list[CohortRow] = []
    bad: list[BadComparisonCell] = []
    for number, row in numbered[1:]:
        found = _read(row, headings, places, known)
        if isinstance(found, CohortRow):
            rows.append(found)
        else:
            bad += (BadComparisonCell(number, column, why) for column, why in found)
    return ComparisonFile(tuple(rows), tuple(bad), _not_used(numbered[0][1], places))


def _numbered(content: bytes) -> list[Numbered]:
    """The rows that hold anything, with their numbers; a far longer file is not read to its end."""
    check_size(content)
    rows = _of_workbook(content) if is_workbook(content) else _of_text(content)
    found = list(islice(((number, row) for number, row in enumerate(rows, 1) if any(row)), MOST_ROWS + 2))
    if len(found) > MOST_ROWS + 1:
        raise Refused(TOO_MANY)
    return found


def comparison_as_text(content: bytes) -> bytes:
    """The same rows as a text that `read_comparison` reads: a workbook is opened once."""
    check_size(content)
    return as_bytes(_of_workbook(content)) if is_workbook(content) else content


def _of_text(content: bytes) -> Iterable[list[str]]:
    text = read_text(content)
    return read_rows(text, separator_of(text))


def _of_workbook(content: bytes) -> Rows:
    rows = first_filled(read_workbook_apart(content, most_rows=WORKBOOK_ROWS))
    if len(rows) > WORKBOOK_ROWS:
        raise Refused(TOO_MANY)
    return rows


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
        found = known[cells] = tuple(_wrong(cells)) or _row(*cells)
    return found


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
