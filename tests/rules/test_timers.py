"""Legal clocks of the list: when each runs out, and whether the law applied."""

from datetime import UTC, date, datetime

import pytest

from enabler import codes
from enabler.rules.timers import add_months, applies, is_running_out, runs_out_at, runs_out_on

TIMERS = codes.legal_timers()


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("uc_housing", "2026-08-31", "2027-02-28"),
        ("hb_absence", "2026-04-01", "2027-03-31"),
        ("pip_daily_living", "2026-04-01", "2026-04-29"),
        ("relief_duty", "2026-04-01", "2026-05-27"),
        ("relief_duty", "2018-04-02", None),
        ("review_s202", "2026-04-01", "2026-04-22"),
        ("dfg_decision", "2026-11-30", "2027-05-30"),
        ("awaab_investigate", "2026-11-20", "2026-12-04"),
        ("awaab_investigate", "2025-10-24", None),
        ("awaab_emergency", "2026-11-20", "2026-11-21"),
    ],
)
def test_when_it_runs_out(key: str, start: str, end: str | None) -> None:
    expected = date.fromisoformat(end) if end else None
    assert runs_out_on(TIMERS[key], date.fromisoformat(start)) == expected


def test_hours_run_out_at_an_instant() -> None:
    told_at = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert runs_out_at(TIMERS["awaab_emergency"], told_at) == datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
    assert runs_out_at(TIMERS["relief_duty"], told_at) is None
    assert runs_out_at(TIMERS["awaab_emergency"], told_at.replace(year=2024)) is None


@pytest.mark.parametrize("key", TIMERS)
def test_every_timer_of_the_list_runs(key: str) -> None:
    timer, start = TIMERS[key], date(2026, 4, 1)
    assert applies(timer, start)
    found = runs_out_on(timer, start)
    assert found is not None
    assert found > start


def test_months_end_where_they_end() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


@pytest.mark.parametrize(("today", "soon"), [(24, False), (25, True), (30, True)])
def test_running_out_within_7_days(today: int, soon: bool) -> None:
    assert is_running_out(date(2026, 12, 2), date(2026, 11, today)) is soon
