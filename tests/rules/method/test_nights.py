"""Nights by the midnight rule and their four parts. Method, section 1."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, strategies as st

from enabler.rules.facts import BarrierFact, LeaveFact, ReadyFact, ReasonFact, StayFacts, WardMoveFact
from enabler.rules.method.intervals import length
from enabler.rules.method.nights import (
    NightTotals,
    clipped,
    delay_nights,
    is_unknown,
    night_parts,
    observed,
    runs,
    stay_nights,
    totals,
)
from enabler.rules.method.periods import Period
from enabler.vocabulary import Part
from tests.rules.caseloads import NIGHT, a_stay, d, days, stays

AS_AT = date(2027, 6, 1)
LATER = d("1 Jul")


def counted(stay: StayFacts, as_at: date = LATER) -> tuple[int, ...]:
    found = totals(runs(stay, as_at))
    return tuple(found.of(part) for part in Part)


def delay(*ready: ReadyFact, as_at: date = LATER, **changes: object) -> int:
    return length(delay_nights(a_stay(ready_periods=ready, **changes), as_at))


@pytest.mark.parametrize(
    ("housing", "other", "part"),
    [
        (True, False, Part.HOUSING_ONLY),
        (True, True, Part.HOUSING_AND_OTHER),
        (False, True, Part.OTHER_ONLY),
        (False, False, Part.NONE_RECORDED),
    ],
)
def test_truth_table_of_the_four_parts(housing: bool, other: bool, part: Part) -> None:
    stay = a_stay(
        barriers=(BarrierFact("no_home", d("1 Apr"), None, True),) if housing else (),
        reasons=(ReasonFact("mhsds-v6", "09", d("1 Apr")),) if other else (),
    )
    assert {found for _, found in night_parts(stay, LATER)} == {part}


@pytest.mark.parametrize(("blocks", "nights"), [(True, (10, 0, 0, 0)), (False, (0, 0, 0, 10)), (None, (0, 0, 0, 10))])
def test_only_a_barrier_marked_as_blocking_counts(blocks: bool | None, nights: tuple[int, ...]) -> None:
    assert counted(a_stay(barriers=(BarrierFact("no_home", d("1 Apr"), None, blocks),))) == nights


@pytest.mark.parametrize(
    ("reason", "nights"),
    [
        (ReasonFact("mhsds-v6", "09", d("1 Apr")), (0, 0, 10, 0)),
        (ReasonFact("mhsds-v6", "98", d("1 Apr")), (0, 0, 0, 10)),
        (ReasonFact("mhsds-v6", "19", d("1 Apr"), None, "strict"), (0, 0, 0, 10)),
        (ReasonFact("mhsds-v6", "10", d("1 Apr"), None, "broad"), (0, 0, 0, 10)),
        (ReasonFact("mhsds-v6", "09", d("15 Apr"), d("17 Apr")), (0, 0, 2, 8)),
    ],
)
def test_which_delay_reasons_are_other_reasons(reason: ReasonFact, nights: tuple[int, ...]) -> None:
    assert counted(a_stay(barriers=(), reasons=(reason,))) == nights


def test_two_barriers_on_one_night_are_one_night() -> None:
    both = (BarrierFact("no_home", d("12 Apr"), d("16 Apr"), True), BarrierFact("benefits", d("14 Apr"), None, True))
    assert counted(a_stay(barriers=both)) == (8, 0, 0, 2)


def test_a_reopened_barrier_leaves_its_gap_out() -> None:
    again = (BarrierFact("no_home", d("1 Apr"), d("12 Apr"), True), BarrierFact("no_home", d("15 Apr"), None, True))
    assert counted(a_stay(barriers=again)) == (7, 0, 0, 3)


@pytest.mark.parametrize(
    ("ready_on", "ended_on", "nights"),
    [("13 Apr", "14 Apr", 1), ("13 Apr", "13 Apr", 0), ("10 Apr", None, 10), ("1 Apr", "20 Apr", 19)],
)
def test_ready_monday_left_tuesday_is_one(ready_on: str, ended_on: str | None, nights: int) -> None:
    assert delay(ReadyFact(d(ready_on), d(ended_on) if ended_on else None)) == nights


@pytest.mark.parametrize(("as_at", "nights"), [("10 Apr", 0), ("11 Apr", 1), ("25 Apr", 15), ("1 May", 21)])
def test_an_open_period_of_a_patient_in_hospital_runs_to_as_at(as_at: str, nights: int) -> None:
    assert delay(ReadyFact(d("10 Apr")), discharged_on=None, as_at=d(as_at)) == nights


def test_no_night_on_or_after_as_at_even_of_a_stay_that_ended_later() -> None:
    assert delay(ReadyFact(d("10 Apr"), d("20 Apr")), as_at=d("13 Apr")) == 3


@pytest.mark.parametrize(("bed_kept", "nights"), [(True, 10), (False, 7), (None, 7)])
def test_leave_counts_only_while_the_bed_is_kept(bed_kept: bool | None, nights: int) -> None:
    assert delay(ReadyFact(d("10 Apr")), leave=(LeaveFact(d("12 Apr"), d("15 Apr"), bed_kept),)) == nights


@pytest.mark.parametrize(
    ("ready", "left", "nights"),
    [
        ("2026-03-28", "2026-03-30", 2),  # clocks go forward
        ("2026-10-24", "2026-10-26", 2),  # clocks go back
        ("2028-02-28", "2028-03-01", 2),  # 29 February
        ("2027-02-28", "2027-03-01", 1),
        ("2025-12-31", "2026-01-01", 1),
    ],
)
def test_calendar_edges(ready: str, left: str, nights: int) -> None:
    period = ReadyFact(date.fromisoformat(ready), date.fromisoformat(left))
    stay = a_stay(admitted_on=date(2025, 1, 1), discharged_on=date.fromisoformat(left), ready_periods=(period,))
    assert length(delay_nights(stay, date(2029, 1, 1))) == nights


def test_ten_ready_periods() -> None:
    ten = tuple(ReadyFact(d("1 Apr") + 3 * n * NIGHT, d("1 Apr") + (3 * n + 2) * NIGHT) for n in range(10))
    assert delay(*ten, discharged_on=d("1 Jun")) == 20


def totals_of(some: list[StayFacts], period: Period, as_at: date, wards: frozenset[str] | None = None) -> NightTotals:
    return sum((totals(clipped(runs(stay, as_at), period, wards), stay.case_opened_on) for stay in some), NightTotals())


def test_a_stay_across_three_quarters_counts_in_each() -> None:
    stay = a_stay(admitted_on=d("1 Feb"), discharged_on=d("10 Jul"), ready_periods=(ReadyFact(d("20 Mar")),))
    quarters = [Period(d("1 Jan"), d("31 Mar")), Period(d("1 Apr"), d("30 Jun")), Period(d("1 Jul"), d("30 Sep"))]
    assert [totals_of([stay], quarter, d("1 Aug")).delay for quarter in quarters] == [12, 91, 9]


@pytest.mark.parametrize(
    ("changes", "unknown"),
    [
        ({"ready_periods": ()}, True),
        ({"ready_periods": (), "discharged_on": None}, False),
        ({"ready_periods": (), "case_opened_on": None}, False),
        ({"ready_periods": (ReadyFact(d("20 Apr"), d("20 Apr")),)}, False),
    ],
)
def test_a_discharged_case_without_a_ready_period_is_unknown(changes: dict[str, object], unknown: bool) -> None:
    assert is_unknown(a_stay(**changes)) is unknown


def test_a_night_belongs_to_the_ward_of_its_midnight() -> None:
    moves = (WardMoveFact("Bosworth", d("1 Apr")), WardMoveFact("Heather", d("14 Apr")))
    stay = a_stay(ward="Heather", ward_moves=moves)
    found = [(run.ward, run.nights) for run in runs(stay, LATER)]
    assert found == [("Bosworth", 4), ("Heather", 6)]
    assert totals(clipped(runs(stay, LATER), Period(d("1 Apr"), d("15 Apr")), frozenset({"Heather"}))).delay == 2


def test_nights_before_the_service_knew_are_shown_apart() -> None:
    found = totals(runs(a_stay(case_opened_on=d("13 Apr")), LATER), d("13 Apr"))
    assert (found.before_case, found.delay) == (3, 10)


def test_an_admission_not_recorded_starts_at_what_is_known() -> None:
    stay = a_stay(admitted_on=None, case_opened_on=d("12 Apr"))
    assert length(delay_nights(stay, LATER)) == 10
    nothing = a_stay(admitted_on=None, case_opened_on=None, ready_periods=())
    assert stay_nights(nothing, LATER) == []


@given(stays(), days)
def test_one_night_at_a_time_gives_the_same(stay: StayFacts, as_at: date) -> None:
    assert dict(night_parts(stay, as_at)) == {
        night: part for night in every_night(stay, as_at) if (part := part_of(stay, night)) is not None
    }


def every_night(stay: StayFacts, as_at: date) -> list[date]:
    end = min(stay.discharged_on or as_at, as_at)
    return [stay.known_from + n * NIGHT for n in range(max(0, (end - stay.known_from).days))]


def part_of(stay: StayFacts, night: date) -> Part | None:
    """The rules of section 1 in their plainest form, one night at a time."""

    def lies(start: date, end: date | None) -> bool:
        return start <= night and (end is None or night < end)

    if any(lies(leave.from_on, leave.to_on) and leave.bed_kept is not True for leave in stay.leave):
        return None
    if not any(lies(ready.ready_on, ready.ended_on) for ready in stay.ready_periods):
        return None
    housing = any(lies(one.began_on, one.resolved_on) and one.blocks for one in stay.barriers)
    other = any(lies(one.from_on, one.to_on) and not one.housing and one.code != "98" for one in stay.reasons)
    return {
        (True, False): Part.HOUSING_ONLY,
        (True, True): Part.HOUSING_AND_OTHER,
        (False, True): Part.OTHER_ONLY,
        (False, False): Part.NONE_RECORDED,
    }[housing, other]


@given(stays(), days)
def test_parts_add_up_to_the_delay_nights(stay: StayFacts, as_at: date) -> None:
    found = totals(runs(stay, as_at))
    assert found.delay == length(delay_nights(stay, as_at)) == sum(found.of(part) for part in Part)
    assert found.housing == observed(stay, as_at)
    assert found.delay <= length(stay_nights(stay, as_at))


@given(st.lists(stays(), max_size=4), days, days)
def test_months_add_up_to_the_period_and_wards_to_all(some: list[StayFacts], one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    whole = totals_of(some, period, AS_AT)
    months = [totals_of(some, month, AS_AT) for month in period.months()]
    wards = [totals_of(some, period, AS_AT, frozenset({ward})) for ward in ("Bosworth", "Heather")]
    assert sum(months, NightTotals()) == whole == sum(wards, NightTotals())


@given(stays(), days)
def test_more_time_never_takes_a_night_away(stay: StayFacts, as_at: date) -> None:
    before, after = (Counter(night_parts(stay, on)) for on in (as_at, as_at + NIGHT))
    assert before <= after
