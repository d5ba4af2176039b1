"""People's names read from one line, and folded so that one surname is found however typed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from enabler.rules.refusal import Refused
from enabler.rules.writing.name_marks import (
    ENTER_A_NAME,
    WITH_COMMA,
    NameExtras,
    bare_words,
    take_clinical,
    take_endings,
    take_titles,
    without_brackets,
)
from enabler.rules.writing.name_words import folded

PARTICLES = frozenset(
    ["da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "st", "ten", "ter", "van", "von"]
) | frozenset(["ó", "ní", "mac", "mc", "bin", "bint", "binti", "ibn", "al"])
FIRST_PARTICLES = frozenset(["de", "della", "dos", "st"])  # nobody's given name
UNKNOWN = frozenset(["unknown", "unidentified", "unnamed", "trauma"])  # trauma teams write TRAUMA, Zulu
ANYBODY = UNKNOWN | frozenset(
    ["male", "female", "man", "woman", "boy", "girl", "person", "patient", "adult", "child", "baby", "major"]
)
SPELLING_WORDS = frozenset([
    "alfa", "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet",
    "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
    "uniform", "victor", "whiskey", "x-ray", "xray", "yankee", "zulu",
])  # fmt: skip

_INITIALS = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*|(?:[^\W\d_]\.)+[^\W\d_]")
_ONLY_CONSONANTS = re.compile("[B-DF-HJ-NP-TV-XZ]+")
_INITIALS_TOGETHER = re.compile("[B-DF-HJ-NP-TV-XZ]+|(?!AL|ED|AN|EM|OM|AB|IB)[AEIOU][B-DF-HJ-NP-TV-XZ]")
_BABY = re.compile(r"(?:(b/o)|((?:baby|infant|newborn|twin)(?: boy| girl)?|boy|girl) of)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name as it was read, and what of the line was set aside."""

    surname: str
    given_names: str | None
    known_as: str | None = None
    set_aside: tuple[str, ...] = ()
    births: tuple[str, ...] = ()  # a date of birth or an age that stands in the line, as it was written
    nhs_numbers: tuple[str, ...] = ()  # the same of NHS numbers
    is_known: bool = True
    all_capitals: bool = False  # nothing but the order told surname from given names

    @property
    def says(self) -> tuple[str, ...]:
        """Sentences for whoever wrote the line."""
        return self._sentences((*self.births, *self.nhs_numbers, *self.set_aside))

    @property
    def says_of_nobody(self) -> tuple[str, ...]:
        """The same where it is kept: without numbers, and without birth and NHS number, which are recorded as such."""
        hidden = ("a number" if any(one.isdigit() for one in text) else text for text in self.set_aside)
        return self._sentences(tuple(hidden))

    def _sentences(self, set_aside: tuple[str, ...]) -> tuple[str, ...]:
        aside = f"Set aside from the name: {', '.join(dict.fromkeys(set_aside))}." if set_aside else ""
        by_order = "All in capitals: the last word is taken as the surname." if self.all_capitals else ""
        return tuple(filter(None, (aside, by_order, "" if self.is_known else "It is not known who this is.")))


def read_name(text: str) -> NameRead:
    """Surname and given names from "SINGH, Harpreet (Ms)", "SINGH Harpreet", "Harpreet Singh" or "Singh" alone.

    With a comma the surname stands before it; else words in capitals among others are the surname; else the last
    word is, with a particle before it. Refused with a question when it can be meant in two ways.
    """
    extras = NameExtras()
    baby, written = _without_baby(without_brackets(text, extras).strip())
    before, comma, after = written.partition(",")
    if comma and (
        after.strip(" ,") or not (extras.births or extras.nhs_numbers)
    ):  # "John Smith, 76 years" has no other
        return _in_two(before, after, baby, extras, whole=True)
    words = _without_titles(take_clinical(bare_words(before, extras), extras), extras, others=0, least=1)
    extras.all_capitals = len(words) > 1 and all(word.isupper() for word in words)
    return _made(*_parted(words), baby, extras, whole=True)


def read_name_in_two(surname: str, given_names: str) -> NameRead:
    """A name whose surname and given names stand apart; either alone is taken for the surname."""
    extras = NameExtras()
    before, after = (without_brackets(text, extras) for text in (surname, given_names))
    return _in_two(before, after, "", extras) if before.strip() else _in_two(after, "", "", extras)


def surname_key(surname: str) -> str:
    """A surname folded for matching and search: small letters without accents, spaces, hyphens or apostrophes."""
    return folded(surname) or surname.strip().casefold()


@lru_cache(maxsize=8192)
def names_nobody(surname: str | None, given_names: str | None = None) -> bool:
    """Whether a name as it is kept says that nobody knows who this is: two of them are no namesakes."""
    return _is_nobody(f"{surname or ''} {given_names or ''}".split())


def tidy_case(name: str) -> str:
    """A name typed all in capitals or all small, with capitals where names have them; any other as it is."""
    if len(name) > 1 and not (name.replace("ß", "").isupper() or name.islower()):
        return name
    tidied = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name).replace("i\u0307", "i")
    return re.sub(r"\bMc([^\W\d_])(?=[^\W\d_]{2})", lambda found: f"Mc{found[1].upper()}", tidied)


