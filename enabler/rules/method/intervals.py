"""Half-open intervals [start, end) of day ordinals; a list of them is sorted, disjoint and without empty ones."""

from collections.abc import Iterable
from datetime import date

Interval = tuple[int, int]

FOREVER = date.max.toordinal()


def interval(start: date, end: date | None) -> Interval:
    """Two dates as ordinals; without an end it runs on for ever."""
    return start.toordinal(), FOREVER if end is None else end.toordinal()


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The days in any of the intervals; touching ones are joined, empty and backward ones vanish."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def intersection(first: list[Interval], second: list[Interval]) -> list[Interval]:
    """The days in both lists."""
    shared = ((max(a, c), min(b, d)) for a, b in first for c, d in second if a < d and c < b)
    return [(start, end) for start, end in shared if start < end]


def difference(first: list[Interval], second: list[Interval]) -> list[Interval]:
    """The days of the first list that are not in the second."""
    left = first
    for start, end in second:
        halves = (half for a, b in left for half in ((a, min(b, start)), (max(a, end), b)))
        left = [(a, b) for a, b in halves if a < b]
    return left


def covers(intervals: list[Interval], day: int) -> bool:
    """Whether a day lies in one of the intervals."""
    return any(start <= day < end for start, end in intervals)


def length(intervals: Iterable[Interval]) -> int:
    """The number of days in a list."""
    return sum(end - start for start, end in intervals)
