"""Where the nights went: a night with two barriers counts for both."""

from enabler.rules.facts import BarrierFact, WardMoveFact
from enabler.rules.method.barrier_nights import barrier_nights, nights_under, ward_nights
from enabler.rules.method.periods import Period
from tests.rules.caseloads import a_stay, d

APRIL = Period(d("1 Apr"), d("30 Apr"))


def test_nights_by_kind_and_whom_it_waited_on() -> None:
    stay = a_stay(
        barriers=(
            BarrierFact("no_home", d("1 Apr"), d("13 Apr"), True, "Council"),
            BarrierFact("no_home", d("15 Apr"), None, True, "Landlord"),
            BarrierFact("benefits", d("12 Apr"), d("16 Apr"), True, "Council"),
            BarrierFact("debts", d("1 Apr"), None, None),
        )
    )
    found = barrier_nights([stay, a_stay(case_opened_on=None)], APRIL, d("1 Jul"))
    assert found == {("no_home", "Council"): 3, ("no_home", "Landlord"): 5, ("benefits", "Council"): 4}


def test_two_of_a_kind_on_one_night_are_one() -> None:
    twice = tuple(BarrierFact("no_home", d(start), None, True) for start in ("1 Apr", "12 Apr"))
    assert barrier_nights([a_stay(barriers=twice)], APRIL, d("1 Jul")) == {("no_home", None): 10}


def test_only_nights_of_the_period_and_the_wards() -> None:
    whole, ward = Period(d("15 Apr"), d("30 Apr")), frozenset({"Elsewhere"})
    assert barrier_nights([a_stay()], whole, d("1 Jul")) == {("rent_arrears", None): 5}
    assert barrier_nights([a_stay()], whole, d("1 Jul"), ward) == {}


def test_under_one_key_a_night_counts_once() -> None:
    stay = a_stay(
        barriers=(
            BarrierFact("no_home", d("1 Apr"), d("13 Apr"), True, "Council"),
            BarrierFact("debts", d("12 Apr"), d("15 Apr"), True, "Council"),
            BarrierFact("debts", d("1 Apr"), None, None, "Nobody"),
        )
    )
    found = nights_under([stay], APRIL, d("1 Jul"), keys=lambda barrier: ("all", barrier.kind))
    assert found == {"all": 5, "no_home": 3, "debts": 3}


def test_nights_by_ward_add_up() -> None:
    moved = a_stay(ward_moves=(WardMoveFact("A", d("1 Apr")), WardMoveFact("B", d("14 Apr"))))
    found = ward_nights([moved, a_stay(case_opened_on=None)], APRIL, d("1 Jul"))
    assert {ward: nights.delay for ward, nights in found.items()} == {"A": 4, "B": 6}
    assert ward_nights([moved], APRIL, d("1 Jul"), frozenset({"B"})).keys() == {"B"}
