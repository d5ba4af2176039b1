"""The ledger as a whole: signed rows, disputes, splits, wards, late ones, other ways to leave. Method, section 2."""

from collections import Counter
from datetime import date
from math import fsum

import pytest
from hypothesis import given, strategies as st

from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import ReadyFact, StayFacts, WardMoveFact
from enabler.rules.method.expected import Bases
from enabler.rules.method.later_changes import later_changes
from enabler.rules.method.ledger import Ledger, LeftOtherwise, ledger, split
from enabler.rules.method.periods import Period
from enabler.vocabulary import Basis, Confirmation, DischargeOutcome, Setting, Share
from tests.rules.caseloads import KINDS, a_stay, assume, d, estimate, main, share, stays

MH = Setting.MENTAL_HEALTH
SPRING = Period(d("1 Apr"), d("30 Jun"))
AS_AT = d("1 Jul")
ROWS = (*(CohortRow(MH, kind, 12) for kind in KINDS for _ in range(10)), CohortRow(MH, None, 0))
ASSUMPTIONS = assume(cohorts=(Cohort("Earlier", "Ward book", 4, ROWS),))


def of(*given_stays: StayFacts, **changes: object) -> Ledger:
    values: dict[str, object] = {"period": SPRING, "as_at": AS_AT, "assumptions": ASSUMPTIONS} | changes
    return ledger(list(given_stays), **values)  # type: ignore[arg-type]


def long_stay(ref: str = "S2", **changes: object) -> StayFacts:
    """Ready 10 April, left 10 May: 10 nights with the barrier of `a_stay`, so made to stand all along: 30."""
    values = {"discharged_on": d("10 May"), "ready_periods": (ReadyFact(d("10 Apr")),)} | changes
    barriers = tuple(type(one)(one.kind, one.began_on, None, True) for one in a_stay().barriers)
    return a_stay(ref=ref, barriers=barriers, **values)


def test_avoided_is_signed_and_observed_is_never_cut() -> None:
    found = of(a_stay(), long_stay())
    assert [(row.observed, row.avoided) for row in found.rows] == [(10, 2), (30, -18)]
    assert found.totals.gross == -16
    assert (found.totals.net.low, found.totals.net.central, found.totals.net.high) == (-16, -16, -16)
    may = of(long_stay(), period=Period(d("1 May"), d("31 May")))
    assert (may.rows[0].observed, may.nights.totals.delay) == (30, 9)


def test_shares_weigh_and_a_contributory_loss_is_plain_nothing() -> None:
    shares = [(Share.SOLE, -18), (Share.JOINT, -9), (Share.CONTRIBUTORY, 0)]
    for value, avoided in shares:
        row = of(long_stay(shares=(share(value, "5 Apr"),))).rows[0]
        assert f"{row.avoided:g}" == f"{avoided}"


@pytest.mark.parametrize(
    ("confirmation", "counts"),
    [(None, [2, -18]), (Confirmation.CONFIRMED, [2, -18]), (Confirmation.DISPUTED, [0, -18])],
)
def test_a_disputed_gain_counts_nothing_and_a_disputed_loss_in_full(
    confirmation: Confirmation | None, counts: list[float]
) -> None:
    found = of(a_stay(confirmation=confirmation), long_stay(confirmation=confirmation))
    assert [row.counted for row in found.rows] == counts
    totals = found.totals
    assert (totals.claimed, totals.gross) == (-16, sum(counts))
    assert totals.confirmed == (-16 if confirmation is Confirmation.CONFIRMED else 0)
    assert totals.disputed == (-16 if confirmation is Confirmation.DISPUTED else 0)
    assert found.confirmed == (2 if confirmation is Confirmation.CONFIRMED else 0)


def test_each_basis_has_its_own_corrections() -> None:
    sealed = a_stay(ref="S2", setting=Setting.ACUTE, estimates=(estimate(10, 20, 40, "9 Apr"),))
    totals = of(a_stay(), sealed).totals
    assert totals.by_basis == {Basis.COMPARISON: 2, Basis.SEALED: 10, Basis.CITED: 0}
    assert totals.net.central == pytest.approx(2 * 0.85 + 10 * 0.8 * 0.6)
    assert totals.net.low == pytest.approx(2 * 0.75 + 10 * 0.6 * 0.6)
    assert totals.net.high == pytest.approx(2 * 0.9 + 10 * 0.9 * 0.75)
    assert totals.grades == {Basis.COMPARISON: 4, Basis.SEALED: 6}


def test_a_gain_on_one_basis_does_not_hide_a_shortfall_on_another() -> None:
    sealed_loss = long_stay(setting=Setting.ACUTE, estimates=(estimate(1, 5, 9, "9 Apr"),))
    totals = of(a_stay(), sealed_loss).totals
    assert totals.net.central == pytest.approx(2 * 0.85 - 25)


def test_late_and_undated_are_counted() -> None:
    found = of(
        a_stay(ref="S1", shares=(share(Share.SOLE, "12 Apr"),)),
        a_stay(ref="S2", main_barriers=(main("no_home", "12 Apr"),)),
        a_stay(ref="S3", shares=(share(Share.SOLE, None),)),
        a_stay(ref="S4", estimates=(estimate(1, 2, 3, "12 Apr"),)),
    )
    assert [(row.late, row.undated) for row in found.rows] == [
        (True, False),
        (True, False),
        (False, True),
        (False, False),
    ]
    assert (found.late, found.undated) == (2, 1)