def _in_two(before: str, after: str, baby: str, extras: NameExtras, *, whole: bool = False) -> NameRead:
    if not baby:
        baby, after = _without_baby(after.strip())
    surname, written = (take_clinical(bare_words(part, extras), extras) for part in (before, after))
    given = _without_titles(written, extras, others=len(surname), least=0)
    surname = _without_titles(surname, extras, others=len(given), least=1)
    if whole and not given and not baby and take_titles(written, NameExtras(), others=1):
        surname, given = _parted(surname)  # "John Smith, MBE": what follows the comma is no given name
    return _made(surname, given, baby, extras, whole=whole)


def _without_titles(words: list[str], extras: NameExtras, *, others: int, least: int) -> list[str]:
    words = take_endings(words, extras, others=others, least=least)
    return take_titles(words, extras, others=others)


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Surname and given names of a line without a comma."""
    capitals = [word for word in words if len(word) > 1 and word.isupper() and not _INITIALS.fullmatch(word)]
    others = [word for word in words if word not in capitals]
    if capitals and others:
        if all(_may_be_initials(word) for word in capitals) and not all(_INITIALS.fullmatch(one) for one in others):
            raise Refused(f"Is {' '.join(capitals)} the surname or initials? {WITH_COMMA}", "name")
        first = words.index(capitals[0])
        if first and words[first - 1] == "O":
            raise Refused(f"Is O an initial, or the surname O'{tidy_case(capitals[0])}? {WITH_COMMA}", "name")
        start = _first_of_surname(words, first)
        given = words[:start] + [word for word in words[first:] if word not in capitals]
        return [*words[start:first], *map(tidy_case, capitals)], given
    return _by_place(words)


def _by_place(words: list[str]) -> tuple[list[str], list[str]]:
    """Nothing but the order tells: the surname is last, before initials, with its particles."""
    end = len(words)
    while end > 1 and _INITIALS.fullmatch(words[end - 1]):
        end -= 1
    if end > 1 and words[end - 1].isupper() and _may_be_initials(words[end - 1]):
        raise Refused(f"Is {words[end - 1]} the surname or initials? {WITH_COMMA}", "name")
    if end > 2 and words[end - 1].casefold() in ("junior", "senior"):
        raise Refused(f"Is {words[end - 1]} the surname? {WITH_COMMA}", "name")
    first = _first_of_surname(words, max(end - 1, 0))
    return words[first:end], words[:first] + words[end:]


def _first_of_surname(words: list[str], at: int) -> int:
    """Where the surname begins that has its main word at `at`: with the particles before it."""
    while at > 1 and _is_particle(words[at - 1]):
        at -= 1
    written_small = at == 1 and words[0].islower() and not all(word.islower() for word in words)
    first_too = at == 1 and _is_particle(words[0]) and (written_small or _bare(words[0]) in FIRST_PARTICLES)
    return 0 if first_too else at


def _is_particle(word: str) -> bool:
    return _bare(word) in PARTICLES


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _may_be_initials(word: str) -> bool:
    """AJ, HK, NG, JRR; not DE, which begins a surname."""
    return not _is_particle(word) and (len(word) == 2 or (len(word) < 5 and bool(_ONLY_CONSONANTS.fullmatch(word))))


def _without_baby(written: str) -> tuple[str, str]:
    """Baby of, B/O and the like in front of whose baby it is."""
    found = _BABY.match(written)
    if found is None:
        return "", written
    return (found[2] or "baby").capitalize() + " of", written[found.end() :]


def _is_nobody(words: list[str]) -> bool:
    said = {word.casefold() for word in words}
    return bool(said & UNKNOWN) and said <= ANYBODY | (SPELLING_WORDS if "trauma" in said else frozenset())


def _nobody(words: list[str], extras: NameExtras) -> NameRead:
    words = sorted(words, key=lambda word: word.casefold() not in UNKNOWN)
    first, *rest = (word.capitalize() for word in words)
    called = " ".join([first, *(word.casefold() if word.casefold() in ANYBODY else word for word in rest)])
    return _read(called, None, extras, is_known=False)


def _made(surname: list[str], given: list[str], baby: str, extras: NameExtras, *, whole: bool) -> NameRead:
    given = _without_titles(given, extras, others=len(surname), least=0)
    surname = _without_titles(surname, extras, others=len(given), least=1)
    if not any(letter.isalpha() for word in surname for letter in word):
        raise Refused(ENTER_A_NAME, "name")
    if whole and extras.suffixes and not given and not baby:
        return _made(*_parted(surname), baby, extras, whole=False)  # Jr alone is nobody's given name
    if _is_nobody(surname + given) and not baby:
        extras.set_aside += extras.suffixes
        return _nobody(surname + given, extras)
    names = [_tidy_given(given)] if given else []
    if baby:
        names.insert(0, baby if given else baby.removesuffix(" of"))
    given_names = " ".join([*names, *extras.suffixes]) or None
    return _read(tidy_case(" ".join(surname)), given_names, extras, is_known=True)


def _read(surname: str, given_names: str | None, extras: NameExtras, *, is_known: bool) -> NameRead:
    known_as = ", ".join(_tidy_given(name.split()) for name in extras.known_as) or None
    return NameRead(
        surname,
        given_names,
        known_as,
        set_aside=tuple(extras.set_aside),
        births=tuple(extras.births),
        nhs_numbers=tuple(extras.nhs_numbers),
        is_known=is_known,
        all_capitals=extras.all_capitals and is_known and given_names is not None,
    )


def _tidy_given(words: list[str]) -> str:
    """Initials written together stay in capitals: HK is not Hk, LI is Li."""
    pairs = zip(words, tidy_case(" ".join(words)).split(), strict=True)
    return " ".join(word if _INITIALS_TOGETHER.fullmatch(word) else tidied for word, tidied in pairs)
