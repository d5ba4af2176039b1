"""Sums of money as people write them."""

import pytest
from hypothesis import given, strategies as st

from enabler.rules.refusal import Refused
from enabler.rules.writing.money import MOST, in_pounds, read_pounds


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("4212.50", 421250),
        ("£4,212.50", 421250),
        ("4212.5", 421250),
        ("£98", 9800),
        (" £ 98 ", 9800),
        ("98pw", 9800),
        ("0", 0),
        ("1,250", 125000),
        ("98.", 9800),
    ],
)
def test_as_written(typed: str, pence: int) -> None:
    assert read_pounds(typed) == pence


@pytest.mark.parametrize("typed", ["", "lots", "4,21", "1.234", "£", "12,34,567", "4212.50.1", "1e5", "٣"])
def test_what_is_no_sum_is_said(typed: str) -> None:
    with pytest.raises(Refused, match="is not a sum of money"):
        read_pounds(typed)


@pytest.mark.parametrize("typed", ["-5", "£-5", "−5"])
def test_less_than_nothing(typed: str) -> None:
    with pytest.raises(Refused, match="less than nothing"):
        read_pounds(typed, "balance_pence")


def test_more_than_anybody_owes() -> None:
    with pytest.raises(Refused, match="more than ten million"):
        read_pounds("10000001")


@given(st.integers(0, MOST))
def test_written_and_read_again(pence: int) -> None:
    assert read_pounds(in_pounds(pence)) == pence
