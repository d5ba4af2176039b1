"""The interval of the gross: golden values, a slow oracle, and what it takes for granted. Method, section 2."""

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings, strategies as st

from enabler.rules.evidence.comparison import CohortRow
from enabler.rules.method import random_stream
from enabler.rules.method.interval import by_stratum, gross_interval, resampled_gross
from enabler.rules.method.ledger import Row
from enabler.vocabulary import Basis, Confirmation, Setting, Share
from tests.rules.caseloads import a_stay
from tests.rules.naive_chance import gross_resamples
from tests.rules.services import MH, a_service, bases, cited, row, sealed

SOLE, JOINT = Share.SOLE, Share.JOINT
DISPUTED = Confirmation.DISPUTED
ARREARS = [CohortRow(MH, "rent_arrears", n % 23, n % 5 == 4) for n in range(12)]
ADAPTED = [CohortRow(MH, "adaptations", 3 * n) for n in range(8)]
MIXED = bases([*ARREARS, *ADAPTED, *(CohortRow(MH, "no_home", n * n % 40) for n in range(25))])


def mixed_rows() -> list[Row]:
    """Own strata, the fallback to the setting, sealed and cited values, disputes, every share."""
    kinds = ["rent_arrears", "no_home", "adaptations", None, "rent_arrears", "no_home"]
    rows = [row(MIXED.expected(a_stay(), kind), 3 * n, list(Share)[n % 3]) for n, kind in enumerate(kinds)]
    rows += [row(MIXED.expected(a_stay(), "no_home"), nights, SOLE, DISPUTED) for nights in (0, 9, 60)]
    rows += [row(sealed(2, 9, 40), nights, share) for nights, share in ((4, SOLE), (30, JOINT), (9, SOLE))]
    rows += [
        row(sealed(7, 7, 7), 2),
        row(sealed(1, 2, 4), 3),
        row(sealed(5, 5, 20), 3, SOLE, DISPUTED),
        row(sealed(0, 8, 8), 90, JOINT, DISPUTED),
    ]
    return [*rows, row(cited(12.5), 3), row(cited(12.5), 40, SOLE, DISPUTED), row(cited(12.5), 1, JOINT, DISPUTED)]


GOLDEN = [(-126.84, 116.0), (-227.819712, 40.041673)]


def test_golden_values() -> None:
    rows = [row(MIXED.expected(a_stay(), "no_home"), n * n % 31, list(Share)[n % 2]) for n in range(30)]
    plain, mixed = gross_interval(rows, MIXED, "R-2026-001"), gross_interval(mixed_rows(), MIXED, "R-2026-001")
    assert [(plain.low, plain.high), (mixed.low, mixed.high)] == GOLDEN


def test_a_naive_loop_finds_the_same() -> None:
    rows = mixed_rows()
    found = resampled_gross(by_stratum(rows), MIXED, "R-7", resamples=400)
    assert found.tolist() == pytest.approx(list(islice(gross_resamples(rows, MIXED, "R-7"), 400)), abs=2e-5)


def test_a_naive_loop_finds_the_same_interval_to_6_decimals() -> None:
    rows, given = a_service(3, stays=5, cohort_rows=12)
    ordered = sorted(islice(gross_resamples(rows, given, "R-8"), 2000))
    found = gross_interval(rows, given, "R-8")
    assert (found.low, found.high) == (round(ordered[49], 6), round(ordered[-50], 6))


@pytest.mark.parametrize("more", [{"horizon": 9}, {"delayed_share": 0.4, "delayed_source": "Audit"}])
def test_horizon_and_share_delayed_hold_in_every_resample(more: dict[str, object]) -> None:
    given = bases([*ARREARS, *ADAPTED], **more)
    rows = [row(given.expected(a_stay(), kind), n) for n in range(6) for kind in ("rent_arrears", "adaptations")]
    found = resampled_gross(by_stratum(rows), given, "R-9", resamples=300)
    assert found.tolist() == pytest.approx(list(islice(gross_resamples(rows, given, "R-9"), 300)), abs=1e-9)


