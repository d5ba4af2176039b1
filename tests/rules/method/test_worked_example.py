"""The worked example of the method, section 7: exactly these rows, exactly these figures."""

import csv
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from enabler import codes
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import BarrierFact, MainBarrierFact, ReadyFact, ReasonFact, ShareFact, StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.ledger import Ledger, ledger
from enabler.rules.method.mhs26 import mhs26_days
from enabler.rules.method.nights import runs, totals
from enabler.rules.method.periods import Period
from enabler.vocabulary import Basis, DischargeOutcome, ReadyEnd, Setting, Share

FOLDER = Path(__file__).parents[2] / "examples" / "method_example"
PERIOD = Period(date(2026, 4, 1), date(2026, 6, 30))
AS_AT = date(2026, 7, 1)
EXACTLY = {"rel": 1e-14, "abs": 1e-12}
ADAPTATIONS = Fraction(460, 26)


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def on(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def example_stays() -> list[StayFacts]:
    return [
        StayFacts(
            ref=row["stay_ref"],
            setting=Setting(row["setting"]),
            ward=row["ward"],
            admitted_on=date.fromisoformat(row["admitted_on"]),
            case_opened_on=on(row["case_opened_on"]),
            discharged_on=on(row["discharged_on"]),
            discharge_outcome=DischargeOutcome(row["discharge_outcome"]) if row["discharge_outcome"] else None,
            ready_periods=ready_periods(row["stay_ref"]),
            barriers=barriers(row["stay_ref"]),
            reasons=reasons(row["stay_ref"]),
            main_barriers=(MainBarrierFact(row["main_barrier_kind"], None, datetime(2026, 7, 1, tzinfo=UTC)),),
            shares=(ShareFact(Share(row["share"]), None, datetime(2026, 7, 1, tzinfo=UTC)),),
        )
        for row in rows_of("stays")
    ]


def ready_periods(ref: str) -> tuple[ReadyFact, ...]:
    return tuple(
        ReadyFact(
            date.fromisoformat(row["ready_on"]),
            on(row["ended_on"]),
            ReadyEnd(row["end_reason"]) if row["end_reason"] else None,
        )
        for row in rows_of("ready_periods")
        if row["stay_ref"] == ref
    )


def barriers(ref: str) -> tuple[BarrierFact, ...]:
    return tuple(
        BarrierFact(
            row["kind"], date.fromisoformat(row["began_on"]), on(row["resolved_on"]), row["blocks_discharge"] == "yes"
        )
        for row in rows_of("barriers")
        if row["stay_ref"] == ref
    )


def reasons(ref: str) -> tuple[ReasonFact, ...]:
    known = codes.delay_reasons()
    return tuple(
        ReasonFact(
            row["list"],
            row["code"],
            date.fromisoformat(row["from_on"]),
            on(row["to_on"]),
            known[row["list"], row["code"]].housing,
        )
        for row in rows_of("delay_reasons")
        if row["stay_ref"] == ref
    )


def example_assumptions() -> Assumptions:
    rows = tuple(
        CohortRow(Setting(row["setting"]), row["kind"], int(row["nights"]), row["waiting"] == "yes")
        for row in rows_of("comparison")
    )
    optimism = {grade: float(row.optimism_percent) / 100 for grade, row in codes.evidence_grades().items()}
    return Assumptions(optimism, cohorts=(Cohort("Earlier stays", "worked example", 4, rows),))


@pytest.fixture(scope="module")
def example() -> Ledger:
    return ledger(example_stays(), period=PERIOD, as_at=AS_AT, assumptions=example_assumptions())


PARTS = {
    "S1": (3, 0, 0, 0),
    "S2": (0, 0, 0, 0),
    "S3": (20, 10, 0, 0),
    "S4": (7, 0, 3, 0),
    "S5": (0, 3, 2, 0),
    "S6": (15, 0, 0, 0),
}


@pytest.mark.parametrize(("ref", "parts"), PARTS.items())
def test_parts_of_each_stay(ref: str, parts: tuple[int, int, int, int]) -> None:
    stay = next(stay for stay in example_stays() if stay.ref == ref)
    found = totals(runs(stay, AS_AT))
    assert (found.housing_only, found.housing_and_other, found.other_only, found.none_recorded) == parts


ROWS = {
    "S1": ("mental health, rent_arrears", Share.SOLE, 3, 10, 7),
    "S2": ("mental health, no_home", Share.SOLE, 0, 23, 23),
    "S3": ("mental health, no_home", Share.JOINT, 30, 23, Fraction(-7, 2)),
    "S4": ("mental health", Share.SOLE, 7, ADAPTATIONS, ADAPTATIONS - 7),
    "S5": ("mental health, rent_arrears", Share.CONTRIBUTORY, 3, 10, 0),
    "S6": ("mental health, no_home", Share.SOLE, 15, 23, 8),
}


def test_rows_are_those_six_in_order(example: Ledger) -> None:
    assert [row.stay.ref for row in example.rows] == list(ROWS)


@pytest.mark.parametrize("ref", ROWS)
def test_each_row(example: Ledger, ref: str) -> None:
    stratum, share, observed, expected, avoided = ROWS[ref]
    row = next(row for row in example.rows if row.stay.ref == ref)
    assert (row.expected.basis, row.expected.stratum, row.share) == (Basis.COMPARISON, stratum, share)
    assert row.observed == observed
    assert row.expected.nights == pytest.approx(float(expected), **EXACTLY)
    assert row.avoided == pytest.approx(float(avoided), **EXACTLY)
    assert not row.late
    assert row.undated


GROSS = 7 + 23 - Fraction(7, 2) + (ADAPTATIONS - 7) + 0 + 8


def test_gross_and_nets(example: Ledger) -> None:
    found = example.totals
    assert f"{float(GROSS):.4f}" == "45.1923"
    assert found.gross == found.claimed == pytest.approx(float(GROSS), **EXACTLY)
    assert found.net.central == pytest.approx(float(GROSS * Fraction(85, 100)), **EXACTLY)
    assert found.net.low == pytest.approx(float(GROSS * Fraction(75, 100)), **EXACTLY)
    assert found.net.high == pytest.approx(float(GROSS * Fraction(90, 100)), **EXACTLY)
    assert [f"{value:.4f}" for value in (found.net.central, found.net.low, found.net.high)] == [
        "38.4135",
        "33.8942",
        "40.6731",
    ]
    assert found.by_basis == {Basis.COMPARISON: found.gross, Basis.SEALED: 0.0, Basis.CITED: 0.0}


def test_funnel_and_left_out(example: Ledger) -> None:
    assert [(step.step, step.stays) for step in example.funnel] == [
        ("all", 9),
        ("case", 9),
        ("barrier", 9),
        ("ready", 8),
        ("discharged", 7),
        ("basis", 6),
    ]
    assert [(entry.stay.ref, entry.failed) for entry in example.left_out] == [
        ("S7", "ready"),
        ("S8", "discharged"),
        ("S9", "basis"),
    ]


@pytest.mark.parametrize("as_at", [AS_AT, date(2026, 7, 2), date(2026, 11, 22)])
def test_nights_in_the_period(as_at: date) -> None:
    nights = ledger(example_stays(), period=PERIOD, as_at=as_at, assumptions=example_assumptions()).nights
    assert nights.totals.delay == 82
    assert nights.totals.housing_only == 64
    assert nights.totals.housing_and_other == 13
    assert nights.totals.other_only == 5
    assert nights.totals.none_recorded == 0
    assert nights.mhs26 == 72
    assert nights.unknown_stays == 1


def test_months_add_up_to_the_quarter(example: Ledger) -> None:
    by_month = [totals.delay for _, totals in example.nights.by_month]
    assert (len(by_month), sum(by_month)) == (3, 82)
    months = [
        ledger(example_stays(), period=month, as_at=AS_AT, assumptions=example_assumptions())
        for month in PERIOD.months()
    ]
    assert [month.nights.totals.delay for month in months] == by_month
    assert sum(month.nights.mhs26 for month in months) == 72
    assert sum(month.totals.gross for month in months) == pytest.approx(float(GROSS), **EXACTLY)


def test_clock_change_neither_adds_nor_removes_a_night() -> None:
    stay = StayFacts(
        "C",
        Setting.MENTAL_HEALTH,
        "Bosworth",
        date(2026, 3, 1),
        discharged_on=date(2026, 3, 30),
        ready_periods=(ReadyFact(date(2026, 3, 28), date(2026, 3, 30)),),
    )
    assert totals(runs(stay, AS_AT)).delay == 2
    assert mhs26_days(stay, Period(date(2026, 3, 1), date(2026, 3, 31)), AS_AT) == 1
