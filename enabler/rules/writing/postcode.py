"""Postcodes as people type them: tidied where they are whole, doubted where a part seems to be missing."""

import re

_OUTWARD = r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?)"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
# ZZ99 is the NHS's own for people without an address (3VZ: of no fixed abode), whose letters keep no other rule.
_WHOLE = re.compile(rf"({_OUTWARD})({_INWARD})\Z|(ZZ99)([0-9][A-Z]{{2}})\Z|(GIR)(0AA)\Z")
_FORCES = re.compile(r"(BFPO)([0-9]{1,4})\Z")
_FIRST_HALF = re.compile(rf"{_OUTWARD}\Z")
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u200b-\u200f\ufeff]+")


def tidy_postcode(typed: str | None) -> str | None:
    """Capitals with one space in the middle; what is no whole postcode of the United Kingdom as it was typed."""
    tidy = " ".join((typed or "").split())
    whole = _whole(_close(tidy))
    return " ".join(whole) if whole else tidy or None


def postcode_doubt(typed: str | None) -> str | None:
    """Why somebody should look at a postcode again; None where it is whole. Nothing is refused: it may be foreign."""
    close = _close(typed or "")
    if not close or _whole(close):
        return None
    if _whole(close[:-3] + close[-3:].replace("O", "0", 1)) and close[-3] == "O":
        return f"is {tidy_postcode(close[:-3] + '0' + close[-2:])} meant? The letter O stands where a zero does"
    if _FIRST_HALF.match(close):
        return "this is the first half of a postcode"
    return "a postcode of the United Kingdom ends with a digit and two letters, such as LE1 1AA"


def _close(typed: str) -> str:
    return _BETWEEN.sub("", typed).upper()


def _whole(close: str) -> tuple[str, str] | None:
    found = _WHOLE.match(close) or _FORCES.match(close)
    if found is None:
        return None
    first, second = (part for part in found.groups() if part)
    return first, second
