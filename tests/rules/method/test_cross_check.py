"""Whole cohorts by the date they became ready, with waits that are not over. Method, section 3."""

from itertools import islice

import pytest

from enabler.rules.evidence.comparison import CohortRow, restricted_mean
from enabler.rules.facts import ReadyFact, StayFacts
from enabler.rules.method.cross_check import CrossCheck, common_horizon, cross_check
from enabler.rules.method.expected import Bases
from enabler.rules.method.interval import SamplingInterval
from enabler.rules.method.periods import Period
from enabler.vocabulary import DischargeOutcome, Setting, Share
from tests.rules.caseloads import assume, d, share
from tests.rules.naive_chance import cohort_resamples, resample, words
from tests.rules.services import HOME, MH, bases, still_in, waited

SPRING = Period(d("1 Apr"), d("30 Jun"))
AS_AT = d("1 Aug")
OTHERS = [CohortRow(MH, None, nights, nights == 50) for nights in range(0, 60, 10)]


def check(*stays: StayFacts, given: Bases | None = None, **more: object) -> CrossCheck | None:
    values = {"period": SPRING, "as_at": AS_AT, "bases": given or bases(HOME), "reference": "R"} | more
    return cross_check(list(stays), **values)  # type: ignore[arg-type]


def found(*stays: StayFacts, given: Bases | None = None, **more: object) -> CrossCheck:
    one = check(*stays, given=given, **more)
    assert one is not None
    return one


def test_comparison_minus_service_times_patients() -> None:
    one = found(waited(10), waited(14, "S2"))
    assert (one.horizon, one.patients, one.waiting, one.left_otherwise, one.not_compared) == (36, 2, 0, 0, 0)
    assert (one.difference_per_patient, one.difference) == (18 - 12, 12)


def test_strata_weigh_by_the_services_patients() -> None:
    given = bases([*HOME, *OTHERS])
    one = found(waited(6), waited(10, "S2", "debts"), waited(20, "S3", "debts"), given=given)
    assert [(part.label, len(part.waits), len(part.rows)) for part in one.strata] == [
        ("mental health", 2, 16),
        ("mental health, no_home", 1, 10),
    ]
    setting = restricted_mean([(row.nights, row.waiting) for row in [*HOME, *OTHERS]], 50)
    assert one.difference == pytest.approx(2 * (setting - 15) + 18 - 6)


def test_everybody_who_became_ready_counts_and_only_they() -> None:
    stays = [
        waited(5, "counts"),
        waited(5, "not a case", case_opened_on=None),
        waited(5, "no barrier", barriers=()),
        waited(5, "never ready", ready_periods=()),
        waited(5, "ready before", ready_periods=(ReadyFact(d("30 Mar"), d("2 Apr")), ReadyFact(d("10 Apr")))),
        waited(5, "no share", shares=()),
        waited(5, "contributory", shares=(share(Share.CONTRIBUTORY, "5 Apr"),)),
        waited(100, "left after the period"),
        waited(5, "acute", setting=Setting.ACUTE),
    ]
    one = found(*stays)
    assert (one.patients, one.not_compared) == (4, 1)
    assert found(*stays, as_at=d("12 Apr")).waiting == 4
    assert check(*stays, as_at=d("9 Apr")) is None


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, (0, 0)),
        ({"discharge_outcome": DischargeOutcome.DIED}, (0, 1)),
        ({"discharge_outcome": DischargeOutcome.TRANSFERRED}, (0, 1)),
        ({"discharge_outcome": DischargeOutcome.SELF_DISCHARGED}, (0, 1)),
        ({"discharge_outcome": None}, (0, 1)),
        ({"discharge_outcome": None, "discharged_on": None}, (1, 0)),
        ({"discharged_on": d("2 Aug")}, (1, 0)),
    ],
)
def test_truth_table_of_waits_not_over(changes: dict[str, object], counts: tuple[int, int]) -> None:
    one = found(waited(10, **changes), waited(20, "S2"))
    assert (one.waiting, one.left_otherwise) == counts
    mean = 15 if counts == (0, 0) else one.strata[0].found
    assert one.strata[0].found == mean
    if counts == (0, 1):
        assert one.strata[0].found == 20


