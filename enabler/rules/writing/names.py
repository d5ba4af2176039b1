"""People's names read from one line, and folded so that one surname is found however typed."""

import re
import unicodedata

from enabler.rules.refusal import Refused

TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "lady", "lord", "master"])
PARTICLES = frozenset(
    ["da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "st", "ten", "ter", "van", "von"]
)
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})

_BRACKETS = re.compile(r"\(([^)]*)\)")


def read_name(text: str, field: str | None = "name") -> tuple[str, str | None]:
    """Surname and given names from "SINGH, Harpreet (Ms)", "SINGH Harpreet", "Harpreet Singh" or "Singh" alone.

    A title is dropped. With a comma the surname stands before it; else words in capitals among others are the
    surname; else the last word is, with a particle before it. Refused when there is no letter in it.
    """
    written = " ".join(_BRACKETS.sub(_unless_title, text).split())
    before, comma, after = written.partition(",")
    surname, given = (before, after) if comma else _parted(_without_titles(written.split()))
    surname, given = (" ".join(_without_titles(part.replace(",", " ").split())) for part in (surname, given))
    if not any(letter.isalpha() for letter in surname):
        raise Refused("Enter a name, for example SINGH, Harpreet.", field)
    return tidy_case(surname), tidy_case(given) or None


def surname_key(surname: str) -> str:
    """A surname folded for matching and search: small letters without accents, spaces, hyphens or apostrophes."""
    folded = unicodedata.normalize("NFKD", surname.casefold().translate(PLAIN))
    letters = "".join(letter for letter in folded if letter.isalnum())
    return letters or surname.strip().casefold()


def is_same_given_name(one: str | None, other: str | None) -> bool:
    """Whether the first given names fold to the same; never when one is not known."""
    first, second = (surname_key(name.split()[0]) if name and name.split() else "" for name in (one, other))
    return bool(first) and first == second


def tidy_case(name: str) -> str:
    """A name typed all in capitals or all small, with capitals where names have them; any other as it is."""
    if len(name) > 1 and not (name.isupper() or name.islower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)


def _parted(words: list[str]) -> tuple[str, str]:
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if word not in capitals)
    first = max(len(words) - 1, 0)
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _without_titles(words: list[str]) -> list[str]:
    return [word for word in words if word.casefold().rstrip(".") not in TITLES] or words


def _unless_title(match: re.Match[str]) -> str:
    """A title in brackets goes; another word in brackets (a name somebody is known by) stays."""
    return " " if match[1].strip().casefold().rstrip(".") in TITLES else match[0]
