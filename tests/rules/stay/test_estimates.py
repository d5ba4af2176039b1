"""Estimates: low, likely and high in order, in nights."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.estimates import check_estimate


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((0, 0, 0), None),
        ((5, 14, 40), None),
        ((-1, 14, 40), "low"),
        ((15, 14, 40), "likely"),
        ((5, 41, 40), "high"),
        ((5, 14, 4000), "high"),
        ((5, float("nan"), 40), "likely"),
    ],
)
def test_low_likely_high(values: tuple[float, float, float], field: str | None) -> None:
    if field is None:
        check_estimate(*values)
        return
    with pytest.raises(Refused) as refused:
        check_estimate(*values)
    assert refused.value.field == field
