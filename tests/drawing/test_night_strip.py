"""The night strip: one cell a night, what stood below it, and the same in words."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from enabler.drawing.night_strip import by_week, night_strip, small_strip, strip_image, wide
from enabler.vocabulary import Part
from enabler.wording.nights_in_words import NightsLine

READY = date(2026, 5, 5)
STAY = [(READY + timedelta(days=n), Part.HOUSING_AND_OTHER if 15 <= n < 25 else Part.HOUSING_ONLY) for n in range(30)]
NO_HOME = NightsLine("No home to go to", date(2026, 4, 20), None)
ARREARS = NightsLine("Rent arrears", date(2026, 4, 1), date(2026, 5, 20))
CARE = NightsLine("Care package", date(2026, 5, 20), date(2026, 5, 30), "other")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def boxes(markup: str) -> list[ElementTree.Element]:
    return drawn(markup).findall(f".//{SVG}rect")


def test_each_night_is_one_cell_oldest_left() -> None:
    cells = boxes(wide(STAY))
    assert len(cells) == 30
    places = [float(cell.get("x", "")) for cell in cells]
    assert places == sorted(places)


def test_parts_differ_in_pattern_and_not_only_in_colour() -> None:
    looks = set()
    for part in Part:
        root = drawn(wide([(READY, part)]))
        box = root.find(f"{SVG}rect")
        assert box is not None
        pattern = root.find(f"{SVG}path")
        looks.add((box.get("fill"), pattern is not None and pattern.get("stroke-linecap")))
    assert len(looks) == 4


def test_a_time_not_ready_is_a_gap() -> None:
    together, apart = boxes(wide(STAY[:2])), boxes(wide([STAY[0], STAY[9]]))
    near = float(together[1].get("x", "")) - float(together[0].get("x", ""))
    far = float(apart[1].get("x", "")) - float(apart[0].get("x", ""))
    assert far > 2 * near


def test_months_end_in_a_heavier_edge() -> None:
    assert 'stroke-width="2.4"' in wide(STAY)
    assert 'stroke-width="2.4"' not in wide(STAY[:5])


def test_one_line_for_each_thing_that_stood_labelled_at_its_end() -> None:
    markup = wide(STAY, [NO_HOME, ARREARS, CARE])
    labels = [text.text for text in drawn(markup).findall(f"{SVG}text")]
    assert labels[-3:] == ["No home to go to", "Rent arrears", "Care package"]
    assert markup.count("stroke-dasharray") == 1


def test_a_line_that_stood_on_no_delay_night_is_not_drawn() -> None:
    earlier = NightsLine("Benefits stopped", date(2026, 1, 1), date(2026, 2, 1))
    assert ">Benefits stopped<" not in wide(STAY, [earlier])


def test_labels_stay_within_the_drawing() -> None:
    long = NightsLine("A very long name of a barrier that somebody typed in full", READY, None)
    root = drawn(wide(STAY, [long]))
    label = root.findall(f"{SVG}text")[-1]
    assert float(label.get("x", "")) < float(root.get("width", ""))


def test_long_stays_wrap_after_thirteen_weeks() -> None:
    long = [(READY + timedelta(days=n), Part.HOUSING_ONLY) for n in range(200)]
    assert float(drawn(wide(long)).get("height", "")) > 3 * 40


def test_a_narrow_screen_gets_a_row_a_week_monday_first() -> None:
    root = drawn(by_week(STAY))
    assert [text.text for text in root.findall(f"{SVG}text")] == ["4 May", "11 May", "18 May", "25 May", "1 Jun"]
    assert len(root.findall(f"{SVG}rect")) == 30
    assert float(root.get("width", "")) <= 288


def test_the_small_strip_is_one_row_high_whatever_the_number_of_nights() -> None:
    many = [(READY + timedelta(days=n), list(Part)[n // 7 % 4]) for n in range(300)]
    root = drawn(re.sub(r"</?span[^>]*>", "", small_strip(many)))
    assert root.get("height") == "16"
    assert float(root.get("width", "")) <= 114


def test_every_drawing_says_in_words_what_it_shows() -> None:
    markup = night_strip(STAY, [NO_HOME])
    assert markup.count('role="img"') == 2
    assert "Delayed 30 nights from 5 May to 4 June 2026. 20 housing only, 10 housing and other" in markup
    assert "No home to go to: since 20 April 2026" in markup


def test_on_paper_it_is_an_image_with_alternative_text() -> None:
    markup = strip_image(STAY, [CARE])
    assert markup.startswith("<img ")
    assert 'alt="Delayed 30 nights' in markup
    assert "data:image/svg+xml;base64," in markup


def test_it_needs_no_style_attribute_script_or_identifier() -> None:
    markup = night_strip(STAY, [NO_HOME, ARREARS, CARE])
    for forbidden in (" style=", "<style", "<script", " id=", "url(", "href"):
        assert forbidden not in markup


def test_a_label_with_markup_is_text() -> None:
    markup = night_strip(STAY, [NightsLine("<script>x</script>", READY, None)])
    assert "<script" not in markup
    assert '"><' not in wide(STAY, [NightsLine('"><b>', READY, None)]).split("aria-label=")[1].split(" viewBox")[0]


@pytest.mark.parametrize("make", [night_strip, small_strip, strip_image])
def test_no_delay_nights_is_no_drawing(make: object) -> None:
    assert make([]) == ""  # type: ignore[operator]
