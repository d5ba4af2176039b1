"""The funnel: which stays start it, and the first rule each one fails. Method, section 2."""

from datetime import date

import pytest

from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import BarrierFact, LeaveFact, ReadyFact
from enabler.rules.method.entry import Rule, enter, funnel, is_in_period, left_out
from enabler.rules.method.expected import Bases
from enabler.rules.method.periods import Period
from enabler.vocabulary import DischargeOutcome, Setting, Share
from tests.rules.caseloads import NIGHT, a_stay, assume, d, share

APRIL = Period(d("1 Apr"), d("30 Apr"))
AS_AT = d("1 Jul")
MH = Setting.MENTAL_HEALTH
BASES = Bases(assume(cohorts=(Cohort("C", "S", 4, tuple(CohortRow(MH, None, n) for n in range(10))),)))


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({}, None),
        ({"case_opened_on": None}, Rule.CASE),
        ({"case_opened_on": d("21 Apr")}, Rule.CASE),
        ({"case_opened_on": d("20 Apr")}, None),
        ({"barriers": ()}, Rule.BARRIER),
        ({"barriers": (BarrierFact("no_home", d("1 Apr"), None, False),)}, Rule.BARRIER),
        ({"barriers": (BarrierFact("no_home", d("1 Apr"), None, None),)}, Rule.BARRIER),
        ({"barriers": (BarrierFact("no_home", d("3 Apr"), d("3 Apr"), True),)}, None),
        ({"barriers": (BarrierFact("no_home", d("21 Apr"), None, True),)}, Rule.BARRIER),
        ({"barriers": (BarrierFact("no_home", d("1 Mar"), d("31 Mar"), True),)}, Rule.BARRIER),
        ({"ready_periods": ()}, Rule.READY),
        ({"ready_periods": (ReadyFact(d("20 Apr"), d("20 Apr")),)}, None),
        ({"discharged_on": None, "discharge_outcome": None}, Rule.DISCHARGED),
        ({"discharge_outcome": DischargeOutcome.DIED}, Rule.DISCHARGED),
        ({"discharge_outcome": DischargeOutcome.TRANSFERRED}, Rule.DISCHARGED),
        ({"discharge_outcome": DischargeOutcome.SELF_DISCHARGED}, Rule.DISCHARGED),
        ({"discharge_outcome": None}, Rule.DISCHARGED),
        ({"discharged_on": d("1 May")}, Rule.DISCHARGED),
        ({"discharged_on": d("30 Apr")}, None),
        ({"shares": ()}, Rule.BASIS),
        ({"shares": (share(Share.SOLE, "21 Apr"),)}, Rule.BASIS),
        ({"setting": Setting.ACUTE}, Rule.BASIS),
        ({"main_barriers": ()}, None),
        ({"case_opened_on": None, "barriers": (), "ready_periods": ()}, Rule.CASE),
    ],
)
def test_the_first_rule_failed(changes: dict[str, object], failed: Rule | None) -> None:
    assert enter(a_stay(**changes), APRIL, AS_AT, BASES).failed is failed


@pytest.mark.parametrize(
    ("changes", "starts"),
    [
        ({}, True),
        ({"discharged_on": d("1 Apr"), "admitted_on": d("1 Mar")}, True),  # its discharge, no night
        ({"discharged_on": d("1 Apr"), "admitted_on": d("1 Apr")}, True),
        ({"discharged_on": d("31 Mar"), "admitted_on": d("1 Mar")}, False),
        ({"discharged_on": d("2 May"), "admitted_on": d("30 Apr")}, True),
        ({"discharged_on": d("2 May"), "admitted_on": d("1 May")}, False),
        ({"discharged_on": None, "admitted_on": d("1 Mar")}, True),
        (
            {"discharged_on": d("2 May"), "admitted_on": d("1 Mar"), "leave": (LeaveFact(d("2 Mar"), d("1 May")),)},
            False,
        ),
    ],
)
def test_the_funnel_starts_with_a_night_or_the_discharge_in_the_period(
    changes: dict[str, object], starts: bool
) -> None:
    assert is_in_period(a_stay(**changes), APRIL, AS_AT) is starts


def test_what_happens_after_as_at_has_not_happened() -> None:
    early = date(2026, 4, 15)
    assert enter(a_stay(), APRIL, early, BASES).failed is Rule.DISCHARGED
    assert enter(a_stay(), APRIL, d("20 Apr"), BASES).failed is None
    assert not is_in_period(a_stay(), Period(d("16 Apr"), d("30 Apr")), early)
    assert enter(a_stay(barriers=(BarrierFact("no_home", early + NIGHT, None, True),)), APRIL, early, BASES).failed is (
        Rule.BARRIER
    )


def test_steps_and_those_left_out() -> None:
    stays = [a_stay(ref="B", ready_periods=()), a_stay(ref="A", shares=()), a_stay(ref="C")]
    entries = [enter(stay, APRIL, AS_AT, BASES) for stay in stays]
    assert [step.stays for step in funnel(entries)] == [3, 3, 3, 2, 2, 1]
    assert [step.step for step in funnel(entries)] == ["all", "case", "barrier", "ready", "discharged", "basis"]
    assert [(entry.stay.ref, str(entry.failed)) for entry in left_out(entries)] == [("A", "basis"), ("B", "ready")]
