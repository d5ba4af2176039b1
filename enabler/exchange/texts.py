"""Text files and pasted blocks as rows of cells: encodings and separators."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from enabler.exchange.grids import EMPTY, MOST_ROWS, Grid, Rows
from enabler.rules.refusal import Refused

LONGEST_CELL = 100_000
SEPARATORS = ("\t", ",", ";", "|")
LOOKED_AT = 60


def read_text_grid(content: bytes, *, most_filled: int) -> Grid:
    """The rows of a text, one more than `most_filled` that hold anything where there are more."""
    text = read_text(content)
    rows: Rows = []
    filled = 0
    for row in read_rows(text, separator_of(text)):
        rows.append(row if any(row) else EMPTY)
        filled += bool(rows[-1])
        if filled > most_filled or len(rows) > MOST_ROWS:
            break
    return Grid(rows)


def read_text(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else the Windows encoding that hospital systems still write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _decoded(content, "utf-16") or ""
    else:
        text = _decoded(content, "utf-8-sig") or _decoded(content, "cp1252") or content.decode("latin-1")
    if "\x00" in text or text.startswith("%PDF"):
        raise Refused("This is not a list: send a CSV or text file, an .xlsx workbook, or paste the block.")
    return text


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def separator_of(text: str) -> str:
    """The separator that gives the most lines the same number of cells, two or more."""
    sample = list(islice(text.splitlines(), LOOKED_AT))
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: list[str], separator: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in read_rows("\n".join(sample), separator) if len(row) > 1)
    width, lines = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return lines, width


def read_rows(text: str, separator: str) -> Iterator[list[str]]:
    """Rows of cells, tidied of the spaces around them."""
    csv.field_size_limit(LONGEST_CELL)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    try:
        for row in csv.reader(lines, delimiter=separator):
            yield [cell.strip() for cell in row]
    except csv.Error as fault:
        raise Refused(f"The file cannot be read as a table: {fault}.") from None