def test_a_late_estimate_makes_a_row_late_only_where_it_rests_on_it() -> None:
    late = (estimate(1, 2, 3, "12 Apr"),)
    found = of(a_stay(estimates=late), a_stay(ref="S2", setting=Setting.ACUTE, estimates=late))
    assert [row.late for row in found.rows] == [False, True]


def test_a_ward_has_the_stays_it_discharged_and_the_nights_that_lay_there() -> None:
    moved = a_stay(
        ward="Heather", ward_moves=(WardMoveFact("Bosworth", d("1 Apr")), WardMoveFact("Heather", d("14 Apr")))
    )
    bosworth, heather = (of(moved, wards=frozenset({ward})) for ward in ("Bosworth", "Heather"))
    assert [len(found.rows) for found in (bosworth, heather)] == [0, 1]
    assert [found.nights.totals.delay for found in (bosworth, heather)] == [4, 6]
    assert [found.nights.mhs26 for found in (bosworth, heather)] == [3, 6]
    assert [found.funnel[0].stays for found in (bosworth, heather)] == [0, 1]


def test_those_who_left_otherwise_are_printed_beside() -> None:
    found = of(
        a_stay(ref="S1", discharge_outcome=DischargeOutcome.DIED),
        a_stay(ref="S2", discharge_outcome=DischargeOutcome.DIED),
        long_stay(ref="S3", discharge_outcome=DischargeOutcome.TRANSFERRED),
        a_stay(ref="S4", discharge_outcome=DischargeOutcome.DIED, case_opened_on=None),
        a_stay(ref="S5"),
    )
    assert found.left_otherwise == (
        LeftOtherwise(DischargeOutcome.DIED, 2, 20),
        LeftOtherwise(DischargeOutcome.TRANSFERRED, 1, 30),
    )
    assert Counter(str(one.failed) for one in found.left_out) == {"case": 1, "discharged": 3}


def test_nights_are_those_of_all_cases_and_only_of_cases() -> None:
    found = of(a_stay(ref="S1", shares=()), a_stay(ref="S2", case_opened_on=None), a_stay(ref="S3", ready_periods=()))
    assert (found.rows, found.nights.totals.delay, found.nights.unknown_stays) == ((), 10, 1)
    elsewhere = of(a_stay(ready_periods=()), wards=frozenset({"Heather"}))
    assert elsewhere.nights.unknown_stays == 0


def test_an_empty_period_has_no_invented_number() -> None:
    found = of()
    assert (found.rows, found.totals.gross, found.totals.net.central, found.nights.totals.delay) == ((), 0, 0, 0)
    assert [step.stays for step in found.funnel] == [0] * 6


def test_later_changes_are_shown_with_what_they_would_do() -> None:
    stay = long_stay(
        shares=(share(Share.SOLE, "5 Apr"), share(Share.JOINT, "12 Apr")),
        main_barriers=(main("rent_arrears", "5 Apr"), main("debts", "11 May")),
    )
    row = of(stay).rows[0]
    assert [(one.what, one.value, one.judged_on) for one in later_changes(row, Bases(ASSUMPTIONS))] == [
        ("share", "joint", d("12 Apr")),
        ("main barrier", "debts", d("11 May")),
    ]
    changes = [one.avoided for one in later_changes(row, Bases(ASSUMPTIONS))]
    assert changes == pytest.approx([-9, 30 * 12 / 31 - 30])


def test_a_later_main_barrier_weighs_with_the_share_used() -> None:
    debts = (main("rent_arrears", "5 Apr"), main("debts", "11 May"))
    row = of(long_stay(main_barriers=debts, shares=(share(Share.JOINT, "5 Apr"),))).rows[0]
    assert [one.avoided for one in later_changes(row, Bases(ASSUMPTIONS))] == pytest.approx([(360 / 31 - 30) / 2])


def test_a_later_estimate_is_shown_with_what_it_would_do() -> None:
    stay = a_stay(setting=Setting.ACUTE, estimates=(estimate(1, 12, 30, "9 Apr"), estimate(1, 50, 90, "15 Apr")))
    row = of(stay).rows[0]
    assert (row.avoided, [one.avoided for one in later_changes(row, Bases(ASSUMPTIONS))]) == (2, [40])


NAMES = ("setting", "admitted_on", "case_opened_on", "discharged_on", "discharge_outcome", "ready_periods", "barriers")


@given(st.lists(stays(), max_size=6), st.dates(date(2026, 1, 1), date(2026, 9, 1)))
def test_splits_months_and_funnel_leave_no_remainder(some: list[StayFacts], start: date) -> None:
    some = [a_stay(**{name: getattr(stay, name) for name in NAMES} | {"ref": f"S{n}"}) for n, stay in enumerate(some)]
    period = Period(start, date(2026, 12, 31))
    found = of(*some, period=period, as_at=date(2027, 6, 1))
    gross = found.totals.gross
    keys = [lambda row: row.expected.basis, lambda row: row.stay.ward, lambda row: row.kind]
    for key in [*keys, lambda row: row.stay.discharged_on.month]:
        assert fsum(split(found.rows, key).values()) == pytest.approx(gross)
    months = [of(*some, period=month, as_at=date(2027, 6, 1)) for month in period.months()]
    assert fsum(month.totals.gross for month in months) == pytest.approx(gross)
    assert sum(month.nights.mhs26 for month in months) == found.nights.mhs26
    assert sum(month.nights.unknown_stays for month in months) == found.nights.unknown_stays
    assert [month.nights.totals for month in months] == [totals for _, totals in found.nights.by_month]
    assert found.funnel[0].stays == len(found.rows) + len(found.left_out)
    assert found.funnel[-1].stays == len(found.rows)
