"""How well two names fit: the same, alike, not known, or different."""

import re
from enum import StrEnum
from functools import lru_cache

from enabler.rules.identity.spelling import is_slip
from enabler.rules.writing.names import names_nobody, surname_key

NEWBORN = frozenset(["baby", "infant", "newborn", "twin", "boy", "girl"])
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_PART = re.compile(r"[^\W\d_]+")
_LONG = 4  # letters of a surname, or of a part that two share
_SHORT = 3  # letters that a short form has at least: Kath, Jon


class Fit(StrEnum):
    SAME = "same"
    ALIKE = "alike"
    UNKNOWN = "unknown"
    DIFFERENT = "different"
    SWAPPED = "swapped"


def surname_fit(surname: str | None, given: str | None, other: str | None, other_given: str | None) -> Fit:
    """Alike: one is written almost like the other, or is a part of it. Swapped: surname and first given name have
    changed places. A person who is not known has no name that fits."""
    if not surname or not other or names_nobody(surname, given) or names_nobody(other, other_given):
        return Fit.UNKNOWN
    key, other_key = surname_key(surname), surname_key(other)
    if key == other_key:
        return Fit.SAME
    if _words(given)[:1] == (other_key,) and _words(other_given)[:1] == (key,):
        return Fit.SWAPPED
    parts, other_parts = ({surname_key(part) for part in _PART.findall(name)} for name in (surname, other))
    is_close = min(len(key), len(other_key)) >= _LONG and is_slip(key, other_key)
    return Fit.ALIKE if is_close or any(len(part) >= _LONG for part in parts & other_parts) else Fit.DIFFERENT


def given_fit(one: str | None, other: str | None, *, born_the_same: bool) -> Fit:
    """By the first given names. Alike: an initial, a short form, or a name that the other has in another place.

    A newborn is nobody but a newborn, until it has a name: then the date of birth must be the same.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return Fit.UNKNOWN
    if is_newborn(one) != is_newborn(other):
        return Fit.ALIKE if born_the_same else Fit.DIFFERENT
    if is_newborn(one):
        first, second = _whose(first), _whose(second)
        return Fit.SAME if first == second else Fit.DIFFERENT if first and second else Fit.ALIKE
    if first[0] == second[0]:
        return Fit.SAME
    in_both = any(len(word) >= _SHORT for word in {*first} & {*second})
    return Fit.ALIKE if in_both or _shortens(first[0], second[0]) or _shortens(second[0], first[0]) else Fit.DIFFERENT


def is_same_or_initial(one: str | None, other: str | None) -> bool:
    """Whether the first given names are one, where an initial may be any name with it, and no name any."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return True
    is_initial = 1 in (len(first[0]), len(second[0])) and first[0][0] == second[0][0]
    return first[0] == second[0] or is_initial


def is_newborn(given_names: str | None) -> bool:
    return bool(_words(given_names)) and _words(given_names)[0] in NEWBORN


@lru_cache(maxsize=8192)
def _words(given_names: str | None) -> tuple[str, ...]:
    return tuple(surname_key(word) for word in _WORD.findall(given_names or ""))


def _whose(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in NEWBORN and word != "of")


def _shortens(short: str, name: str) -> bool:
    return name.startswith(short) and (len(short) == 1 or len(short) >= _SHORT)
