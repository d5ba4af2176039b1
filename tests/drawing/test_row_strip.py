"""The strip of a row: cells while there is room, boxes after, gaps kept short, and the same in words."""

from datetime import date

from enabler.drawing.row_strip import in_words, row_strip
from enabler.rules.method.nights import Run
from enabler.vocabulary import Part

MAY = date(2026, 5, 1).toordinal()


def run(start: int, end: int, part: Part = Part.HOUSING_ONLY) -> Run:
    return Run(MAY + start, MAY + end, part, "")


def test_a_cell_for_each_night_while_there_is_room() -> None:
    drawn = str(row_strip([run(0, 3)], 64))
    assert drawn.count("<rect") == 3 and 'width="23"' in drawn


def test_a_box_for_each_run_when_there_is_not() -> None:
    drawn = str(row_strip([run(0, 40), run(40, 60, Part.HOUSING_AND_OTHER)], 64))
    assert drawn.count("<rect") == 2 and 'width="66"' in drawn


def test_a_gap_where_the_patient_was_not_ready_is_at_most_four_cells() -> None:
    drawn = str(row_strip([run(0, 1), run(30, 31)], 64))
    assert 'width="44"' in drawn  # two nights and four cells of seven, and the edges


def test_in_words() -> None:
    runs = [run(0, 9), run(9, 10, Part.OTHER_ONLY), run(12, 13)]
    assert in_words(runs) == "Delayed 11 nights: 10 housing only, 1 other only"
    assert 'aria-label="Delayed 11 nights' in row_strip(runs, 64)
    assert row_strip([], 64) == ""
