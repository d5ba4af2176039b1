"""A period includes both its dates; its months make it up exactly."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from enabler.rules.method.periods import Period, check_period, elapsed, periods_before, quarter_of
from enabler.rules.refusal import Refused
from tests.rules.caseloads import days


def test_months_are_cut_to_the_period() -> None:
    months = Period(date(2026, 4, 15), date(2026, 6, 10)).months()
    assert [(month.from_on, month.to_on) for month in months] == [
        (date(2026, 4, 15), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 6, 10)),
    ]


@given(days, days)
def test_months_touch_and_cover(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    bounds = [month.interval for month in period.months()]
    assert (bounds[0][0], bounds[-1][1]) == period.interval
    assert all(earlier[1] == later[0] for earlier, later in pairwise(bounds))


def test_both_dates_belong_to_it() -> None:
    period = check_period(date(2026, 4, 1), date(2026, 4, 1))
    assert date(2026, 4, 1) in period
    assert date(2026, 4, 2) not in period
    with pytest.raises(Refused, match="before its first"):
        check_period(date(2026, 4, 2), date(2026, 4, 1))


def test_quarters() -> None:
    assert quarter_of(date(2026, 5, 20)) == Period(date(2026, 4, 1), date(2026, 6, 30))
    assert quarter_of(date(2028, 2, 29)) == Period(date(2028, 1, 1), date(2028, 3, 31))
    assert quarter_of(date(2026, 12, 31)) == Period(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("as_at", "to_on"),
    [
        (date(2026, 7, 1), date(2026, 6, 30)),  # over
        (date(2026, 6, 30), date(2026, 6, 29)),  # the day itself is not counted
        (date(2026, 4, 2), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),  # never less than a day
        (date(2027, 1, 1), date(2026, 6, 30)),
    ],
)
def test_what_is_over_of_a_period(as_at: date, to_on: date) -> None:
    quarter = Period(date(2026, 4, 1), date(2026, 6, 30))
    assert elapsed(quarter, as_at) == Period(date(2026, 4, 1), to_on)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-04-01", "2026-06-30"), [("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31")]),
        (("2024-03-01", "2024-03-31"), [("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29")]),
        (("2026-04-01", "2027-03-31"), [("2024-04-01", "2025-03-31"), ("2025-04-01", "2026-03-31")]),
        (("2026-05-04", "2026-05-10"), [("2026-04-20", "2026-04-26"), ("2026-04-27", "2026-05-03")]),
    ],
)
def test_the_periods_before(period: tuple[str, str], before: list[tuple[str, str]]) -> None:
    found = periods_before(Period(*map(date.fromisoformat, period)), 2)
    assert [(one.from_on.isoformat(), one.to_on.isoformat()) for one in found] == before
