"""When somebody was born: a day, or no more than a year, marked as such."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.writing.births_not_known import is_no_birth
from enabler.rules.writing.dates_as_written import in_full, read_date, whole_years
from enabler.vocabulary import BirthIs

ADULT_FROM = 16  # younger ones lie on wards of adults so seldom that a slip is likelier
YEARS_OFF = 2  # how far an estimated year may be from the true one before they speak of two people

_ABOUT = r"(?:(?:c|ca|circa|about|approx|approximately|around|roughly|est|estimated)(?![a-z])\.?\s*|~\s*)"
_ESTIMATED = r"\s*(?:\(?(?:est|estimated|approx|circa)\.?\)?|\?)"
_PAGE_WRITES = re.compile(r" \((?:estimated, )?about \d{1,3}\)$")
_YEAR = re.compile(rf"(?P<about>{_ABOUT})?(?P<year>(?:18|19|20)\d\d)(?P<estimated>{_ESTIMATED})?$")
_AGE = re.compile(
    rf"(?:(?:aged?\b:?\s*{_ABOUT}?|{_ABOUT})(?P<age>\d{{1,3}})(?: ?(?:y|yrs?|years?|y/?o))?(?: old)?"
    rf"|(?P<years>\d{{1,3}}) ?(?:y|yrs?|years?|y/?o)(?: old)?)(?:{_ESTIMATED})?$"
)
_NO_DAY = re.compile(r"(?:(?:00?|\?{1,2}|x{1,2})[/.\- ]){2}(?=\d{4})|(?<=\d{4})-00?-00?$")
_SAYS_BORN = re.compile(r"^(?:born\b|b\.|b(?= ?\d)|d\.?o\.?b\b)[\s:.]*(?:on |in )?")
_DAY_ESTIMATED = re.compile(rf"(?P<day>.*\d)(?:{_ESTIMATED})$")


@dataclass(frozen=True, slots=True)
class Birth:
    """`on` is the day where nothing says `how`; else a day in the middle of what is known."""

    on: date
    how: BirthIs | None = None

    @property
    def is_exact(self) -> bool:
        return self.how is None

    @property
    def earliest(self) -> date:
        return self.on if self.is_exact else date(self.on.year - self._years_off, 1, 1)

    @property
    def latest(self) -> date:
        return self.on if self.is_exact else date(self.on.year + self._years_off, 12, 31)

    @property
    def _years_off(self) -> int:
        return YEARS_OFF if self.how is BirthIs.ESTIMATED else 0

    @property
    def year(self) -> str:
        """1950 or about 1950, for a birth whose day is not known; it is read back as the same."""
        return f"about {self.on.year}" if self.how is BirthIs.ESTIMATED else str(self.on.year)


def birth_of(born_on: date | None, birth_is: str | None) -> Birth | None:
    """A birth from its two columns."""
    return Birth(born_on, BirthIs(birth_is) if birth_is else None) if born_on else None


def in_words(birth: Birth) -> str:
    """3 February 1961, 1950, about 1950"""
    return in_full(birth.on) if birth.is_exact else birth.year


def is_same_birth(one: Birth | None, other: Birth | None) -> bool | None:
    """True only for one and the same day, False where both cannot be; None: it may be either, or is not known."""
    if one is None or other is None:
        return None
    if one.is_exact and other.is_exact:
        return one.on == other.on
    return False if one.latest < other.earliest or other.latest < one.earliest else None


def read_birth(text: str, today: date, field: str | None = None) -> Birth:
    """A date of birth as it is typed, or what stands in its place: 1950, c. 1950, about 1950, aged 76, 76 years."""
    written = " ".join(text.split())
    plain = _SAYS_BORN.sub("", _PAGE_WRITES.sub("", written.lower().rstrip(" .")), count=1)
    plain = _NO_DAY.sub("", plain)
    if match := _YEAR.match(plain):
        how = BirthIs.ESTIMATED if match["about"] or match["estimated"] else BirthIs.YEAR
        return _of_year(int(match["year"]), today, how, field)
    if match := _AGE.match(plain):
        return _of_year(_year_of(int(match["age"] or match["years"]), today), today, BirthIs.ESTIMATED, field)
    if match := _DAY_ESTIMATED.match(plain):
        on = read_date(match["day"], today, born=True, field=field)
        return _of_year(on.year, today, BirthIs.ESTIMATED, field)
    return Birth(read_date(written if len(plain) == len(written) else plain, today, born=True, field=field))


def birth_in_line(written: Sequence[str], today: date) -> Birth | None:
    """The birth that a line with a name says: a day rather than an age. Refused where two differ, and where a day
    without a word beside it would make a child: it may be the day of something else."""
    births = []
    for text in written:
        if is_no_birth(_SAYS_BORN.sub("", text.lower(), count=1)):
            continue
        birth = read_birth(text, today, "name")
        if birth.is_exact and text[0].isdigit() and whole_years(birth.on, today) < ADULT_FROM:
            raise Refused(f"Is {text} the birth? Write “born {text}”, or leave it out.", "name")
        births.append(birth)
    if any(is_same_birth(births[0], other) is False for other in births):
        raise Refused(f"Which birth is right: {' or '.join(written)}? Leave the other out.", "name")
    return next((one for one in births if one.is_exact), births[0] if births else None)


def _year_of(age: int, today: date) -> int:
    """The year whose first of July makes somebody so old today."""
    return today.year - age - ((today.month, today.day) < (7, 1))


def _of_year(year: int, today: date, how: BirthIs, field: str | None) -> Birth:
    if year > today.year:
        raise Refused(f"{year} is in the future: nobody is born yet.", field)
    return Birth(min(date(year, 7, 1), today), how)
