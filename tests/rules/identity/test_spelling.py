"""A slip of the pen is told from another name."""

import pytest

from enabler.rules.identity.spelling import is_spelt_alike

TABLE = [
    ("Margaret", "Margret", True),
    ("Jon", "John", True),
    ("Aleksander", "ALEXANDER James", True),
    ("Tim", "Tom", False),
    ("Maria", "Mark", False),
    ("Ann", None, False),
    ("", "Ann", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), TABLE)
def test_alike_or_not_whichever_comes_first(one: str, other: str, alike: bool) -> None:
    assert is_spelt_alike(one, other) is alike
    assert is_spelt_alike(other, one) is alike
