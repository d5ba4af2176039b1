"""The trend: a mark with its range for each period, this one filled, drafts hollow, losses below the line."""

from typing import NamedTuple

import pytest

from enabler.drawing.trend import trend, trend_in_words
from tests.web.drawn import is_within, marks, texts


class Point(NamedTuple):
    label: str
    central: float
    low: float
    high: float
    is_published: bool
    is_now: bool


PUBLISHED = Point("Oct to Dec 2025", 12.2, 10, 14, True, False)
DRAFT = Point("Jan to Mar 2026", -8, -8, -8, False, False)
NOW = Point("Apr to Jun 2026", 38.4, 33.9, 40.7, False, True)
POINTS = (PUBLISHED, DRAFT, NOW)


def test_each_period_has_its_figure_its_range_and_its_name() -> None:
    said = texts(trend(POINTS))
    assert {"12.2", "−8.0", "38.4", "33.9 to 40.7"} <= set(said)
    assert said.count("Jan to Mar 2026") == 2  # wide and narrow


def test_published_drafts_and_this_one_look_different() -> None:
    published, draft = marks(trend(POINTS), "circle")[2:4]  # after those of the key
    assert published["fill"] != "#fff" and draft["fill"] == "#fff"
    assert {one["width"] for one in marks(trend((NOW,)))} >= {"14"}
    assert marks(trend((NOW,)), "circle") == []


def test_the_key_names_only_what_there_is() -> None:
    assert "as published" not in texts(trend((DRAFT, NOW)))
    assert {"as published", "this report", "from the records as they are now"} <= set(texts(trend(POINTS)))


def test_a_loss_lies_below_the_line() -> None:
    published, draft = marks(trend(POINTS), "circle")[2:4]
    assert float(published["cy"]) < float(draft["cy"])


@pytest.mark.parametrize("points", [(NOW,), POINTS, (*POINTS, *POINTS[:2]), (Point("x", 0, 0, 0, True, True),), ()])
def test_nothing_leaves_the_drawing(points: tuple[Point, ...]) -> None:
    assert is_within(trend(points))


def test_in_words() -> None:
    assert trend_in_words(POINTS) == (
        "Net nights avoided, period by period. Oct to Dec 2025: 12.2 (range 10.0 to 14.0; as published); "
        "Jan to Mar 2026: −8.0 (range −8.0 to −8.0; from the records as they are now); "
        "Apr to Jun 2026: 38.4 (range 33.9 to 40.7; this report)."
    )


def test_paper_gets_one_image() -> None:
    made = trend((NOW,), image=True)
    assert made.count("<img ") == 1 and "<svg" not in made
