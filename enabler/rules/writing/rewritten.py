"""What a spreadsheet makes of a text that it opens and saves: zeros dropped, numbers rewritten, letters garbled."""

import re
from datetime import date
from enum import Enum
from functools import lru_cache

SIGNIFICANT = 15  # digits that a spreadsheet keeps of a number
LONGEST = 1000  # letters of a text that is compared letter by letter
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?\Z", re.IGNORECASE)
_AS_DATE = re.compile(
    r"\d{1,2}[-/ ][a-z]{3}([-/ ]\d{2,4})?\Z|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\Z|\d{4}-\d{2}-\d{2}\Z", re.IGNORECASE
)
_LIKE_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?\Z|[a-z]{3,9}[-/ ]?\d{1,4}\Z|\d{1,2}[-/ ]?[a-z]{3,9}\Z", re.IGNORECASE
)


class Rewritten(Enum):
    """What has happened to a text on its way through a spreadsheet, as a sentence."""

    ZEROS = "A spreadsheet has dropped the zeros or the sign in front"
    NUMBER = "A spreadsheet has rewritten it as a number"
    DATE = "A spreadsheet has made a date of it"
    LETTERS = "Its letters were garbled when the file was saved"
    SWAPPED = "Day and month have changed places"


def rewritten_text(before: str, after: str) -> Rewritten | None:
    """What was done to `before`, which is on record, if `after` is what a spreadsheet makes of it; None for a change
    that somebody may have meant."""
    if before == after or not after:
        return None
    close = before.replace(" ", "")
    if _is_number(after) and _is_number(close):
        return _rewritten_number(close, after.strip())
    if _AS_DATE.match(after) and _LIKE_DATE.match(before) and not _AS_DATE.match(before):
        return Rewritten.DATE
    return Rewritten.LETTERS if _is_garbled(before, after) else None


def swapped_date(before: date, after: date) -> Rewritten | None:
    """Whether two dates differ by nothing but day and month in each other's place."""
    swapped = before != after and (before.year, before.month, before.day) == (after.year, after.day, after.month)
    return Rewritten.SWAPPED if swapped else None


def _is_number(text: str) -> bool:
    return _NUMBER.match(text.strip()) is not None


def _rewritten_number(before: str, after: str) -> Rewritten | None:
    if before.lstrip("+0") == after.lstrip("+0") and len(after) < len(before):
        return Rewritten.ZEROS
    if float(before) == float(after) and before.lstrip("+0") != after.lstrip("+0"):
        return Rewritten.NUMBER
    if "e" in after.casefold():
        close = abs(float(before) - float(after)) <= abs(float(before)) * 1e-4
        return Rewritten.NUMBER if close else None
    is_long = len(before) == len(after) > SIGNIFICANT and before[:SIGNIFICANT] == after[:SIGNIFICANT]
    return Rewritten.NUMBER if is_long and not after[SIGNIFICANT:].strip("0") else None


def _is_garbled(before: str, after: str) -> bool:
    """Whether `after` is what becomes of `before` when its bytes are read or written in another encoding."""
    if before.isascii() or max(len(before), len(after)) > LONGEST:
        return False
    places = {0}  # how far into `after` the letters so far may reach
    for letter in before:
        ways = _ways_of(letter)
        places = {place + len(way) for place in places for way in ways if after.startswith(way, place)}
    return len(after) in places


@lru_cache(maxsize=2000)
def _ways_of(letter: str) -> frozenset[str]:
    """As it is, as question marks, or each of its bytes taken for a letter of Western Europe (of Windows or a Mac)."""
    if letter.isascii():
        return frozenset({letter})
    octets = letter.encode("utf-8", "replace")
    read = {octets.decode(name, "replace") for name in ("cp1252", "latin-1", "mac-roman")}
    read.add(octets.decode("cp1252", "ignore"))
    lost = {mark * count for mark in "?_\ufffd" for count in range(1, len(octets) + 1)}
    return frozenset({letter} | read | lost)
