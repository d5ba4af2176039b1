"""What the service costs in a period, by funder, pro rata by days."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from enabler.rules.evidence.service_costs import FundedCost, check_service_cost, period_cost
from enabler.rules.method.periods import Period, quarter_of
from enabler.rules.refusal import Refused
from tests.rules.caseloads import d, days

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
SPRING = Period(d("1 Apr"), d("30 Jun"))
COSTS = [FundedCost("NHS", YEAR, 36_500_00), FundedCost("Council", Period(d("1 Jun"), d("30 Jun")), 6_000_00)]


def test_days_of_the_period_take_their_part() -> None:
    found = period_cost(COSTS, SPRING)
    assert found.by_funder == {"Council": 6_000_00, "NHS": 9_100_00}
    assert (found.pounds, found.days, found.is_whole) == (15_100, 91, True)
    assert found.pounds_per_week == pytest.approx(15_100 / 13)
    assert found.share("Council") == pytest.approx(60 / 151)


def test_days_without_a_cost_are_known_and_do_not_make_a_week_cheaper() -> None:
    found = period_cost(COSTS[1:], SPRING)
    assert (found.days_covered, found.is_whole) == (30, False)
    assert found.pounds_per_week == 1400
    nothing = period_cost([], SPRING)
    assert (nothing.pounds, nothing.pounds_per_week, nothing.days_covered) == (0, 0, 0)


@given(st.lists(st.tuples(st.sampled_from("AB"), days, days, st.integers(1, 10**7)), max_size=5), days)
def test_months_add_up_to_their_quarter_and_funders_to_the_whole(
    some: list[tuple[str, date, date, int]], on: date
) -> None:
    costs = [FundedCost(funder, Period(min(a, b), max(a, b)), pence) for funder, a, b, pence in some]
    quarter = quarter_of(on)
    months = [period_cost(costs, month).pence for month in quarter.months()]
    assert sum(months) == period_cost(costs, quarter).pence
    whole = period_cost(costs, Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert whole.pence == sum(pence for _, _, _, pence in some)
    assert not whole.pence or sum(Fraction(part) for part in whole.by_funder.values()) == whole.pence


@pytest.mark.parametrize(
    ("funder", "to", "pence", "field"),
    [
        (" ", "30 Apr", 1, "funder"),
        ("NHS", "31 Mar", 1, "to_on"),
        ("NHS", "30 Apr", 0, "pence"),
        ("NHS", "30 Apr", 10**13, "pence"),
    ],
)
def test_refused(funder: str, to: str, pence: int, field: str) -> None:
    assert check_service_cost(" NHS ", d("1 Apr"), d("1 Apr"), 1) == FundedCost(
        "NHS", Period(d("1 Apr"), d("1 Apr")), 1
    )
    with pytest.raises(Refused) as refused:
        check_service_cost(funder, d("1 Apr"), d(to), pence)
    assert refused.value.field == field
