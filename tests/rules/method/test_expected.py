"""Nights to be expected: the first usable basis in the settings' order. Method, section 2."""

import pytest

from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import EstimateFact
from enabler.rules.method.assumptions import Assumptions, CitedValue
from enabler.rules.method.expected import Bases, Expected
from enabler.vocabulary import Basis, Setting
from tests.rules.caseloads import a_stay, assume, estimate

MH = Setting.MENTAL_HEALTH
COHORT = Cohort("Ward book", "Trust, 2025", 3, tuple(CohortRow(MH, "no_home", 12) for _ in range(10)))
CITED = CitedValue("Published mean", MH, 30.5, "A paper", 200, 5)
CITED_KIND = CitedValue("Published for arrears", MH, 9, "Another paper", 40, 4, kind="rent_arrears")
ALL = assume(cohorts=(COHORT,), cited=(CITED, CITED_KIND))
SEALED = (estimate(5, 14, 40, "9 Apr"),)


def expected(assumptions: Assumptions, kind: str | None = "no_home", **changes: object) -> Expected | None:
    return Bases(assumptions).expected(a_stay(**changes), kind)


def test_comparison_first_then_sealed_then_cited() -> None:
    found = expected(ALL, estimates=SEALED)
    assert found == Expected(Basis.COMPARISON, "Ward book", "mental health, no_home", 12, 3, (MH, "no_home"))
    without = assume(cited=(CITED,))
    sealed = expected(without, estimates=SEALED)
    assert sealed is not None
    assert (sealed.basis, sealed.name, sealed.nights, sealed.grade) == (Basis.SEALED, "sealed estimate", 14, 6)
    cited = expected(without)
    assert cited is not None
    assert (cited.basis, cited.name, cited.stratum, cited.nights) == (
        Basis.CITED,
        "Published mean",
        "mental health",
        30.5,
    )
    assert expected(without, setting=Setting.ACUTE) is None


def test_the_settings_may_say_another_order_or_leave_one_out() -> None:
    first = assume(cohorts=(COHORT,), order=(Basis.SEALED, Basis.COMPARISON))
    found = [expected(first, estimates=SEALED), expected(first)]
    assert [one.basis for one in found if one] == [Basis.SEALED, Basis.COMPARISON]
    assert expected(assume(cited=(CITED,), order=(Basis.COMPARISON, Basis.SEALED))) is None


def test_a_cited_value_of_the_kind_comes_before_one_of_the_setting() -> None:
    found = [expected(assume(cited=(CITED, CITED_KIND)), kind=kind) for kind in ("rent_arrears", "no_home", None)]
    assert [one.nights for one in found if one] == [9, 30.5, 30.5]


def test_without_a_main_barrier_the_setting_stands_in() -> None:
    found = expected(ALL, kind=None)
    assert found is not None
    assert found.stratum == "mental health"


@pytest.mark.parametrize(
    ("estimates", "nights", "late"),
    [
        ([estimate(1, 2, 3, "9 Apr"), estimate(4, 5, 6, "10 Apr")], 5, False),
        ([estimate(1, 2, 3, "9 Apr"), estimate(4, 5, 6, "11 Apr")], 2, False),
        ([estimate(4, 5, 6, "11 Apr")], 5, True),
        ([estimate(4, 5, 6, "21 Apr")], None, False),
        ([estimate(4, 5, 6, "9 Apr", elsewhere=True)], None, False),
        ([estimate(4, 5, 6, None)], None, False),
    ],
)
def test_the_sealed_estimate_that_stood(estimates: list[EstimateFact], nights: float | None, late: bool) -> None:
    found = expected(assume(), estimates=tuple(estimates))
    assert (found.nights if found else None) == nights
    assert (found.late if found else False) is late


def test_sealed_elsewhere_counts_only_where_the_settings_say_so() -> None:
    elsewhere = (estimate(4, 5, 6, "9 Apr", elsewhere=True),)
    found = expected(assume(sealed_elsewhere_counts=True), estimates=elsewhere)
    assert found is not None
    assert (found.name, found.nights) == ("sealed elsewhere", 5)


def test_the_horizon_of_the_settings_cuts_the_wait() -> None:
    found = expected(assume(cohorts=(COHORT,), horizon=7))
    assert found is not None
    assert found.nights == 7


def test_a_second_cohort_serves_what_the_first_cannot() -> None:
    acute = Cohort("Acute", "Trust", 2, tuple(CohortRow(Setting.ACUTE, None, n) for n in range(10)))
    found = expected(assume(cohorts=(COHORT, acute)), setting=Setting.ACUTE)
    assert found is not None
    assert (found.name, found.nights) == ("Acute", 4.5)
