"""NHS numbers: ten digits, the last a modulus 11 check digit; written 3-3-4."""

import re
import unicodedata

from enabler.rules.refusal import Refused

# Spaces, hyphens, full stops, and marks that nobody sees: soft hyphens, spaces without width, directions of writing.
_SEPARATORS = re.compile(r"[\s\-.\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CUT_SHORT = re.compile(r"\s*\d(?:[.,]\d+)?e\+?\d+\s*", re.IGNORECASE)


def check_nhs_number(text: str, field: str | None = "nhs_number") -> str:
    """The ten digits of an NHS number typed with or without spaces, hyphens or full stops; refused if it cannot be one.

    Source: NHS Data Dictionary, NHS NUMBER (modulus 11).
    """
    if _CUT_SHORT.fullmatch(text):
        raise Refused("A spreadsheet has cut this number short: its last digits are lost. Type it in full.", field)
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("An NHS number has digits only, for example 999 123 4560.", field)
    if len(digits) != 10:
        raise Refused(f"An NHS number has 10 digits; this has {len(digits)}.", field)
    if len(set(digits)) == 1:
        raise Refused("An NHS number is not the same digit ten times.", field)
    if _check_digit(digits) != int(digits[9]):
        raise Refused(f"{format_nhs_number(digits)} is not an NHS number: its check digit does not fit.", field)
    return digits


def is_nhs_number(text: str) -> bool:
    """Whether the text is an NHS number with a right check digit."""
    try:
        check_nhs_number(text)
    except Refused:
        return False
    return True


def format_nhs_number(digits: str) -> str:
    """Ten digits as 3-3-4; anything else unchanged."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def _check_digit(digits: str) -> int | None:
    """The check digit that fits the first nine; None when no digit does (remainder 10)."""
    left = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return None if left == 10 else left % 11
