"""Interval arithmetic does what sets of days do."""

from datetime import date

from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.method.intervals import FOREVER, Interval, covers, difference, intersection, interval, length, union

some = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def as_set(intervals: list[Interval]) -> set[int]:
    return {day for start, end in intervals for day in range(start, end)}


@given(some, some)
def test_like_sets(one: list[Interval], other: list[Interval]) -> None:
    a, b = union(one), union(other)
    assert as_set(a) == as_set(one)
    assert as_set(intersection(a, b)) == as_set(a) & as_set(b)
    assert as_set(difference(a, b)) == as_set(a) - as_set(b)
    assert length(a) == len(as_set(a))
    assert [covers(a, day) for day in range(31)] == [day in as_set(a) for day in range(31)]


@given(some)
def test_union_is_sorted_disjoint_and_without_empty_ones(intervals: list[Interval]) -> None:
    bounds = [bound for pair in union(intervals) for bound in pair]
    assert bounds == sorted(set(bounds))


def test_without_an_end_it_runs_for_ever() -> None:
    assert interval(date(2026, 4, 1), None) == (date(2026, 4, 1).toordinal(), FOREVER)
