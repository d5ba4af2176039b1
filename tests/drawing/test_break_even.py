"""The break-even meter: what is needed beside what was released, whatever their signs and sizes."""

import pytest

from enabler.drawing.break_even import break_even_in_words, break_even_meter
from tests.web.drawn import is_within, marks, texts


def test_both_figures_stand_beside_their_bars() -> None:
    said = texts(break_even_meter(4.2, 2.1, 2.9, 3.3))
    assert {"4.2", "2.9", "Range 2.1 to 3.3", "Needed to cover the cost of the service", "Released"} <= set(said)


def test_the_bars_are_to_scale() -> None:
    needed, released, *_ = (float(one["width"]) for one in marks(break_even_meter(4.2, 2.1, 2.9, 3.3)))
    assert released / needed == pytest.approx(2.9 / 4.2, rel=0.01)


def test_what_was_lost_lies_on_the_other_side() -> None:
    needed, released, *_ = marks(break_even_meter(4.2, -3.1, -2.9, -2.9))
    assert float(released["x"]) + float(released["width"]) == pytest.approx(float(needed["x"]), abs=0.2)


@pytest.mark.parametrize(
    "meter", [(0, 0, 0, 0), (420, 1, 2, 3), (1.2, 2, 5, 7), (4.2, -3.1, -2.9, -2.9), (4, 9, 8, -7)]
)
def test_nothing_leaves_the_drawing(meter: tuple[float, float, float, float]) -> None:
    assert is_within(break_even_meter(*meter))


def test_in_words_it_says_whether_it_is_enough() -> None:
    assert break_even_in_words(4.2, 2.1, 2.9, 3.3) == (
        "Break-even, in nights a week. Needed to cover the cost of the service: 4.2. "
        "Released: 2.9 (range 2.1 to 3.3), not enough to cover it."
    )
    assert break_even_in_words(2.9, 2.1, 2.9, 3.3).endswith(", enough to cover it.")


def test_paper_gets_one_image() -> None:
    made = break_even_meter(4.2, 2.1, 2.9, 3.3, image=True)
    assert made.count("<img ") == 1 and "<svg" not in made and "Break-even" in made
