"""The MHS26 rule: first night dropped unless a period follows straight on; month by month. Method, section 1."""

from datetime import date

import pytest
from hypothesis import given

from enabler.rules.facts import ReadyFact, StayFacts, WardMoveFact
from enabler.rules.method.intervals import length
from enabler.rules.method.mhs26 import mhs26_days
from enabler.rules.method.nights import delay_nights
from enabler.rules.method.periods import Period
from enabler.vocabulary import Setting
from tests.rules.caseloads import a_stay, d, days, stays

MARCH = Period(d("1 Mar"), d("31 Mar"))
SPRING = Period(d("1 Mar"), d("31 May"))


def counted(*ready: tuple[str, str | None], period: Period = SPRING, as_at: str = "1 Jul", **changes: object) -> int:
    periods = tuple(ReadyFact(d(start), d(end) if end else None) for start, end in ready)
    values = {"admitted_on": d("1 Jan"), "discharged_on": d("20 Jun")} | changes
    return mhs26_days(a_stay(ready_periods=periods, **values), period, d(as_at))


@pytest.mark.parametrize(
    ("ready", "days_counted"),
    [
        ([("10 Mar", "20 Mar")], 9),
        ([("10 Mar", "11 Mar")], 0),
        ([("10 Mar", "10 Mar")], 0),
        ([("31 Mar", "2 Apr")], 1),  # nothing in March, one day in April
        ([("30 Mar", "2 Apr")], 2),  # one day in March, one in April
        ([("10 Mar", "20 Mar"), ("20 Mar", "25 Mar")], 9 + 5),  # follows on the same day
        ([("10 Mar", "20 Mar"), ("21 Mar", "25 Mar")], 9 + 4),  # follows on the next day
        ([("10 Mar", "20 Mar"), ("22 Mar", "25 Mar")], 9 + 2),  # a day between: its first night drops
        ([("10 Mar", "20 Mar"), ("20 Mar", "20 Mar"), ("21 Mar", "25 Mar")], 9 + 4),  # an empty one is dropped first
        ([("10 Mar", "20 Mar"), ("22 Mar", "22 Mar"), ("23 Mar", "26 Mar")], 9 + 2),  # and nothing follows on from it
        ([("10 Mar", "1 Apr"), ("1 Apr", "5 Apr")], 21 + 4),  # the earlier one ran in April too, to its first day
        ([("10 Mar", "31 Mar"), ("1 Apr", "5 Apr")], 20 + 3),  # the earlier one did not run in April
        ([("25 Feb", "5 Mar")], 4),  # began before: from the month's first day
        ([("1 Mar", "5 Mar")], 3),  # began on the first: its first night drops
    ],
)
def test_truth_table(ready: list[tuple[str, str | None]], days_counted: int) -> None:
    assert counted(*ready) == days_counted


def test_a_period_not_ended_runs_to_the_day_after_the_month() -> None:
    assert counted(("10 Mar", "20 Apr"), period=MARCH) == 21
    assert counted(("10 Mar", None), period=MARCH) == 21


@pytest.mark.parametrize(("as_at", "found"), [("10 Mar", 0), ("11 Mar", 0), ("12 Mar", 1), ("20 Mar", 9)])
def test_never_after_as_at(as_at: str, found: int) -> None:
    assert counted(("10 Mar", None), as_at=as_at, discharged_on=None) == found


def test_a_part_month_uses_the_reports_own_dates() -> None:
    assert counted(("10 Mar", "20 Mar"), period=Period(d("15 Mar"), d("31 Mar"))) == 5
    assert counted(("10 Mar", "20 Mar"), period=Period(d("1 Mar"), d("14 Mar"))) == 4
    assert counted(("15 Mar", "20 Mar"), period=Period(d("15 Mar"), d("31 Mar"))) == 4


@pytest.mark.parametrize("setting", [Setting.ACUTE, Setting.COMMUNITY])
def test_mental_health_only(setting: Setting) -> None:
    assert counted(("10 Mar", "20 Mar"), setting=setting) == 0


def test_days_belong_to_the_ward_of_their_midnight() -> None:
    moves = (WardMoveFact("Bosworth", d("1 Jan")), WardMoveFact("Heather", d("15 Mar")))
    stay = a_stay(admitted_on=d("1 Jan"), ward_moves=moves, ready_periods=(ReadyFact(d("10 Mar"), d("20 Mar")),))
    found = [mhs26_days(stay, MARCH, d("1 Jul"), frozenset({ward})) for ward in ("Bosworth", "Heather", "Elsewhere")]
    assert found == [4, 5, 0]


@given(stays(), days, days)
def test_months_add_up_and_never_more_than_the_midnight_rule(stay: StayFacts, one: date, other: date) -> None:
    period, as_at = Period(min(one, other).replace(day=1), max(one, other)), date(2027, 9, 1)
    found = mhs26_days(stay, period, as_at)
    assert found == sum(mhs26_days(stay, month, as_at) for month in period.months())
    wards = (frozenset({ward}) for ward in ("Bosworth", "Heather"))
    assert found == sum(mhs26_days(stay, period, as_at, ward) for ward in wards)
    whole = Period(date(2026, 1, 1), date(2027, 8, 31))
    without_leave = a_stay(
        **{name: getattr(stay, name) for name in ("setting", "admitted_on", "discharged_on", "ready_periods")}
    )
    lasting = sum(ready.ready_on != ready.ended_on for ready in stay.ready_periods)
    midnight = length(delay_nights(without_leave, as_at))
    assert mhs26_days(stay, whole, as_at) <= midnight
    if stay.setting is Setting.MENTAL_HEALTH:
        assert mhs26_days(stay, whole, as_at) >= midnight - lasting
