"""The drawing of a run chart: marks by shape, values beside them, a gap where a week has none."""

import re

from enabler.drawing.run_chart import ChartMark, run_chart, run_chart_in_words, shape

MARKS = [
    ChartMark("4 May", 14.0, "before"),
    ChartMark("11 May", None, "before"),
    ChartMark("18 May", 12.0, "before"),
    ChartMark("25 May", 9.0, "during"),
    ChartMark("1 Jun", 0.0, "after"),
]


def whole(value: float) -> str:
    return f"{value:.0f}"


def test_the_alternative_says_every_week() -> None:
    assert run_chart_in_words(MARKS, 13.0, whole, "Delay nights") == (
        "Delay nights by week. Median of the weeks before: 13. "
        "Before: 4 May 14, 11 May no value, 18 May 12. During: 25 May 9. After: 1 Jun 0."
    )
    drawn = str(run_chart(MARKS, 13.0, whole, "Delay nights"))
    assert drawn.count('aria-label="Delay nights by week.') == 2  # wide and narrow
    assert "<img" in str(run_chart(MARKS, 13.0, whole, "Delay nights", image=True))


def test_a_gap_breaks_the_line_and_0_does_not() -> None:
    wide = str(run_chart(MARKS, 13.0, whole, "Nights")).split('<div class="when-narrow">')[0]
    joined = next(path for path in re.findall(r' d="([^"]+)"', wide) if "L" in path)
    assert (joined.count("M"), joined.count("L")) == (2, 2)


def test_every_value_stands_beside_its_mark() -> None:
    wide, narrow = str(run_chart(MARKS, 13.0, whole, "Nights")).split('<div class="when-narrow">')
    for text in (">14<", ">12<", ">9<", ">0<"):
        assert text in wide and text in narrow
    assert ">–<" in narrow and all(f">{mark.label}<" in narrow for mark in MARKS)


def test_phases_differ_by_shape_not_colour() -> None:
    assert shape("during", 0, 0).startswith("<rect")
    assert shape("before", 0, 0).startswith("<circle") and 'fill="#fff"' in shape("before", 0, 0)
    assert shape("after", 0, 0).startswith("<circle") and 'fill="#fff"' not in shape("after", 0, 0)


def test_words_are_escaped_and_nothing_is_no_fault() -> None:
    assert "<b>" not in str(run_chart([ChartMark("<b>", 1.0, "before")], None, whole, "<b>"))
    assert "<svg" in str(run_chart([], None, whole, "Nights"))
    assert "<svg" in str(run_chart([ChartMark("4 May", None, "before")], None, whole, "Nights"))
    assert "<svg" in str(run_chart([ChartMark("4 May", 0.0, "before")], 0.0, whole, "Nights"))
