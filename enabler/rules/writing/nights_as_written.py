"""Numbers of nights as people write them: 7, 7 nights, 2 weeks, a fortnight, 2 weeks and 3 days."""

import re

from enabler.rules.refusal import Refused

LENGTHS = {"night": 1, "day": 1, "n": 1, "d": 1, "week": 7, "wk": 7, "w": 7, "fortnight": 14}
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTS = {word: count for count, word in enumerate(WORDS, start=1)} | {"a": 1, "an": 1}
NUMBER = r"\d+(?:\.\d+)?|[a-z]+"
PIECE = re.compile(rf"({NUMBER})\s*([a-z]*)\s*(?:and\b|,|\+)?\s*", re.ASCII)
EXAMPLE = "Enter a number of nights, for example 14 or 2 weeks."


def read_nights(typed: str) -> float:
    """Nights from what was typed: a number alone is nights. Raises Refused for anything else, and for months."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(typed.casefold().split()))
    if re.search(r"\bmonths?\b", text):
        raise Refused("Months differ in length: say it in weeks or nights.")
    if re.search(r"\d\s*(?:-|–|to)\s*\d", text):
        raise Refused("Enter one number here: low, likely and high each have their own field.")
    total, at, pieces = 0.0, 0, 0
    while at < len(text):
        found = PIECE.match(text, at)
        if found is None:
            raise Refused(EXAMPLE)
        alone = not pieces and found.end() == len(text) and found[1] not in ("a", "an")
        total += _count(found[1]) * _length(found[2], alone=alone)
        at, pieces = found.end(), pieces + 1
    if not pieces:
        raise Refused(EXAMPLE)
    return total


def _count(word: str) -> float:
    if word[0].isdigit():
        return float(word)
    if word not in COUNTS:
        raise Refused(EXAMPLE)
    return float(COUNTS[word])


def _length(unit: str, *, alone: bool) -> int:
    """Nights in a unit; only a number by itself may come without one."""
    known = LENGTHS.get(unit) or LENGTHS.get(unit.removesuffix("s"))
    if known is None and not (unit == "" and alone):
        raise Refused(EXAMPLE)
    return known or 1
