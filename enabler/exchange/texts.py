"""Text files and pasted blocks as rows of cells: what separates them, and quotation marks that do not close."""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from enabler.exchange.encodings import read_text
from enabler.exchange.grids import EMPTY, MOST_ROWS, Grid, Rows
from enabler.rules.refusal import Refused

LONGEST_CELL = 100_000
MOST_LINES_IN_A_ROW = 1000
MOST_BROKEN = 200
SEPARATORS = ("\t", ",", ";", "|", "^", "~")
LOOKED_AT = 60
CUT = "perhaps cut in wrong places: a quotation mark in it is not closed where its cell ends"
READ_ALL_THE_SAME = "a quotation mark is not closed where its cell ends; the row was read all the same."
RUN_OVER = "perhaps no row of its own: a quotation mark is opened in one line and closed in another"

_SAID = re.compile(r'"?sep=([^\w\s"]|\t)"?[\t,;|]*(?:\r\n|[\r\n]|\Z)', re.IGNORECASE)


# NULs, which some systems fill up with, go; the codes that Windows has letters for and Unicode has not become them.
_UNSEEN = {0: None} | {
    code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))
}


class TextRow(NamedTuple):
    """A row as it is written. `mark` says what its quotation marks leave in doubt, `note` what was done about them."""

    cells: list[str]
    mark: str = ""
    note: str = ""


def read_text_grid(content: bytes, *, most_filled: int) -> Grid:
    """The rows of a text, one more than `most_filled` that hold anything where there are more."""
    text = read_text(content)
    rows: Rows = []
    marks: dict[int, str] = {}
    notes = ["Characters that nobody sees (NUL) were left out."] if "\x00" in text else []
    filled = 0
    for number, row in enumerate(list_rows(text), 1):
        cells = [_tidied(cell) for cell in row.cells]
        rows.append(cells if any(cells) else EMPTY)
        filled += bool(rows[-1])
        if row.mark:
            marks[number] = row.mark
        if row.note:
            notes.append(f"Row {number}: {row.note}")
        if filled > most_filled or number > MOST_ROWS:
            break
    return Grid(rows, marks, tuple(notes))


def _tidied(cell: str) -> str:
    """Without the spaces around it; its lines end in one way."""
    return cell.translate(_UNSEEN).strip().replace("\r\n", "\n").replace("\r", "\n")


def list_rows(text: str) -> Iterator[TextRow]:
    """The rows of a list that somebody typed or copied: a cell that runs over whole rows is doubted."""
    said, text = _said_separator(text)
    text = _without_outer_marks(text)
    separator = said or separator_of(text)
    return chain([TextRow([])] if said else [], _Rows(text, separator, _usual_width(text, separator)))


def _without_outer_marks(text: str) -> str:
    """Some systems put each line as a whole between quotation marks, and double those within."""
    if not text.startswith('"'):
        return text
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(line[1:-1].replace('""', '"') for line in lines) if all(map(_is_in_marks, lines)) else text


def _is_in_marks(line: str) -> bool:
    within = line[1:-1].replace('""', "")
    return not line or (line[0] == line[-1] == '"' and '"' not in within and any(mark in within for mark in SEPARATORS))


def table_rows(text: str) -> Iterator[TextRow]:
    """The rows of a table that a program wrote: its first line has headings, and what is rightly quoted is believed."""
    said, text = _said_separator(text)
    headings = text.split("\n", 1)[0]
    separator = said or max(SEPARATORS, key=headings.count)
    return chain([TextRow([])] if said else [], _Rows(text, separator, 0))


def _said_separator(text: str) -> tuple[str, str]:
    """The separator that a first line `sep=;` names, where it is used, and the text after the line."""
    said = _SAID.match(text)
    if not said:
        return "", text
    rest = text[said.end() :]
    return said[1] if said[1] in rest else separator_of(rest), rest


