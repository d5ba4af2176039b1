"""Whether two descriptions are of one person: by numbers, else by name and date of birth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from enabler.rules.identity.name_fit import Fit, given_fit, is_newborn, is_same_or_initial, surname_fit
from enabler.rules.identity.number_key import is_nearly, number_key
from enabler.rules.writing.births import birth_of, is_same_birth
from enabler.rules.writing.names import names_nobody


class Sameness(StrEnum):
    SAME = "same"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What one side says of a person: a record, a row of a list, a line typed at a bedside. None: not said."""

    surname: str | None = None
    given_names: str | None = None
    born_on: date | None = None
    nhs_number: str | None = None
    hospital_number: str | None = None
    known_as: str | None = None
    birth_is: str | None = None  # how the birth is known, where the day is not
    also: frozenset[str] = frozenset()  # NHS numbers and keys of hospital numbers that were theirs before

    @property
    def number_key(self) -> str | None:
        return number_key(self.hospital_number)

    @property
    def names(self) -> str:
        """The given names, and the name they go by."""
        return " ".join(filter(None, (self.given_names, self.known_as)))


class Described(Protocol):
    """Anything that describes a person, such as a record."""

    surname: Any
    given_names: Any
    born_on: Any
    nhs_number: Any
    hospital_number: Any
    known_as: Any
    birth_is: Any


