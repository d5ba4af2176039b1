"""Whom somebody may mean by what they typed: words of a name in any order, a number, or a date of birth."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from enabler.models import Patient, PatientWord
from enabler.rules.identity.number_key import number_key
from enabler.rules.refusal import Refused
from enabler.rules.writing.births import read_birth
from enabler.rules.writing.name_words import folded, joined, spellings, words_typed

SHORTEST = 2
LAST = "\U0010ffff"


def looked_for(text: str, today: date) -> ColumnElement[bool]:
    """A condition on patients made of ranges of indexes, never a scan; refused where there is too little to go by."""
    close = folded(text)
    if not close or (len(close) < SHORTEST and close.isascii()):
        raise Refused("Enter at least two letters of the name, or a number.", "words")
    words = words_typed(text)
    names = [word for word in words if not _has_digit(word)]
    rest = [word for word in words if _has_digit(word)]
    if not rest:
        return _named(names)
    number = _numbered(" ".join(words), today)
    return or_(number, and_(_named(names), _numbered(" ".join(rest), today))) if names else number


def begins_with(column: InstrumentedAttribute[Any], prefix: str) -> ColumnElement[bool]:
    """A range of the index; the column sorts by bytes on both databases."""
    return and_(column >= prefix, column < prefix + LAST)


def surname_begins(text: str) -> ColumnElement[bool]:
    """For the order of what was found: whose surname it is comes first."""
    first, *_ = words_typed(text)
    return begins_with(Patient.surname_key, folded(first))


def _named(words: list[str]) -> ColumnElement[bool]:
    """Every word begins a word of the names, or all of them together begin one: de la Cruz, delacruz."""
    each = and_(*(_has_word(spellings(word)) for word in words))
    return each if len(words) == 1 else or_(each, _has_word({joined(words)}))


def _has_word(beginnings: set[str]) -> ColumnElement[bool]:
    ranges = (begins_with(PatientWord.word, beginning) for beginning in sorted(beginnings))
    return Patient.id.in_(select(PatientWord.patient_id).where(or_(*ranges)))


def _numbered(text: str, today: date) -> ColumnElement[bool]:
    means: list[ColumnElement[bool]] = []
    digits = "".join(letter for letter in text if letter.isalnum())
    if digits.isdecimal() and digits.isascii() and len(digits) <= 10:
        means.append(Patient.nhs_number.between(digits.ljust(10, "0"), digits.ljust(10, "9")))
    if key := number_key(text):
        means.append(begins_with(Patient.hospital_number_key, key))
    if (born_on := _birth(text, today)) is not None:
        means.append(Patient.born_on == born_on)
    return or_(*means) if means else false()


def _birth(text: str, today: date) -> date | None:
    try:
        birth = read_birth(text, today)
    except Refused:
        return None
    return birth.on if birth.is_exact else None


def _has_digit(word: str) -> bool:
    return any(letter.isdecimal() for letter in word)
