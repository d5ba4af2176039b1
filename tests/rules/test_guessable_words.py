"""What is left of a password without the words it would first be guessed from."""

import pytest

from enabler.rules.guessable_words import guessable_words, left_without

WORDS = guessable_words(["Bosworth", "Bradgate Unit", "Leicester City Council", "Sam Okafor"])


@pytest.mark.parametrize(
    ("password", "left"),
    [
        ("Winter2026!!", "ii"),
        ("bosworth-ward-2026", "--"),
        ("Leicester1234", "i2ea"),
        ("B0sw0rth Bradg4te", ""),
        ("Sam.Okafor.1999", ".."),
        ("Enabler Hospital", ""),
        ("décembre", "decembre"),
        ("four quiet lamps at noon", "fourquietiampsatnoon"),
    ],
)
def test_left_without(password: str, left: str) -> None:
    assert left_without(password, WORDS) == left


def test_words_of_two_letters_are_not_taken_out() -> None:
    assert "ed" not in guessable_words(["Ed"])
