"""National reconciliations: both counting rules, strict and broad, by the codes in force, adding up. Method,
section 1."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from enabler import codes
from enabler.rules.facts import BarrierFact, ReadyFact, ReasonFact, StayFacts, WardMoveFact
from enabler.rules.method.ledger import nights_block
from enabler.rules.method.nights import delay_nights, ward_on
from enabler.rules.method.periods import Period, quarter_of
from enabler.rules.method.reconciliation import Codes, Counts, financial_year_of, reconciliation, rolled_up, total
from enabler.vocabulary import Setting
from tests.rules.caseloads import a_stay, d, stays

LISTS = Codes(codes.barrier_kinds(), codes.delay_reasons())
YEAR = Period(d("1 Apr"), date(2027, 3, 31))
AS_AT = date(2027, 9, 1)


def counts(stay: StayFacts, period: Period = YEAR, as_at: date = AS_AT) -> Counts:
    return total(reconciliation([stay], period, as_at, LISTS))


def with_barriers(*kinds: str, **changes: object) -> StayFacts:
    blocking = tuple(BarrierFact(kind, d("1 Apr"), d("20 Apr"), True) for kind in kinds)
    return a_stay(barriers=blocking, **changes)


@pytest.mark.parametrize(
    ("kinds", "setting", "strict", "broad", "by_code"),
    [
        (["no_home"], "mental health", 10, 10, {("mhsds-v6", "19"): 10}),
        (["adaptations"], "mental health", 0, 10, {("mhsds-v6", "10"): 10}),
        (["adaptations"], "acute", 10, 10, {("acute-2024", "C9"): 10}),
        (["equipment"], "acute", 0, 10, {("acute-2024", "C10"): 10}),
        (["no_home", "adaptations"], "mental health", 10, 10, {("mhsds-v6", "19"): 10, ("mhsds-v6", "10"): 10}),
        (["rent_arrears", "debts"], "mental health", 10, 10, {("mhsds-v6", "17"): 10}),
        (["no_home"], "community", 0, 0, {}),
        ([], "mental health", 0, 0, {}),
    ],
)
def test_truth_table_of_barriers(
    kinds: list[str], setting: str, strict: int, broad: int, by_code: dict[tuple[str, str], int]
) -> None:
    found = counts(with_barriers(*kinds, setting=Setting(setting)))
    assert (found.nights, found.strict, found.broad, found.by_code) == (10, strict, broad, Counter(by_code))
    assert found.without_list == (10 if setting == "community" else 0)


@pytest.mark.parametrize(
    ("reason", "strict", "broad", "by_code"),
    [
        (ReasonFact("mhsds-v6", "18", d("12 Apr"), d("15 Apr"), "strict"), 3, 3, {("mhsds-v6", "18"): 3}),
        (ReasonFact("mhsds-v6", "32", d("12 Apr"), None, "broad"), 0, 8, {("mhsds-v6", "32"): 8}),
        (ReasonFact("mhsds-v6", "09", d("12 Apr"), None, None), 0, 0, {("mhsds-v6", "09"): 8}),
        (ReasonFact("dtoc", "I", d("12 Apr"), None, "strict"), 0, 0, {}),  # ended in February 2020
    ],
)
def test_delay_reasons_stand_under_their_own_code(
    reason: ReasonFact, strict: int, broad: int, by_code: dict[tuple[str, str], int]
) -> None:
    found = counts(with_barriers(reasons=(reason,)))
    assert (found.strict, found.broad, found.by_code) == (strict, broad, Counter(by_code))


def test_a_barrier_and_its_own_reason_on_one_night_are_one_night() -> None:
    both = with_barriers("no_home", reasons=(ReasonFact("mhsds-v6", "19", d("12 Apr"), None, "strict"),))
    assert (counts(both).strict, counts(both).by_code) == (10, Counter({("mhsds-v6", "19"): 10}))


@pytest.mark.parametrize("blocks", [False, None])
def test_a_barrier_that_does_not_block_has_no_code(blocks: bool | None) -> None:
    for setting in Setting:
        stay = a_stay(setting=setting, barriers=(BarrierFact("no_home", d("1 Apr"), None, blocks),))
        assert (counts(stay).broad, counts(stay).without_list) == (0, 0)


@pytest.mark.parametrize(
    ("ready_on", "left_on", "by_code", "without_list"),
    [
        (date(2020, 2, 25), date(2020, 3, 5), {("dtoc", "I"): 5}, 4),
        (date(2024, 3, 28), date(2024, 4, 3), {("mhsds-v6", "19"): 2}, 4),
        (date(2022, 5, 1), date(2022, 5, 4), {}, 3),
    ],
)
def test_only_the_list_in_force_on_the_night(
    ready_on: date, left_on: date, by_code: dict[tuple[str, str], int], without_list: int
) -> None:
    stay = a_stay(
        admitted_on=ready_on,
        case_opened_on=ready_on,
        discharged_on=left_on,
        ready_periods=(ReadyFact(ready_on, left_on),),
        barriers=(BarrierFact("no_home", ready_on, None, True),),
    )
    found = counts(stay, Period(date(2020, 1, 1), date(2024, 12, 31)))
    assert (found.by_code, found.without_list) == (Counter(by_code), without_list)


def test_mhs26_days_and_their_wards() -> None:
    moves = (WardMoveFact("Bosworth", d("1 Apr")), WardMoveFact("Heather", d("15 Apr")))
    stay = a_stay(ward_moves=moves, barriers=(BarrierFact("adaptations", d("1 Apr"), d("17 Apr"), True),))
    found = reconciliation([stay], YEAR, AS_AT, LISTS)
    april = Period(d("1 Apr"), d("30 Apr"))
    rows = {
        ward: (one.nights, one.broad, one.mhs26, one.mhs26_strict, one.mhs26_broad) for (_, ward), one in found.items()
    }
    assert rows == {"Bosworth": (5, 5, 4, 0, 4), "Heather": (5, 2, 5, 0, 2)}
    assert {month for month, _ in found} == {april}
    assert list(reconciliation([stay], YEAR, AS_AT, LISTS, frozenset({"Heather"}))) == [(april, "Heather")]


def test_only_cases_count() -> None:
    assert counts(with_barriers("no_home", case_opened_on=None)) == Counts()


@pytest.mark.parametrize(("on", "first"), [(d("31 Mar"), 2025), (d("1 Apr"), 2026), (d("31 Dec"), 2026)])
def test_financial_years(on: date, first: int) -> None:
    assert financial_year_of(on) == Period(date(first, 4, 1), date(first + 1, 3, 31))


@settings(max_examples=30)
@given(st.lists(stays(), max_size=4))
def test_months_add_up_to_quarters_and_years_and_wards_to_the_whole(some: list[StayFacts]) -> None:
    table = reconciliation(some, YEAR, AS_AT, LISTS)
    for span in (quarter_of, financial_year_of):
        assert total(rolled_up(table, span)) == total(table)
    for quarter in {quarter_of(month.from_on) for month in YEAR.months()}:
        alone = reconciliation(some, quarter, AS_AT, LISTS)
        assert rolled_up(alone, quarter_of) == {
            key: one for key, one in rolled_up(table, quarter_of).items() if key[0] == quarter
        }
    wards = [total(reconciliation(some, YEAR, AS_AT, LISTS, frozenset({ward}))) for ward in ("Bosworth", "Heather")]
    assert sum(wards, Counts()) == total(table)
    block = nights_block(some, YEAR, AS_AT)
    assert (total(table).nights, total(table).mhs26) == (block.totals.delay, block.mhs26)


@settings(max_examples=100)
@given(stays())
def test_night_by_night(stay: StayFacts) -> None:
    """Counted one midnight at a time, as a person with a calendar would."""
    found: Counter[str] = Counter()
    low, high = YEAR.interval
    for start, end in delay_nights(stay, AS_AT) if stay.case_opened_on else []:
        for night in range(max(start, low), min(end, high)):
            groups = {LISTS.reasons[code].housing for code in _standing(stay, date.fromordinal(night))}
            found["strict"] += "strict" in groups
            found["broad"] += bool(groups & {"strict", "broad"})
            assert ward_on(stay, night) in ("Bosworth", "Heather")
    assert (counts(stay).strict, counts(stay).broad) == (found["strict"], found["broad"])


def _standing(stay: StayFacts, on: date) -> set[tuple[str, str]]:
    names = {Setting.MENTAL_HEALTH: "mhsds-v6", Setting.ACUTE: "acute-2024", Setting.COMMUNITY: "dtoc"}
    name = names[stay.setting]
    column = {"mhsds-v6": "mhsds_v6", "acute-2024": "acute_2024", "dtoc": "dtoc"}[name]
    barriers = (one for one in stay.barriers if one.blocks and one.began_on <= on < (one.resolved_on or date.max))
    reasons = (one for one in stay.reasons if one.from_on <= on < (one.to_on or date.max))
    standing = {(name, getattr(LISTS.kinds[one.kind], column)) for one in barriers}
    standing |= {(one.list, one.code) for one in reasons}
    return {code for code in standing if _in_force(codes.delay_reasons()[code], on)}


def _in_force(code: codes.DelayReasonCode, on: date) -> bool:
    return (code.valid_from or date.min) <= on <= (code.valid_to or date.max)
