"""Nights in pounds: only with a source and of the same setting; break-even. Method, section 2."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from enabler.rules.evidence.unit_costs import SourcedCost, break_even, check_unit_cost, is_price_year, value
from enabler.rules.method.ledger import Row, row_totals
from enabler.rules.method.net import Net
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Basis, Setting
from tests.rules.caseloads import assume, d
from tests.rules.services import cited, row

ACUTE, MH = Setting.ACUTE, Setting.MENTAL_HEALTH
MH_COST = SourcedCost(MH, 500, "2024", "Trust reference cost", low=400, high=700)
ACUTE_COST = SourcedCost(ACUTE, 300, "2022/23", "National uplift")
PLAIN = assume(deadweight=assume().deadweight)


def of(setting: Setting, expected: float, observed: int) -> Row:
    one = row(replace(cited(expected), basis=Basis.COMPARISON), observed)
    return replace(one, stay=replace(one.stay, setting=setting))


def test_net_nights_times_the_unit_cost() -> None:
    found = value([of(MH, 110, 10)], PLAIN, [MH_COST, ACUTE_COST])
    assert [(one.cost, one.stays) for one in found.settings] == [(MH_COST, 1)]
    assert (found.pounds.low, found.pounds.central, found.pounds.high) == pytest.approx((30_000, 42_500, 63_000))
    assert found.unit_cost == 500


def test_a_cost_without_range_has_that_of_the_net() -> None:
    found = value([of(ACUTE, 110, 10)], PLAIN, [ACUTE_COST])
    assert (found.pounds.low, found.pounds.high) == pytest.approx((75 * 300, 90 * 300))


def test_a_shortfall_is_worth_less_than_nothing() -> None:
    found = value([of(MH, 10, 110)], PLAIN, [MH_COST])
    assert (found.pounds.low, found.pounds.central, found.pounds.high) == (-70_000, -50_000, -40_000)


def test_each_setting_has_its_own_cost_and_net() -> None:
    rows = [of(MH, 110, 10), of(ACUTE, 10, 60), of(ACUTE, 10, 60)]
    found = value(rows, PLAIN, [MH_COST, ACUTE_COST])
    assert [(one.cost.setting, one.net.central) for one in found.settings] == [(ACUTE, -100), (MH, 85)]
    assert found.pounds.central == 85 * 500 - 100 * 300
    assert found.unit_cost == pytest.approx((500 + 2 * 300) / 3)


@given(
    st.lists(st.tuples(st.sampled_from([ACUTE, MH]), st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=8)
)
def test_settings_apart_never_have_more_nights_than_together(some: list[tuple[Setting, int, int]]) -> None:
    rows = [of(*one) for one in some]
    apart = sum(one.net.central for one in value(rows, PLAIN, [MH_COST, ACUTE_COST]).settings)
    assert apart <= row_totals(rows, PLAIN).net.central + 1e-9


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ([], "No unit cost with a source for mental health beds: no pounds."),
        ([ACUTE_COST], "No unit cost with a source for mental health beds: no pounds."),
        ([MH_COST, replace(MH_COST, pounds=510)], "There are 2 unit costs for mental health beds: choose one."),
        ([replace(MH_COST, source=" ")], "Say where the unit cost comes from: without a source it gives no pounds."),
    ],
)
def test_no_pounds_without_one_sourced_cost_of_the_setting(costs: list[SourcedCost], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        value([of(MH, 20, 10)], PLAIN, costs)
    assert refused.value.sentence == sentence


def test_no_pounds_without_stays() -> None:
    with pytest.raises(Refused, match="No stay entered"):
        value([], PLAIN, [MH_COST])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": ""}, "source"),
        ({"price_year": "lately"}, "price_year"),
        ({"unit": "attendance"}, "unit"),
        ({"pounds": 0}, "pounds"),
        ({"pounds": float("nan")}, "pounds"),
        ({"low": 501}, "low"),
        ({"low": 0}, "low"),
        ({"high": 499}, "high"),
    ],
)
def test_unit_costs_that_cannot_be(changes: dict[str, object], field: str) -> None:
    check_unit_cost(MH_COST)
    with pytest.raises(Refused) as refused:
        check_unit_cost(replace(MH_COST, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2025", True),
        ("2023/24", True),
        ("1999/00", True),
        ("2023/25", False),
        ("23/24", False),
        ("2023-24", False),
        ("", False),
    ],
)
def test_price_years(text: str, is_one: bool) -> None:
    assert is_price_year(text) is is_one


@pytest.mark.parametrize(("central", "covered"), [(27.9, False), (28, True), (40, True), (-5, False)])
def test_break_even(central: float, covered: bool) -> None:
    found = break_even(
        value([of(MH, 50, 10)], PLAIN, [MH_COST]), Net(10, central, 60), 1000, Period(d("1 Apr"), d("7 Jul"))
    )
    assert found.nights_per_week == 2
    assert found.released_per_week.central == pytest.approx(central / 14)
    assert found.is_covered is covered


@pytest.mark.parametrize("cost", [0, -3])
def test_without_a_cost_of_the_service_there_is_no_break_even(cost: float) -> None:
    with pytest.raises(Refused):
        break_even(value([of(MH, 50, 10)], PLAIN, [MH_COST]), Net(), cost, Period(d("1 Apr"), d("7 Apr")))
