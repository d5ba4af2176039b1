"""The truth table of who is who: same only by a number; never different where name and birth fit."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from enabler.rules.identity.likeness import PersonFacts, Sameness, is_another_person, is_listed_twice, likeness
from enabler.rules.identity.name_fit import Fit, given_fit
from enabler.rules.identity.number_key import is_nearly

BORN, OTHER_DAY, CHANGED_ABOUT = date(1960, 5, 4), date(1971, 4, 3), date(1960, 4, 5)
NHS, OTHER_NHS = "9434765919", "9992284641"
MARY: dict[str, Any] = {"surname": "O’Brien", "given_names": "Mary", "born_on": BORN}
SAME, UNCLEAR, DIFFERENT = Sameness


def person(**facts: Any) -> PersonFacts:
    return PersonFacts(**MARY | facts)


TABLE = [
    # numbers the same
    (SAME, {"hospital_number": "0012345"}, {"hospital_number": "12345"}),
    (SAME, {"hospital_number": "A123456"}, {"hospital_number": "a123456"}),
    (SAME, {"nhs_number": NHS, "hospital_number": "K1"}, {"nhs_number": NHS, "hospital_number": "K2"}),
    (SAME, {"hospital_number": "K1"}, {"hospital_number": "K1", "surname": "O’Brian"}),
    (SAME, {"hospital_number": "K1"}, {"hospital_number": "K1", "born_on": OTHER_DAY}),
    (SAME, {"hospital_number": "K1"}, {"hospital_number": "K1", "surname": "Kaur", "born_on": None}),
    (SAME, {"hospital_number": "K1"}, {"hospital_number": "K1", "surname": None, "given_names": None, "born_on": None}),
    (SAME, {"hospital_number": "K1"}, {"hospital_number": "K1", "surname": "Unknown male", "given_names": None}),
    (SAME, {"hospital_number": "0k-2"}, {"hospital_number": "K1", "also": frozenset(["K2"])}),
    (SAME, {"nhs_number": NHS}, {"nhs_number": OTHER_NHS, "also": frozenset([NHS])}),
    (UNCLEAR, {"hospital_number": "K1", "nhs_number": NHS}, {"hospital_number": "K1", "nhs_number": OTHER_NHS}),
    (UNCLEAR, {"nhs_number": NHS}, {"nhs_number": NHS, "surname": "Twin", "given_names": "Ann", "born_on": OTHER_DAY}),
    (UNCLEAR, {"hospital_number": "K1"}, {"hospital_number": "K1", "surname": "Osei", "born_on": OTHER_DAY}),
    (UNCLEAR, {"hospital_number": "K1"}, {"hospital_number": "K1", "given_names": "Tom", "born_on": OTHER_DAY}),
    (
        UNCLEAR,
        {"hospital_number": "K1"},
        {"hospital_number": "K1", "surname": "Osei", "given_names": "Tom", "born_on": None},
    ),
    (UNCLEAR, {"hospital_number": "K1"}, {"hospital_number": "K1", "given_names": "Baby of Mary", "born_on": None}),
    # name and birth fit
    (UNCLEAR, {}, {}),
    (UNCLEAR, {"hospital_number": "A123456"}, {"hospital_number": "A123457"}),
    (UNCLEAR, {"hospital_number": "A1"}, {"hospital_number": "Z99"}),
    (UNCLEAR, {"nhs_number": NHS}, {"nhs_number": OTHER_NHS}),
    (UNCLEAR, {"hospital_number": "A1"}, {"given_names": None}),
    (UNCLEAR, {"hospital_number": "A1"}, {"hospital_number": "A2", "given_names": "M"}),
    (UNCLEAR, {}, {"given_names": "Maryam"}),
    (UNCLEAR, {}, {"given_names": "Ann Mary"}),
    (UNCLEAR, {}, {"given_names": "Tom"}),
    (UNCLEAR, {}, {"surname": "MARY", "given_names": "Obrien"}),
    (UNCLEAR, {}, {"given_names": "Baby"}),
    (UNCLEAR, {}, {"born_on": CHANGED_ABOUT}),
    (DIFFERENT, {"hospital_number": "A1"}, {"hospital_number": "A2", "given_names": "Anna"}),
    (DIFFERENT, {"nhs_number": NHS}, {"nhs_number": OTHER_NHS, "given_names": "Tom"}),
    (DIFFERENT, {}, {"born_on": OTHER_DAY}),
    (DIFFERENT, {}, {"born_on": CHANGED_ABOUT, "given_names": "Tom"}),
    (UNCLEAR, {}, {"surname": "Osei"}),
    (UNCLEAR, {"hospital_number": "A1"}, {"surname": "O’Brian", "hospital_number": "A2"}),
    (UNCLEAR, {"surname": "Murphy"}, {"surname": "Osei-Murphy", "given_names": "M"}),
    (DIFFERENT, {"hospital_number": "A1"}, {"surname": "Osei", "hospital_number": "A2"}),
    (DIFFERENT, {}, {"surname": "Osei", "given_names": "M"}),
    (DIFFERENT, {}, {"surname": "O’Brian", "born_on": None}),
    (DIFFERENT, {"given_names": "Baby"}, {"given_names": "Baby", "surname": "Osei"}),
    (UNCLEAR, {}, {"born_on": date(1960, 7, 1), "birth_is": "year"}),
    (UNCLEAR, {}, {"born_on": date(1962, 7, 1), "birth_is": "estimated"}),
    (DIFFERENT, {}, {"born_on": date(1962, 7, 1), "birth_is": "year"}),
    (UNCLEAR, {"known_as": "Molly"}, {"given_names": "Molly", "born_on": None}),
    # the name alone
    (UNCLEAR, {}, {"born_on": None}),
    (UNCLEAR, {}, {"born_on": None, "given_names": "M."}),
    (UNCLEAR, {}, {"born_on": None, "given_names": None}),
    (UNCLEAR, {"hospital_number": "A123456"}, {"born_on": None, "hospital_number": "A123465"}),
    (DIFFERENT, {"hospital_number": "A123456"}, {"born_on": None, "hospital_number": "B777"}),
    (DIFFERENT, {"nhs_number": NHS}, {"born_on": None, "nhs_number": OTHER_NHS}),
    (DIFFERENT, {}, {"born_on": None, "given_names": "Tom"}),
    (DIFFERENT, {}, {"born_on": None, "given_names": "Baby of Mary"}),
    (DIFFERENT, {"born_on": None, "given_names": "Baby of Jane"}, {"born_on": None, "given_names": "Baby of Mary"}),
    # nobody knows who
    (DIFFERENT, {"surname": "Unknown male", "given_names": None}, {"surname": "Unknown male", "given_names": None}),
    (DIFFERENT, {"surname": "Trauma Zulu", "given_names": None}, {"surname": "Trauma Zulu", "given_names": None}),
    (DIFFERENT, {"surname": "Unidentified", "given_names": None}, {"surname": "Unidentified", "given_names": None}),
    (DIFFERENT, {"surname": None, "given_names": None}, {"surname": None, "given_names": None}),
]


@pytest.mark.parametrize(("sameness", "one", "other"), TABLE)
def test_who_is_who(sameness: Sameness, one: dict[str, Any], other: dict[str, Any]) -> None:
    judged = likeness(person(**one), person(**other))
    assert (judged.sameness, likeness(person(**other), person(**one))) == (sameness, judged)
    assert bool(judged.because) is judged.is_unclear, "what is unclear says why"


NAMES = st.sampled_from(["Mary", "M", "Ann", "Baby", "Baby of Mary", None])
ANYONE = st.builds(
    PersonFacts,
    st.sampled_from(["O’Brien", "Mary", "Unknown", None]),
    NAMES,
    st.sampled_from([BORN, OTHER_DAY, CHANGED_ABOUT, None]),
    st.sampled_from([NHS, OTHER_NHS, None]),
    st.sampled_from(["K1", "k-1", "0K1", "K2", None]),
)


@given(ANYONE, ANYONE)
def test_which_side_is_which_makes_no_difference(one: PersonFacts, other: PersonFacts) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert is_listed_twice(one, other) == is_listed_twice(other, one)


ANOTHER = [
    (True, {"surname": "Twinname", "given_names": "Jon", "born_on": None}),
    (True, {"surname": "Twinname", "born_on": OTHER_DAY}),
    (True, {"surname": "Twinname", "born_on": None, "hospital_number": "K2"}),
    (True, {"given_names": "Tom", "born_on": OTHER_DAY}),
    (False, {"surname": "Twinname", "born_on": None}),
    (False, {"surname": "Twinname", "given_names": "Jon"}),
    (False, {"surname": "Twinname", "given_names": "Jon", "born_on": None, "hospital_number": "0k1"}),
    (False, {"surname": None, "given_names": None, "born_on": None}),
    (False, {"given_names": "Tom", "born_on": None}),
    (False, {"born_on": OTHER_DAY}),
]


@pytest.mark.parametrize(("another", "told"), ANOTHER)
def test_another_person_under_one_reference(another: bool, told: dict[str, Any]) -> None:
    assert is_another_person(person(**told), person(hospital_number="K1")) is another


TWICE = [
    (True, {"hospital_number": "A123456"}, {"hospital_number": "A123457"}),
    (True, {"nhs_number": NHS}, {"given_names": "M"}),
    (True, {"born_on": None}, {}),
    (False, {"born_on": None, "hospital_number": "A1"}, {"born_on": None, "hospital_number": "A2"}),
    (False, {"nhs_number": NHS}, {"nhs_number": OTHER_NHS}),
    (False, {"given_names": "Ann"}, {"given_names": "Anna"}),
    (False, {}, {"born_on": OTHER_DAY}),
    (False, {"born_on": None, "given_names": None}, {"born_on": None, "given_names": None}),
    (False, {"surname": "Unknown male", "given_names": None}, {"surname": "Unknown male", "given_names": None}),
]


@pytest.mark.parametrize(("twice", "one", "other"), TWICE)
def test_one_person_in_two_rows(twice: bool, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert is_listed_twice(person(**one), person(**other)) is twice


@pytest.mark.parametrize(
    ("number", "other", "nearly"),
    [("A123456", "a123457", True), ("A123456", "A123465", True), ("A123456", "A123456", False), ("A1", "A2", False),
     ("A123456", "A124365", False), ("12345", "123456", False), (None, "12345", False)],
)  # fmt: skip
def test_almost_the_same_number(number: str | None, other: str, nearly: bool) -> None:
    assert is_nearly(number, other) is nearly


def test_given_names_are_the_same_by_their_first() -> None:
    for one, other, fit in (
        ("Harpreet", "HARPREET Kaur", Fit.SAME),
        ("Harpreet", "Harry", Fit.DIFFERENT),
        ("", "Harpreet", Fit.UNKNOWN),
    ):
        assert given_fit(one, other, born_the_same=False) is fit
