"""Names as written on wards and lists."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.names import is_same_given_name, read_name, surname_key, tidy_case


@pytest.mark.parametrize(
    ("written", "surname", "given"),
    [
        ("SINGH, Harpreet", "Singh", "Harpreet"),
        ("SINGH, Harpreet (Ms)", "Singh", "Harpreet"),
        ("O'BRIEN, Mary Kate (Mrs.)", "O'Brien", "Mary Kate"),
        ("Mr Brown, Dave", "Brown", "Dave"),
        ("singh, harpreet", "Singh", "Harpreet"),
        ("SINGH Harpreet", "Singh", "Harpreet"),
        ("Harpreet SINGH", "Singh", "Harpreet"),
        ("VAN DYKE Jo", "Van Dyke", "Jo"),
        ("Harpreet Singh", "Singh", "Harpreet"),
        ("harpreet kaur singh", "Singh", "Harpreet Kaur"),
        ("Jan van der Berg", "van der Berg", "Jan"),
        ("Ms Ada Smith-Jones", "Smith-Jones", "Ada"),
        ("SINGH", "Singh", None),
        ("Singh,", "Singh", None),
        ("McDonald, Ann", "McDonald", "Ann"),
        ("Singh, Harpreet (Harry)", "Singh", "Harpreet (Harry)"),
        ("  Łukasz   Żak ", "Żak", "Łukasz"),
        ("Master", "Master", None),
    ],
)
def test_a_line_becomes_surname_and_given_names(written: str, surname: str, given: str | None) -> None:
    assert read_name(written) == (surname, given)


@pytest.mark.parametrize("written", ["", "  ", ",", "12", ", Harpreet", "(Mr)", "-"])
def test_a_line_without_a_surname_is_refused(written: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_name(written)
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("surname", "key"),
    [
        ("O’Brien", "obrien"),
        ("O'BRIEN", "obrien"),
        ("Smith-Jones", "smithjones"),
        ("Smith Jones", "smithjones"),
        ("Müller", "muller"),
        ("Øłdß", "oldss"),
        ("王", "王"),
        ("-", "-"),
    ],
)
def test_a_surname_folds(surname: str, key: str) -> None:
    assert surname_key(surname) == key


def test_given_names_are_the_same_by_their_first() -> None:
    assert is_same_given_name("Harpreet", "HARPREET Kaur")
    assert not is_same_given_name("Harpreet", "Harry")
    assert not is_same_given_name(None, None)
    assert not is_same_given_name("", "Harpreet")


@pytest.mark.parametrize(("typed", "kept"), [("o'brien", "O'Brien"), ("McKay", "McKay"), ("J", "J"), ("", "")])
def test_case_is_mended_only_where_there_is_none(typed: str, kept: str) -> None:
    assert tidy_case(typed) == kept