def facts_of(who: Described, also: Iterable[str] = ()) -> PersonFacts:
    return PersonFacts(
        who.surname or None,
        who.given_names,
        who.born_on,
        who.nhs_number,
        who.hospital_number,
        who.known_as,
        who.birth_is,
        frozenset(also),
    )


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The judgement, and the sentence that says why; `shares_number`: a number is the same."""

    sameness: Sameness
    because: str = ""
    shares_number: bool = False
    same_name: bool = False  # surname and first given name
    same_birth: bool = False

    @property
    def is_unclear(self) -> bool:
        return self.sameness is Sameness.UNCLEAR


@dataclass(frozen=True, slots=True)
class _Fits:
    nhs_number: Fit
    hospital_number: Fit
    surname: Fit
    given: Fit
    birth: Fit

    @property
    def number(self) -> str:
        """The number that is the same, else the one that differs, else none."""
        for fit in (Fit.SAME, Fit.DIFFERENT):
            if self.nhs_number is fit:
                return "NHS number"
            if self.hospital_number is fit:
                return "hospital number"
        return ""


def likeness(one: PersonFacts, other: PersonFacts) -> Resemblance:
    """Same only with a number that is the same; never different where name and date of birth fit, whatever the
    numbers say. Which of the two sides is which makes no difference."""
    birth = _birth(one, other)
    given = given_fit(one.names, other.names, born_the_same=birth is Fit.SAME)
    surname = surname_fit(one.surname, one.given_names, other.surname, other.given_names)
    if surname is Fit.SWAPPED:
        given = Fit.ALIKE
    fits = _Fits(
        _numbers(one.nhs_number, other.nhs_number, one, other),
        _numbers(one.number_key, other.number_key, one, other),
        surname,
        given,
        birth,
    )
    same_name = surname is Fit.SAME and given is Fit.SAME
    if Fit.SAME in (fits.nhs_number, fits.hospital_number):
        one_newborn = is_newborn(one.given_names) != is_newborn(other.given_names) and birth is not Fit.SAME
        doubt = _doubt(fits, one_newborn)
        return Resemblance(Sameness.UNCLEAR if doubt else Sameness.SAME, doubt, True, same_name, birth is Fit.SAME)
    nobody = names_nobody(one.surname, one.given_names) or names_nobody(other.surname, other.given_names)
    tells_nothing = nobody or (is_newborn(one.given_names) and surname is not Fit.SAME)
    question = "" if tells_nothing else _question(fits, is_nearly(one.hospital_number, other.hospital_number))
    return Resemblance(
        Sameness.UNCLEAR if question else Sameness.DIFFERENT, question, False, same_name, birth is Fit.SAME
    )


def is_listed_twice(one: PersonFacts, other: PersonFacts) -> bool:
    """Whether two rows of one list may well be one person under two numbers, or without any. Twins are not: their
    given names differ; nor are people with two NHS numbers."""
    if names_nobody(one.surname, one.given_names) or _equal(one.nhs_number, other.nhs_number) is Fit.DIFFERENT:
        return False
    if surname_fit(one.surname, None, other.surname, None) is not Fit.SAME:
        return False
    birth = _birth(one, other)
    if birth is Fit.SAME:
        return is_same_or_initial(one.given_names, other.given_names)
    two_numbers = _equal(one.number_key, other.number_key) is Fit.DIFFERENT
    given = given_fit(one.names, other.names, born_the_same=False)
    return birth is Fit.UNKNOWN and given is Fit.SAME and not two_numbers


def is_another_person(one: PersonFacts, other: PersonFacts) -> bool:
    """Whether what is said under one reference speaks of two people: another name, and nothing that is the same.

    A number or a birth that is the same lets a name be put right; so does a given name, unless number or birth differ.
    """
    numbers = {
        _equal(one.nhs_number, other.nhs_number),
        _equal(one.number_key, other.number_key),
    }
    birth = _birth(one, other)
    given = given_fit(one.names, other.names, born_the_same=False)
    if Fit.SAME in numbers or birth is Fit.SAME:
        return False
    if surname_fit(one.surname, one.given_names, other.surname, other.given_names) is Fit.DIFFERENT:
        return given is Fit.DIFFERENT or birth is Fit.DIFFERENT or Fit.DIFFERENT in numbers
    return given is Fit.DIFFERENT and birth is Fit.DIFFERENT


def _doubt(fits: _Fits, one_newborn: bool) -> str:
    """Why one number had better not be taken for one person."""
    other_name, other_birth = fits.surname is Fit.DIFFERENT, fits.birth is Fit.DIFFERENT
    same = f"The {fits.number} is the same, but"
    if fits.nhs_number is Fit.DIFFERENT:
        return "The hospital number is the same, but the NHS number is another."
    if one_newborn:
        return f"{same} one of the two is a newborn."
    if other_birth and (other_name or fits.given is Fit.DIFFERENT):
        return f"{same} name and date of birth are others."
    if other_name and fits.given is Fit.DIFFERENT and fits.birth is not Fit.SAME:
        return f"{same} the name is another."
    return ""


def _question(fits: _Fits, nearly: bool) -> str:
    """What to ask where no number is the same; nothing where they are two people."""
    if fits.birth is Fit.DIFFERENT or fits.surname is Fit.UNKNOWN:
        return ""
    if fits.surname in (Fit.ALIKE, Fit.DIFFERENT):
        return _question_of_surname(fits)
    name = "The name" if fits.given in (Fit.SAME, Fit.ALIKE) else "The surname"
    if fits.birth is Fit.ALIKE:
        return "The name is the same; day and month of birth have changed places." if fits.given is Fit.SAME else ""
    if fits.birth is Fit.SAME:
        if fits.given is Fit.DIFFERENT:
            return "" if fits.number else "Surname and date of birth are the same; the given name is another."
        return f"{name} and the date of birth fit" + (f"; the {fits.number} is another." if fits.number else ".")
    if fits.given is Fit.DIFFERENT:
        return ""
    if fits.number:
        close = nearly and fits.nhs_number is not Fit.DIFFERENT
        return f"{name} fits, and the hospital number is almost the same." if close else ""
    return f"{name} fits, and neither a number nor a date of birth can be compared."


def _question_of_surname(fits: _Fits) -> str:
    """A surname is misspelt, doubled or changed by marriage: given name and birth must be the same."""
    if fits.birth is not Fit.SAME or fits.given not in (Fit.SAME, Fit.ALIKE):
        return ""
    if fits.surname is Fit.ALIKE:
        number = f", and the {fits.number} is another" if fits.number else ""
        return f"Given name and date of birth fit; the surname is written otherwise{number}."
    is_changed = fits.given is Fit.SAME and not fits.number
    return "Given name and date of birth are the same; the surname is another." if is_changed else ""


def _numbers(number: str | None, second: str | None, one: PersonFacts, other: PersonFacts) -> Fit:
    was_theirs = number in other.also or second in one.also
    return Fit.SAME if was_theirs else _equal(number, second)


def _equal(one: object, other: object) -> Fit:
    if not one or not other:
        return Fit.UNKNOWN
    return Fit.SAME if one == other else Fit.DIFFERENT


def _birth(one: PersonFacts, other: PersonFacts) -> Fit:
    births = [birth_of(facts.born_on, facts.birth_is) for facts in (one, other)]
    same = is_same_birth(*births)
    if same is None or same:
        return Fit.UNKNOWN if same is None else Fit.SAME
    first, second = (birth.on for birth in births if birth is not None)
    changed_about = first.year == second.year and (first.day, first.month) == (second.month, second.day)
    return Fit.ALIKE if changed_about else Fit.DIFFERENT