def test_counting_only_those_who_left_would_flatter() -> None:
    left = [waited(nights, f"S{nights}") for nights in range(4)]
    stuck = [still_in("10 Apr", f"W{n}") for n in range(4)]
    assert found(*left).difference_per_patient > 0 > found(*left, *stuck).difference_per_patient


@pytest.mark.parametrize(
    ("rows", "service", "fixed", "horizon"),
    [
        ([[(5, False), (30, False)]], [(7, False)], None, 30),
        ([[(5, False), (30, False)]], [(70, False)], None, 70),  # no wait of the service is cut
        ([[(5, False), (30, True)]], [(70, True)], None, 30),  # nothing is known of the comparison beyond
        ([[(5, True), (30, False)]], [(70, True)], None, 70),
        ([[(30, False), (30, True)]], [(7, False)], None, 30),
        ([[(30, True)], [(20, True)], [(10, False)]], [(7, False)], None, 20),
        ([[(30, True)]], [(7, False)], 90, 90),
    ],
)
def test_common_horizon(
    rows: list[list[tuple[int, bool]]], service: list[tuple[int, bool]], fixed: int | None, horizon: int
) -> None:
    assert common_horizon(rows, service, fixed) == horizon


def test_horizon_and_share_delayed_of_the_settings() -> None:
    one = found(waited(30), given=bases(HOME, horizon=16, delayed_share=0.5, delayed_source="Audit"))
    assert one.horizon == 16
    assert one.difference == pytest.approx((0 + 4 + 8 + 12 + 16 * 6) / 10 / 2 - 16)


def test_a_ward_has_the_patients_it_discharged_or_has() -> None:
    stays = [waited(5), waited(8, "S2", ward="Heather")]
    assert found(*stays, wards=frozenset({"Heather"})).difference == 18 - 8
    assert check(*stays, wards=frozenset({"Elsewhere"})) is None


def test_without_a_cohort_there_is_none() -> None:
    assert check(waited(5), given=Bases(assume())) is None
    assert check() is None


def test_fewer_than_10_patients_have_no_interval_and_the_reason() -> None:
    nine = [waited(n, f"S{n}") for n in range(9)]
    assert found(*nine).interval == SamplingInterval(9, reason="Fewer than 10 patients (9): no interval.")
    ten = found(*nine, waited(40, "S9")).interval
    assert (ten.stays, ten.reason) == (10, None)
    assert ten.warnings == ("Only 10 rows of Earlier in mental health, no_home: the interval is too narrow.",)


def test_a_naive_loop_finds_the_same_interval() -> None:
    given = bases([*HOME, *OTHERS])
    stays = [waited(3 * n, f"S{n}", kind) for n, kind in enumerate(["no_home", "debts"] * 6)] + [still_in("1 Jul")]
    one = found(*stays, given=given)
    cohort = given.assumptions.cohorts[0]
    cohorts = cohort_resamples(cohort, {part.key for part in one.strata}, "R")
    streams = {part.key: words("R", f"cross-check|Earlier|{part.label}") for part in one.strata}
    totals = []
    for taken in islice(cohorts, 2000):
        total = 0.0
        for part in one.strata:
            rows = [(cohort.rows[n].nights, cohort.rows[n].waiting) for n in taken[part.key]]
            patients = [part.waits[n] for n in resample(streams[part.key], len(part.waits))]
            total += len(patients) * (restricted_mean(rows, one.horizon) - restricted_mean(patients, one.horizon))
        totals.append(total / one.patients)
    totals.sort()
    assert (one.interval.low, one.interval.high) == (round(totals[49], 6), round(totals[-50], 6))
    assert one.interval.low is not None
    assert one.interval.low < one.difference_per_patient < totals[-50]
