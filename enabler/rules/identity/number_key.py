"""A hospital's number folded, so that one number is the same however a system or a person wrote it."""

import unicodedata
from functools import lru_cache

LONGEST = 60
_LEFT_OUT = frozenset(".'’·")
_NO_LETTERS = ("C", "Z", "Pd", "M")  # control and invisible characters, spaces, hyphens and dashes, marks on letters


@lru_cache(maxsize=8192)
def number_key(number: str | None) -> str | None:
    """What two ways of writing one number share: capitals, without spaces, hyphens, dots, invisible characters and
    leading zeros.

    "RX 0012-345" keeps its zeros, since they stand behind letters; "0012345", "12345" and "12 345" are one. A stroke
    stays: 12/345 is not 1/2345. Zeros alone are nobody's number: None.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number or "").upper())
    kept = (letter for letter in folded if letter not in _LEFT_OUT and not _is_left_out(letter))
    return "".join(kept).lstrip("0")[:LONGEST] or None


def is_nearly(number: str | None, other: str | None) -> bool:
    """Whether two numbers differ in one place, or in two neighbours that have changed places."""
    one, two = number_key(number) or "", number_key(other) or ""
    if len(one) != len(two):
        return False
    places = [place for place, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    if len(places) == 2:
        first, second = places
        return second == first + 1 and one[first : second + 1] == two[second] + two[first]
    return len(places) == 1 and len(one) > 3


def _is_left_out(letter: str) -> bool:
    return unicodedata.category(letter).startswith(_NO_LETTERS)
