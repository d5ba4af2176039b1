"""One hospital number is one number, however it was written."""

import pytest

from enabler.rules.identity.number_key import number_key

SAME = {
    "12345": ("0012345", "12345", " 12 345", "12-345", "12.345", "12\u2013345", "1\u200b2345", "\ufeff12345", "１２３４５", "'0012345"),
    "A123456": ("a123456", "A 123 456", "a-123-456", "A\u00a0123456", "A123\u00ad456", "\u202aA123456\u202c"),
    "RX0012": ("rx0012", "RX 0012"),
    "12/345": ("012/345",),
}  # fmt: skip
APART = (("A123456", "A123457"), ("RX0012", "RX12"), ("12/345", "1/2345"), ("12345", "123450"), ("A1", "B1"))


@pytest.mark.parametrize(("key", "number"), [(key, number) for key, numbers in SAME.items() for number in numbers])
def test_ways_of_writing_one_number(key: str, number: str) -> None:
    assert number_key(number) == key


@pytest.mark.parametrize(("number", "other"), APART)
def test_two_numbers(number: str, other: str) -> None:
    assert number_key(number) != number_key(other)


@pytest.mark.parametrize("number", [None, "", "  ", "000", "-", "\u200b"])
def test_no_number(number: str | None) -> None:
    assert number_key(number) is None


def test_a_key_is_never_longer_than_its_column() -> None:
    assert len(number_key("\ufdfa" * 60) or "") == 60
