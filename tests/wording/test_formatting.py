"""How dates, numbers and names are written."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from enabler.wording import formatting

FRIDAY = date(2026, 12, 4)


def person(surname: str, given_names: str, known_as: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(surname=surname, given_names=given_names, known_as=known_as)


def test_dates_have_one_form_for_each_place() -> None:
    assert formatting.long_date(FRIDAY) == "Fri 4 December 2026"
    assert formatting.plain_date(FRIDAY) == "4 December 2026"
    assert formatting.short_date(FRIDAY) == "4 Dec"
    assert formatting.year_date(FRIDAY) == "4 Dec 2026"
    assert formatting.weekday_date(FRIDAY) == "Fri 4 Dec"
    assert formatting.banner_date(date(1961, 2, 3)) == "03-Feb-1961"


def test_a_date_that_is_missing_is_never_a_guess() -> None:
    assert formatting.long_date(None) == "not recorded"
    assert formatting.born(None, FRIDAY) == "not recorded"
    assert formatting.short_date(None) == ""


@pytest.mark.parametrize(
    ("born_on", "today", "years"),
    [
        (date(1961, 2, 3), date(2026, 2, 2), 64),
        (date(1961, 2, 3), date(2026, 2, 3), 65),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
    ],
)
def test_age_changes_on_the_birthday(born_on: date, today: date, years: int) -> None:
    assert formatting.born(born_on, today).endswith(f"({years})")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 12, 4), "today"),
        (date(2026, 12, 5), "tomorrow"),
        (date(2026, 12, 3), "yesterday"),
        (date(2026, 12, 16), "in 12 days"),
        (date(2026, 11, 25), "9 days ago"),
        (date(2029, 12, 4), "in 3 years"),
    ],
)
def test_a_date_is_read_back_with_its_distance(on: date, words: str) -> None:
    assert formatting.how_far(on, FRIDAY) == words
    assert formatting.read_back(on, FRIDAY).endswith(f", {words}")


def test_instants_are_shown_in_london_also_just_after_midnight_in_summer() -> None:
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert formatting.clock_time(at) == "00:30"
    assert formatting.moment(at) == "Thu 2 Jul 2026, 00:30"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("9994765919", "999 476 5919"), (None, "not recorded"), ("", "not recorded"), ("12345", "12345")],
)
def test_nhs_number_is_three_three_four(stored: str | None, shown: str) -> None:
    assert formatting.nhs_number(stored) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(45.1923, "45.2"), (-3.5, "−3.5"), (-0.04, "0.0"), (0, "0.0"), (12345.67, "12,345.7"), (None, "not known")],
)
def test_figures_have_one_decimal_and_a_true_minus(value: float | None, shown: str) -> None:
    assert formatting.figure(value) == shown


def test_counts_and_their_words_agree() -> None:
    assert formatting.nights(1) == "1 night"
    assert formatting.nights(9) == "9 nights"
    assert formatting.nights(30.5) == "30.5 nights"
    assert formatting.nights(None) == "nights not known"
    assert formatting.plural(1, "agency", "agencies") == "1 agency"
    assert formatting.plural(0, "agency", "agencies") == "0 agencies"
    assert formatting.plural(1204, "stay") == "1,204 stays"
    assert formatting.percent(0.15) == "15%"


def test_names() -> None:
    assert formatting.patient_name(person("O'Brien", "Mary Anne")) == "O'BRIEN, Mary Anne"
    assert formatting.patient_name(person("Okafor", "")) == "OKAFOR"
    assert formatting.patient_name(person("", "")) == "Name not recorded"
    assert formatting.patient_name(person("Singh", "Harpreet", "Harry")) == "SINGH, Harpreet (known as Harry)"
    assert formatting.patient_name(person("Singh", "Harry John", "harry")) == "SINGH, Harry John"
    assert formatting.patient_name(person("Unknown male", "")) == "Unknown male"
    assert formatting.initials(person("Smith-Jones", "Grace")) == "G.S.J."
    assert formatting.possessive("Amina") == "Amina's"
    assert formatting.possessive("Mr Jones") == "Mr Jones'"
