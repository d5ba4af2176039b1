"""The drawing of a past estimate: where its marks lie, and what it says to those who do not see it."""

import re

import pytest

from enabler.drawing.estimate_marks import EDGE, WIDTH, EstimateMark, estimate_mark, in_words, key


@pytest.mark.parametrize(
    ("observed", "words"),
    [
        (9, "sooner than low"),
        (10, "between low and high"),
        (40, "between low and high"),
        (41, "longer than high"),
    ],
)
def test_where_the_dot_lies(observed: int, words: str) -> None:
    assert in_words(EstimateMark(10, 20, 40, observed)) == words
    assert f'aria-label="{words}"' in estimate_mark(EstimateMark(10, 20, 40, observed), 60)


def test_all_rows_have_one_scale() -> None:
    """The right edge is the most of any row; zero is the left one."""
    drawn = estimate_mark(EstimateMark(0, 30, 60, 60), 60)
    assert re.findall(r'cx="([\d.]+)"', drawn) == [f"{WIDTH - EDGE:.0f}"]
    assert f"M{EDGE:.0f} 11H{WIDTH - EDGE:.0f}" in drawn  # low to high
    assert f"M{WIDTH / 2:.0f} 3v16" in drawn  # likely, half way


def test_nothing_but_zeros_can_be_drawn() -> None:
    assert f'cx="{EDGE:.0f}"' in estimate_mark(EstimateMark(0, 0, 0, 0), 0)


def test_the_key_says_what_is_what() -> None:
    assert "low, likely, high" in key() and "what happened" in key()