def separator_of(text: str) -> str:
    """The separator that gives the most rows the same number of cells, two or more."""
    sample = "".join(islice(io.StringIO(text, newline=""), LOOKED_AT))
    used = [separator for separator in SEPARATORS if separator in sample] or SEPARATORS
    return max(used, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> tuple[int, int]:
    rows = _Rows(sample, separator, _usual_width(sample, separator))
    return _usual(len(row.cells) for row in rows)


def _usual_width(text: str, separator: str) -> int:
    """How many cells most lines have, each read by itself."""
    lines = islice(io.StringIO(text, newline=""), LOOKED_AT)
    return _usual(len(_alone(line, separator)) for line in lines)[1]


def _usual(widths: Iterable[int]) -> tuple[int, int]:
    """How often the most frequent width beyond one comes, and the width."""
    often = Counter(width for width in widths if width > 1)
    return max(((times, width) for width, times in often.items()), default=(0, 0))


class _Lines:
    """The lines of a text one by one, of which those of the present row are known and can be put back."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MOST_LINES_IN_A_ROW:
            raise csv.Error("a row of very many lines")
        line = self._again.popleft() if self._again else next(self._text)
        self.taken.append(line)
        return line

    def put_back(self, lines: list[str]) -> None:
        self._again.extendleft(reversed(lines))


class _Rows:
    """Rows as strict CSV; a line that is none, or a cell that runs over whole rows, is read line by line."""

    def __init__(self, text: str, separator: str, usual_width: int) -> None:
        self._lines, self._separator, self._usual_width = _Lines(text), separator, usual_width
        self._broken = 0

    def __iter__(self) -> Iterator[TextRow]:
        csv.field_size_limit(LONGEST_CELL)
        lines = self._lines
        reader = csv.reader(lines, delimiter=self._separator, strict=True)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                row = None
            taken, lines.taken = lines.taken, []
            if row is not None and len(taken) == 1:
                yield TextRow(row)
            elif row is None:
                lines.put_back(taken[1:])
                yield self._cut(taken[0])
            elif self._runs_over(row, taken):
                for line in taken:
                    yield TextRow(_alone(line, self._separator), RUN_OVER)
            else:
                yield TextRow(row)

    def _cut(self, line: str) -> TextRow:
        self._broken += 1
        if len(line) > LONGEST_CELL:
            raise Refused(
                f"A line has more than {LONGEST_CELL:,} letters, so this cannot be read as a table: {line[:40]}…"
            )
        if self._broken > MOST_BROKEN:
            raise Refused(f"More than {MOST_BROKEN} rows have quotation marks that do not close. Save the list again.")
        cells = _alone(line, self._separator)
        if self._usual_width and len(cells) == self._usual_width:
            return TextRow(cells, note=READ_ALL_THE_SAME)
        return TextRow(cells, CUT)

    def _runs_over(self, row: list[str], taken: list[str]) -> bool:
        """Whether lines that were taken into one cell look like rows of their own."""
        width = self._usual_width
        whole = [len(_alone(line, self._separator)) == width for line in taken]
        if width < 2 or not any(whole[1:]):
            return False
        return all(whole) or len(row) != width or (width > 2 and any(whole[1:-1]))


@lru_cache
def _cell(separator: str) -> re.Pattern[str]:
    """One cell: within quotation marks that close before a separator, else up to the next separator."""
    mark = re.escape(separator)
    return re.compile(rf'"((?:[^"]|"")*+)"(?={mark}|\Z)|[^{mark}]*')


def _alone(line: str, separator: str) -> list[str]:
    """The cells of a line by itself: one whose quotation mark does not close ends at the next separator."""
    line = line.rstrip("\r\n")
    if '"' not in line:
        return line.split(separator)
    cells: list[str] = []
    place = 0
    while place <= len(line):
        cell = _cell(separator).match(line, place)
        assert cell is not None
        quoted = cell[1]
        cells.append(_without_lone_marks(cell[0]) if quoted is None else quoted.replace('""', '"'))
        place = cell.end() + 1
    return cells


def _without_lone_marks(cell: str) -> str:
    return cell.strip().removeprefix('"') if cell.count('"') == 1 else cell
