"""Run charts: weeks around a trial, the median of before, and the usual rules against series worked by hand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from enabler.rules.indicators.run_chart import RunPhase, RunPoint, Week, baseline, median_in, shifts, trends, weeks
from enabler.rules.method.periods import Period

FIRST = date(2026, 6, 1)


def points(values: str | list[float | None], phase: RunPhase = RunPhase.BEFORE) -> list[RunPoint]:
    """`-` is a week with nothing to count."""
    read = values if isinstance(values, list) else [None if one == "-" else float(one) for one in values.split()]
    found = []
    for number, value in enumerate(read):
        first = FIRST + timedelta(days=7 * number)
        found.append(RunPoint(Week(Period(first, first + timedelta(days=6)), phase, True), value, 5))
    return found


def test_weeks_step_from_the_trials_first_day() -> None:
    found = weeks(Period(date(2026, 6, 3), date(2026, 6, 9)), date(2026, 12, 1), before=2, after=2)
    assert [(week.period.from_on, week.phase.value) for week in found] == [
        (date(2026, 5, 20), "before"),
        (date(2026, 5, 27), "before"),
        (date(2026, 6, 3), "during"),
        (date(2026, 6, 10), "after"),
        (date(2026, 6, 17), "after"),
    ]
    assert all((week.period.to_on - week.period.from_on).days == 6 for week in found)


@pytest.mark.parametrize(("last", "during"), [(3, 1), (9, 1), (10, 2), (16, 2), (17, 3)])
def test_a_week_in_which_it_ran_on_any_day_is_during(last: int, during: int) -> None:
    found = weeks(Period(date(2026, 6, 3), date(2026, 6, last)), date(2026, 12, 1))
    assert sum(week.phase is RunPhase.DURING for week in found) == during


def test_a_week_not_over_is_marked_and_one_not_begun_left_out() -> None:
    trial = Period(date(2026, 6, 3), date(2026, 6, 9))
    assert [week.over for week in weeks(trial, date(2026, 6, 9), before=1)] == [True, False]
    assert [week.over for week in weeks(trial, date(2026, 6, 10), before=1)] == [True, True]
    assert len(weeks(trial, date(2026, 6, 3), before=1)) == 1


def test_the_clocks_and_29_february_change_nothing() -> None:
    found = weeks(Period(date(2028, 2, 28), date(2028, 3, 5)), date(2028, 12, 1), before=1, after=5)
    assert [week.period.from_on for week in found][:3] == [date(2028, 2, 21), date(2028, 2, 28), date(2028, 3, 6)]
    assert all((after.period.from_on - before.period.to_on).days == 1 for before, after in pairwise(found))


def test_the_median_is_that_of_before_and_gaps_are_not_0() -> None:
    made = [*points("10 - 14 20"), *points("1 2", RunPhase.DURING), *points("- -", RunPhase.AFTER)]
    assert baseline(made) == 14
    assert median_in(made, RunPhase.DURING) == 1.5
    assert median_in(made, RunPhase.AFTER) is None
    assert baseline(points("- -")) is None


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("1 2 3 1 2 3", [("below the median", 6)]),
        ("1 2 3 1 2", []),
        ("1 2 3 9 1 2 3", []),
        ("1 2 5 3 1 5 2 3", [("below the median", 6)]),  # points on the median neither break it nor count
        ("1 2 - 3 1 - 2 3", [("below the median", 6)]),  # a gap is no point
        ("5 5 5 5 5 5 5", []),
        ("9 9 9 9 9 9 9 1 1 1 1 1 1", [("above the median", 7), ("below the median", 6)]),
        ("", []),
    ],
)
def test_shifts(series: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.kind, one.points) for one in shifts(points(series), 5)] == expected


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("1 2 3 4 5", [("rising", 5)]),
        ("1 2 3 4", []),
        ("5 4 3 2 1 0", [("falling", 6)]),
        ("1 2 2 3 3 4 5", [("rising", 5)]),  # the same value again is not counted
        ("1 2 - 3 4 - 5", [("rising", 5)]),
        ("1 2 3 4 5 4 3 2 1", [("rising", 5), ("falling", 5)]),  # the top belongs to both
        ("3 3 3 3 3 3", []),
        ("1 2 1 2 1 2", []),
    ],
)
def test_trends(series: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.kind, one.points) for one in trends(points(series))] == expected


def test_a_signal_says_from_when_to_when() -> None:
    (one,) = shifts(points("9 1 1 1 1 1 1"), 5)
    assert (one.from_on, one.to_on) == (date(2026, 6, 8), date(2026, 7, 19))


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 6).map(float)), max_size=30)


@given(VALUES, st.integers(0, 6).map(float))
def test_shifts_agree_with_looking_at_the_signs(values: list[float | None], middle: float) -> None:
    """Written another way: the signs of the points off the median, cut where the sign changes."""
    signs = "".join("+" if value > middle else "-" for value in values if value is not None and value != middle)
    runs = signs.replace("+-", "+ -").replace("-+", "- +").split()
    assert [one.points for one in shifts(points(values), middle)] == [len(run) for run in runs if len(run) >= 6]


@given(VALUES)
def test_trends_turned_upside_down_are_the_same(values: list[float | None]) -> None:
    falling = [None if value is None else -value for value in values]
    over, under = trends(points(values)), trends(points(falling))
    assert [(one.points, one.from_on) for one in over] == [(one.points, one.from_on) for one in under]
    assert all(one.kind != other.kind for one, other in zip(over, under, strict=True))
