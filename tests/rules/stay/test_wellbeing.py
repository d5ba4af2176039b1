"""Answers stay on their scale; no answer is never a low one; less anxious is better."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.wellbeing import WellbeingChange, change, check_answer


@pytest.mark.parametrize("answer", [None, 0, 10])
def test_on_the_scale(answer: int | None) -> None:
    check_answer(answer, 0, 10)


@pytest.mark.parametrize("answer", [-1, 11])
def test_off_the_scale(answer: int) -> None:
    with pytest.raises(Refused, match="from 0 to 10"):
        check_answer(answer, 0, 10)


@pytest.mark.parametrize(
    ("before", "after", "reverse", "moved"),
    [
        (3, 7, False, WellbeingChange.BETTER),
        (7, 3, False, WellbeingChange.WORSE),
        (3, 7, True, WellbeingChange.WORSE),
        (7, 3, True, WellbeingChange.BETTER),
        (4, 4, True, WellbeingChange.SAME),
        (None, 4, False, None),
        (0, None, False, None),
    ],
)
def test_change(before: int | None, after: int | None, reverse: bool, moved: WellbeingChange | None) -> None:
    assert change(before, after, reverse=reverse) is moved
