"""Files and pasted blocks as rows of text: encodings, separators and workbooks."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from enabler.exchange.apart import read_workbook_apart
from enabler.exchange.sheets import is_workbook
from enabler.rules.refusal import Refused

LARGEST = 20 * 1024 * 1024
LONGEST_CELL = 100_000
SEPARATORS = ("\t", ",", ";", "|")
LOOKED_AT = 60
MOST_LINES = 5_000  # a ward list has at most 1,000 rows; some lines may be empty
OLD_EXCEL = b"\xd0\xcf\x11\xe0"

Rows = list[list[str]]


def read_grid(content: bytes) -> Rows:
    """The rows of a CSV, tab-separated or pasted block, or of a workbook's first sheet that holds anything.

    A far longer file is not read to its end.
    """
    check_size(content)
    if is_workbook(content):
        found = first_filled(read_workbook_apart(content, most_rows=MOST_LINES))
    else:
        text = read_text(content)
        found = list(islice(read_rows(text, separator_of(text)), MOST_LINES + 1))
    if len(found) > MOST_LINES:
        raise Refused(
            f"This has more than {MOST_LINES:,} lines; a ward list has at most 1,000 rows. Is it another file?"
        )
    return found


def first_filled(named: Mapping[str, Rows]) -> Rows:
    """The first sheet that holds anything."""
    return next((rows for rows in named.values() if any(any(row) for row in rows)), [])


def as_bytes(grid: Rows) -> bytes:
    """The same rows as a text that `read_grid` reads: a workbook is opened once.

    All as long as the longest, so that nothing but the tab can be taken for what separates the cells.
    """
    width, text = max(map(len, grid), default=0), io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(row + [""] * (width - len(row)) for row in grid)
    return text.getvalue().encode()


def check_size(content: bytes) -> None:
    if not content.strip():
        raise Refused("The file is empty.")
    check_file_size(len(content))
    if content.startswith(OLD_EXCEL):
        raise Refused("This is a workbook of an old Excel (.xls). Save it as .xlsx or as CSV, and send that.")


def check_file_size(size: int) -> None:
    """Refuse a file by its size, before it is read."""
    if size > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 2**20} MB.")


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
