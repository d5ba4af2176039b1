"""The tornado: the widest first, both ends named, what moves nothing said in words, and the same for those who do
not see it."""

import pytest

from enabler.drawing.tornado import tornado, tornado_in_words
from enabler.rules.method.sensitivity import Outcome, Swing
from tests.web.drawn import is_within, marks, texts

OWN = Outcome("as in the report", 38.4)
SHARE = Swing("share", (OWN, Outcome("all joint", 22.1), Outcome("all sole", 61.2)))
HORIZON = Swing("horizon", (OWN, Outcome("half: 30 nights", 30.0)))
STILL = Swing("deadweight", (OWN, Outcome("high: 40%", 38.4), Outcome("low: 10%", 38.4)))
SWINGS = (SHARE, HORIZON, STILL)


def test_both_ends_are_named_and_the_widest_comes_first() -> None:
    said = texts(tornado(SWINGS, 38.4))
    assert {"22.1", "all joint", "61.2", "all sole", "As in the report: 38.4"} <= set(said)
    assert said.index("Share") < said.index("Horizon") < said.index("No difference: deadweight")


def test_a_bar_lies_on_each_side_of_the_own_figure_in_its_pattern() -> None:
    below, above, horizon, *_ = marks(tornado(SWINGS, 38.4))
    assert float(below["x"]) + float(below["width"]) == pytest.approx(float(above["x"]), abs=0.2)
    assert (below["fill"], above["fill"]) == ("#fff", "#003087")
    assert float(below["width"]) / float(above["width"]) == pytest.approx(16.3 / 22.8, rel=0.02)
    assert float(horizon["x"]) + float(horizon["width"]) == pytest.approx(float(above["x"]), abs=0.2)


def test_only_the_end_that_moves_is_named() -> None:
    assert texts(tornado((HORIZON,), 38.4)).count("as in the report") == 0


def test_in_words() -> None:
    assert tornado_in_words(SWINGS, 38.4) == (
        "Central net with one assumption changed at a time, in nights; the report says 38.4. Which matters most comes first. "
        "share: 22.1 (all joint) to 61.2 (all sole); horizon: 30.0 (half: 30 nights) to 38.4 (as in the report). "
        "No difference: deadweight."
    )


@pytest.mark.parametrize("swings", [(), (STILL,), (SHARE,)])
@pytest.mark.parametrize("own", [38.4, -300.0, 0.0])
def test_nothing_leaves_the_drawing(swings: tuple[Swing, ...], own: float) -> None:
    assert is_within(tornado(swings, own))


def test_long_words_at_both_ends_fit() -> None:
    order = Swing(
        "order of bases", (Outcome("sealed, comparison, cited", -12.3), Outcome("cited, comparison, sealed", 51.2))
    )
    assert is_within(tornado((order, SHARE), 38.4))


def test_a_tiny_move_is_no_difference_in_figures_of_one_decimal() -> None:
    tiny = Swing("optimism", (OWN, Outcome("one grade worse", 38.37)))
    assert "No difference: optimism" in texts(tornado((tiny,), 38.4)) and marks(tornado((tiny,), 38.4)) == []


def test_paper_gets_one_image() -> None:
    made = tornado(SWINGS, 38.4, image=True)
    assert made.count("<img ") == 1 and "<svg" not in made and "share: 22.1 (all joint) to 61.2" in made
