"""A hospital's number folded, so that one number is the same however a system or a person wrote it."""

import unicodedata

LONGEST = 60
_LEFT_OUT = frozenset(".'’·")
_NO_LETTERS = ("C", "Z", "Pd", "M")  # control and invisible characters, spaces, hyphens and dashes, marks on letters


def number_key(number: str | None) -> str | None:
    """What two ways of writing one number share: capitals, without spaces, hyphens, dots, invisible characters and
    leading zeros.

    "RX 0012-345" keeps its zeros, since they stand behind letters; "0012345", "12345" and "12 345" are one. A stroke
    stays: 12/345 is not 1/2345. Zeros alone are nobody's number: None.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number or "").upper())
    kept = (letter for letter in folded if letter not in _LEFT_OUT and not _is_left_out(letter))
    return "".join(kept).lstrip("0")[:LONGEST] or None


def _is_left_out(letter: str) -> bool:
    return unicodedata.category(letter).startswith(_NO_LETTERS)
