"""The drawing of how many still waited: what it says in words, its numbers, and lines that stay inside it."""

import re

import pytest

from enabler.drawing.survival_curve import NARROW, WIDE, readings, survival_curve, survival_curve_in_words

STEPS = [(0, 1.0), (0, 0.8), (3, 0.6), (10, 0.2), (40, 0.2)]


def test_readings_are_taken_after_the_steps_of_their_night() -> None:
    assert readings(STEPS) == [(1, 0.8), (7, 0.6), (14, 0.2), (28, 0.2), (40, 0.2)]
    assert readings([(0, 1.0), (0, 0.0)]) == [(0, 0.0)]


def test_in_words() -> None:
    assert survival_curve_in_words(STEPS[:4], []) == (
        "Share of patients still waiting: after 1 night 80%; after 7 nights 60%; after 10 nights 20%."
    )
    assert survival_curve_in_words(STEPS, [40, 40]).endswith("after 40 nights 20%. Waits not over: 2.")


@pytest.mark.parametrize("longest", [0, 1, 6, 40, 364, 3660])
def test_everything_stays_inside(longest: int) -> None:
    svg = str(survival_curve([(0, 1.0), (longest, 0.5)], [longest]))
    assert "when-wide" in svg and "when-narrow" in svg
    for drawn, (width, height) in zip(svg.split("<svg")[1:], (WIDE, NARROW), strict=True):
        across = [float(found) for found in re.findall(r"[MH](-?[0-9.]+)", drawn)]
        assert across and min(across) >= 0 and max(across) <= width
        down = [float(found) for found in re.findall(r'y="(-?[0-9.]+)"', drawn)]
        assert min(down) >= 0 and max(down) <= height
