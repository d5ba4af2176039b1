"""Numbers of nights as people write them."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.nights_as_written import read_nights


@pytest.mark.parametrize(
    ("typed", "nights"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("60.5", 60.5),
        ("1,000", 1000),
        ("7 nights", 7),
        ("1 night", 1),
        ("10 days", 10),
        ("2 weeks", 14),
        ("2 Weeks", 14),
        ("2wks", 14),
        ("a week", 7),
        ("two weeks", 14),
        ("1.5 weeks", 10.5),
        ("a fortnight", 14),
        ("2 weeks 3 days", 17),
        ("2 weeks and 3 days", 17),
        ("2 weeks, 3 nights", 17),
    ],
)
def test_understood(typed: str, nights: float) -> None:
    assert read_nights(typed) == nights


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "many",
        "a",
        "-1",
        "nan",
        "inf",
        "1e3",
        "60,5",
        "2 weeks and 3",
        "3 days ago",
        "\u0663",
        "\u00bd week",
        "7?",
        "x" * 10_000,
    ],
)
def test_not_understood(typed: str) -> None:
    with pytest.raises(Refused, match="for example 14 or 2 weeks"):
        read_nights(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3 months", "Months differ"),
        ("a month", "Months differ"),
        ("7-10", "one number"),
        ("7 to 10 nights", "one number"),
    ],
)
def test_what_is_meant_is_said(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_nights(typed)
