"""Percentages as people write them."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.percents import in_percent, read_percent


@pytest.mark.parametrize(
    ("typed", "fraction", "shown"),
    [
        ("0", 0.0, "0%"),
        ("15", 0.15, "15%"),
        (" 15 % ", 0.15, "15%"),
        ("12.5%", 0.125, "12.5%"),
        ("0.25", 0.0025, "0.25%"),
        ("100", 1.0, "100%"),
    ],
)
def test_read_and_shown(typed: str, fraction: float, shown: str) -> None:
    assert read_percent(typed) == fraction
    assert in_percent(fraction) == shown
    assert read_percent(in_percent(fraction)) == fraction


@pytest.mark.parametrize("typed", ["", "-1", "100.01", "101", "999", "ten", "1.234", "nan", "1e1", "5%%", "٥", "1,5"])
def test_what_is_no_percentage(typed: str) -> None:
    with pytest.raises(Refused, match="is not a percentage from 0 to 100") as refused:
        read_percent(typed, "deadweight_low")
    assert refused.value.field == "deadweight_low"
