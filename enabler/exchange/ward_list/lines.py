"""What each line of a list is: a patient, an empty bed, a title, a footer; in doubt, a question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enabler.exchange.ward_list.columns import IDENTIFYING, ListColumn

NAMES = (ListColumn.NAME, ListColumn.SURNAME)
OF_A_PERSON = (ListColumn.GIVEN_NAMES, ListColumn.BORN_ON, ListColumn.NHS_NUMBER)
NUMBERS = (ListColumn.HOSPITAL_NUMBER, ListColumn.NHS_NUMBER, ListColumn.EITHER_NUMBER, ListColumn.BORN_ON)
NO_NAME = "It has no name and no number."
NO_PATIENT = "It reads as a line below or between the patients."
BY_CHOICE = "You set it aside."

_EMPTY_BED = re.compile(
    r"[\W_]*(?:(?:bed|room|side room|bay|cubicle)\s+)?"
    r"(?:empty|vacant|closed|blocked|available|cleaning|unoccupied|no patient)"
    r"(?:\s+beds?)?(?:\s*[-–:(/].*)?[\W_]*",
    re.IGNORECASE,
)
_OF_EMPTY_BEDS = frozenset(
    ["empty", "vacant", "closed", "blocked", "available", "unoccupied", "reserved", "booked", "cleaning", "clean"]
) | frozenset(["pending", "awaiting"])
_BESIDE_THEM = frozenset(
    ["bed", "beds", "side", "room", "space", "male", "female", "new", "admission", "patient", "deep", "for", "the"]
)
_PLAIN_FOOTER = re.compile(
    r"\W*(?:(?:printed|generated|produced|extracted|run) (?:by|on|at|from)\b.*|\d+ (?:patients?|beds?|rows?|records?)"
    r"|(?:beds?|patients?|occupied|occupancy|vacant|number of \w+)\s*[:=]\s*\d.*)\W*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\W*(?:(?:grand |sub)?totals?|sum|page|printed|end of|key|notes?|generated|produced|extracted|report|legend"
    r"|confidential|source)\b[\s:.,=*\-–]*(?P<rest>.*)",
    re.IGNORECASE,
)
_PLAIN_REST = re.compile(
    r"|[\d(].*|(?:days|patients?|beds?|list|report|of|on|by|at|from|number|no|occupied|date|time|run)\b.*",
    re.IGNORECASE,
)
_FOR_TESTS = re.compile(r"[xz]{2,}[\s\-_]?test|test[\s,]+patient|.*\bdo not use\b", re.IGNORECASE)
_LABELLED = re.compile(r"(?!n[ée]e|born|dob|aka|nhs)[^\W\d_]{3,}[^:,]*:\s*\S.*", re.IGNORECASE)  # Staff: 2 nurses
_WITH_COMMA = re.compile(r"[^\W\d_][^,\d]*,\s*[^\W\d_a-z][^,\d]*")
_CAPITALS_FIRST = re.compile(r"[^\W\d_a-z]{2,}(?:\s[^\W\d_a-z][a-z'’\-]+)+")


class LineKind(StrEnum):
    TITLE = "title"
    HEADINGS = "headings"
    EMPTY = "empty"
    EMPTY_BED = "empty bed"
    ASIDE = "set aside"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list that is no patient's: its row, what it says, and why it is taken for that."""

    number: int
    kind: LineKind
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class LineJudged:
    """What a line seems to be; a doubt holds a patient back until somebody has said."""

    kind: LineKind
    why: str = ""
    doubt: str | None = None


def judge_line(typed: Mapping[ListColumn, str]) -> LineJudged:
    """What the cells under the headings make of a line below them."""
    name = next((typed[column] for column in NAMES if typed.get(column)), "")
    is_a_person = any(typed.get(column) for column in OF_A_PERSON)
    if _says_empty(name):
        if not is_a_person and not typed.get(ListColumn.HOSPITAL_NUMBER):
            return LineJudged(LineKind.EMPTY_BED, f"It says “{name}”.")
        return _doubt(f"It says “{name}”, as an empty bed does, and has a number or a birth date.")
    if _FOR_TESTS.match(name):
        return _doubt(f"“{name}” reads as a record made for tests.")
    if not any(letter.isalnum() for text in typed.values() for letter in text):
        return LineJudged(LineKind.ASIDE, NO_NAME)
    if not any(typed.get(column) for column in IDENTIFYING):
        return LineJudged(LineKind.PATIENT if is_a_person else LineKind.ASIDE, NO_NAME)
    if name and not is_a_person and not typed.get(ListColumn.HOSPITAL_NUMBER) and sum(map(str.isalpha, name)) < 2:
        return _doubt(f"“{name}” may be a patient or an empty bed.")
    return _footer_or_patient([text for text in typed.values() if text], name, is_a_person)


def judge_line_above(typed: Mapping[ListColumn, str]) -> LineJudged:
    """A line above the headings is a title, unless a name and a number or a birth date stand in their columns."""
    has_name = any(typed.get(column) and not _has_digit(typed[column]) for column in NAMES)
    if has_name and any(_has_digit(typed.get(column, "")) for column in NUMBERS):
        return LineJudged(LineKind.ASIDE, "It stands above the headings.")
    return LineJudged(LineKind.TITLE)


def _footer_or_patient(said: list[str], name: str, is_a_person: bool) -> LineJudged:
    """TOTAL DAYS under the names is no patient; PAGE, Anna is."""
    text = said[0] if len(said) == 1 else name
    if _PLAIN_FOOTER.fullmatch(text) and not is_a_person:
        return LineJudged(LineKind.ASIDE, NO_PATIENT)
    footer = _FOOTER.fullmatch(text)
    if footer is None and len(said) == 1 and _LABELLED.fullmatch(text):
        return _doubt(f"“{text}” may be a patient or a line below the patients.")
    if footer is None or is_a_person or _WITH_COMMA.fullmatch(text):
        return LineJudged(LineKind.PATIENT)
    is_plain = _PLAIN_REST.fullmatch(footer["rest"]) is not None
    if is_plain and (len(said) == 1 or _has_digit(footer["rest"])):
        return LineJudged(LineKind.ASIDE, NO_PATIENT)
    if not is_plain and _CAPITALS_FIRST.fullmatch(text):
        return LineJudged(LineKind.PATIENT)
    return _doubt(f"“{text}” may be a patient or a line below the patients.")


def _says_empty(name: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    of_words_alone = bool(words & _OF_EMPTY_BEDS) and words <= _OF_EMPTY_BEDS | _BESIDE_THEM
    return of_words_alone or _EMPTY_BED.fullmatch(name) is not None


def _doubt(why: str) -> LineJudged:
    return LineJudged(LineKind.PATIENT, doubt=why)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
