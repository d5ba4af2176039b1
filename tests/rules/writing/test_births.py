"""A birth of which only a year is known is marked as such, and proves neither that two are one nor that they differ."""

from datetime import date

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.births import Birth, birth_in_line, birth_of, is_same_birth, read_birth
from enabler.vocabulary import BirthIs
from enabler.wording import formatting

TODAY = date(2026, 11, 28)
JULY_1950 = date(1950, 7, 1)


@pytest.mark.parametrize(
    ("typed", "on", "how"),
    [
        ("3/2/1961", date(1961, 2, 3), None),
        ("03-Feb-1961 (65)", date(1961, 2, 3), None),
        ("born on 3/2/1961", date(1961, 2, 3), None),
        ("DOB: 1950", JULY_1950, BirthIs.YEAR),
        ("1950", JULY_1950, BirthIs.YEAR),
        ("2026", date(2026, 7, 1), BirthIs.YEAR),
        ("c.1950", JULY_1950, BirthIs.ESTIMATED),
        ("00/00/1950", JULY_1950, BirthIs.YEAR),
        ("1950-00-00", JULY_1950, BirthIs.YEAR),
        ("??/??/1950", JULY_1950, BirthIs.YEAR),
        ("born 1950", JULY_1950, BirthIs.YEAR),
        ("c1950", JULY_1950, BirthIs.ESTIMATED),
        ("circa 1950", JULY_1950, BirthIs.ESTIMATED),
        ("About 1950", JULY_1950, BirthIs.ESTIMATED),
        ("~1950", JULY_1950, BirthIs.ESTIMATED),
        ("1950?", JULY_1950, BirthIs.ESTIMATED),
        ("1950 (est.)", JULY_1950, BirthIs.ESTIMATED),
        ("1/1/1950 est", JULY_1950, BirthIs.ESTIMATED),
        ("aged 76", JULY_1950, BirthIs.ESTIMATED),
        ("age: 76", JULY_1950, BirthIs.ESTIMATED),
        ("about 76", JULY_1950, BirthIs.ESTIMATED),
        ("76 years old", JULY_1950, BirthIs.ESTIMATED),
        ("76y", JULY_1950, BirthIs.ESTIMATED),
    ],
)
def test_what_people_know_of_a_birth_is_read(typed: str, on: date, how: BirthIs | None) -> None:
    assert read_birth(typed, TODAY) == Birth(on, how)


@pytest.mark.parametrize("typed", ["76", "2030", "about", "12/03/25", "1950s", "soon"])
def test_what_is_no_birth_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_birth(typed, TODAY, "born_on")
    assert refusal.value.field == "born_on"


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2028, 2, 29)])
def test_an_age_is_shown_as_it_was_given(today: date) -> None:
    given = read_birth("aged 76", today)
    assert formatting.born(given.on, today, given.how) == f"about {given.on.year} (estimated, about 76)"


@pytest.mark.parametrize("how", [None, *BirthIs])
def test_what_a_page_writes_is_read_as_the_same(how: BirthIs | None) -> None:
    assert read_birth(formatting.born(JULY_1950, TODAY, how), TODAY) == Birth(JULY_1950, how)
    assert read_birth(formatting.birth(JULY_1950, how), TODAY) == Birth(JULY_1950, how)


def test_how_a_birth_is_written() -> None:
    assert formatting.born(JULY_1950, TODAY, "year") == "1950 (about 76)"
    assert formatting.born(JULY_1950, TODAY, "estimated") == "about 1950 (estimated, about 76)"
    assert birth_of(None, None) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Birth(JULY_1950), Birth(JULY_1950), True),
        (Birth(JULY_1950), Birth(date(1950, 7, 2)), False),
        (Birth(JULY_1950, BirthIs.YEAR), Birth(JULY_1950, BirthIs.YEAR), None),
        (Birth(JULY_1950, BirthIs.YEAR), Birth(date(1950, 12, 31)), None),
        (Birth(JULY_1950, BirthIs.YEAR), Birth(date(1951, 1, 1)), False),
        (Birth(JULY_1950, BirthIs.ESTIMATED), Birth(date(1952, 12, 31)), None),
        (Birth(JULY_1950, BirthIs.ESTIMATED), Birth(date(1953, 1, 1)), False),
        (Birth(JULY_1950), None, None),
    ],
)
def test_whether_two_births_are_of_one_person(one: Birth, other: Birth | None, same: bool | None) -> None:
    assert is_same_birth(one, other) is same
    assert is_same_birth(other, one) is same


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        (("born 1/7/1950",), Birth(JULY_1950)),
        (("1/7/1950",), Birth(JULY_1950)),
        (("aged 76", "born 1/7/1950"), Birth(JULY_1950)),
        (("b 1950",), Birth(JULY_1950, BirthIs.YEAR)),
        (("DOB 1/1/1900",), None),
        ((), None),
    ],
)
def test_a_line_says_the_birth_as_exactly_as_it_can(written: tuple[str, ...], birth: Birth | None) -> None:
    assert birth_in_line(written, TODAY) == birth


@pytest.mark.parametrize(
    ("written", "asks"),
    [
        (("born 1/7/1950", "aged 40"), "Which birth"),
        (("26/11/2026",), "Is 26/11/2026 the birth"),
        (("DOB 4/61",), "month 61"),
    ],
)
def test_a_line_that_leaves_the_birth_open_is_asked_about(written: tuple[str, ...], asks: str) -> None:
    with pytest.raises(Refused, match=asks):
        birth_in_line(written, TODAY)