def test_portions_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gross_interval(mixed_rows(), MIXED, "R")
    monkeypatch.setattr(random_stream, "AT_ONCE", 100)
    assert gross_interval(mixed_rows(), MIXED, "R") == before


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_and_their_references_change_nothing(chance: object) -> None:
    before = gross_interval(mixed_rows(), MIXED, "R")
    rows = [replace(one, stay=replace(one.stay, ref=f"{chance.random()}")) for one in mixed_rows()]  # type: ignore[attr-defined]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    cohort = MIXED.assumptions.cohorts[0]
    shuffled = bases(sorted(cohort.rows, key=lambda _: chance.random()))  # type: ignore[attr-defined]
    assert gross_interval(rows, shuffled, "R") == before


def test_another_reference_gives_other_draws() -> None:
    rows, found = a_service(1)
    assert gross_interval(rows, found, "R-1").low != gross_interval(rows, found, "R-2").low


@pytest.mark.parametrize(("stays", "has_interval"), [(0, False), (1, False), (9, False), (10, True)])
def test_fewer_than_10_stays_have_none_and_the_reason(stays: int, has_interval: bool) -> None:
    found = gross_interval([row(cited(20), n) for n in range(stays)], bases(ARREARS), "R")
    assert (found.low is not None, found.high is not None, found.reason is None) == (has_interval,) * 3
    assert found.stays == stays
    if not has_interval:
        assert found.reason == f"Fewer than 10 stays ({stays}): no interval."


def test_stays_all_alike_have_an_interval_of_the_cohort_only() -> None:
    given = bases([CohortRow(MH, None, 5)] * 30)
    found = gross_interval([row(given.expected(a_stay(), None), 2) for _ in range(10)], given, "R")
    assert (found.low, found.high, found.warnings) == (30, 30, ())


def test_disputed_gains_can_only_lower_it() -> None:
    given = bases(CohortRow(MH, None, 10) for _ in range(30))
    expected = given.expected(a_stay(), None)
    gains = gross_interval([row(expected, 2, SOLE, DISPUTED)] * 10, given, "R")
    losses = gross_interval([row(expected, 12, SOLE, DISPUTED)] * 10, given, "R")
    assert [(gains.low, gains.high), (losses.low, losses.high)] == [(0, 0), (-20, -20)]


def test_what_is_too_narrow_is_said() -> None:
    small = bases([*(CohortRow(MH, "no_home", n) for n in range(19)), *(CohortRow(MH, None, n) for n in range(1))])
    rows = [row(small.expected(a_stay(), kind), 3) for kind in ("no_home", None) for _ in range(5)]
    assert gross_interval(rows, small, "R").warnings == (
        "Only 19 rows of Earlier in mental health, no_home: the interval is too narrow.",
    )
    alone = [*rows, row(cited(9), 1)]
    assert gross_interval(alone, small, "R").warnings[1:] == (
        "1 of the strata hold one stay each, which chance cannot vary here: the interval is too narrow.",
        "Cited values are taken as exact: the interval is too narrow.",
    )


def test_estimates_that_lean_to_one_side_are_named() -> None:
    found = gross_interval([row(sealed(9, 10, 90), 10) for _ in range(40)], bases(ARREARS), "R")
    assert found.low is not None
    assert found.low > 0
    assert found.warnings[-1].startswith("The gross lies outside its interval")


def test_the_setting_and_its_strata_move_together() -> None:
    """Apart from each other they would give an interval that is too narrow for services that use both."""
    given = bases(CohortRow(MH, "no_home", n) for n in range(0, 60, 2))
    rows = [row(given.expected(a_stay(), kind), 5) for kind in ("no_home", None) for _ in range(10)]
    together = resampled_gross(by_stratum(rows), given, "R")
    one = resampled_gross(by_stratum(rows[:10]), given, "R")
    assert together.std() == pytest.approx(2 * one.std(), rel=0.03)


def test_strata_are_those_used_after_the_fallback() -> None:
    found = by_stratum(mixed_rows())
    labels = [(basis.value, stratum, len(rows)) for (basis, _, stratum), rows in found.items()]
    assert labels == [
        (Basis.CITED, "mental health", 3),
        (Basis.COMPARISON, "mental health", 2),
        (Basis.COMPARISON, "mental health, no_home", 5),
        (Basis.COMPARISON, "mental health, rent_arrears", 2),
        (Basis.SEALED, "mental health, no_home", 7),
    ]
    assert Setting.MENTAL_HEALTH == MH
