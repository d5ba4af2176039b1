"""Legal clocks of the list: when each runs out, and whether the law applied."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from enabler import codes
from enabler.rules.law.timers import add_months, applies, runs_out_at, runs_out_on
from enabler.vocabulary import Counting

TIMERS = codes.legal_timers()


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("uc_housing", "2026-08-31", "2027-02-28"),
        ("hb_absence", "2026-04-01", "2027-03-31"),
        ("pip", "2026-04-01", "2026-04-29"),
        ("attendance_allowance", "2026-04-01", "2026-04-29"),
        ("relief_duty", "2026-04-01", "2026-05-26"),  # beginning with the day of acceptance
        ("relief_duty", "2018-04-02", None),
        ("prevention_duty", "2026-04-01", "2026-05-26"),
        ("review_s202", "2026-04-01", "2026-04-21"),  # beginning with the day the decision was received
        ("dfg_decision", "2026-11-30", "2027-05-30"),
        ("hazard_investigate", "2026-11-20", "2026-12-04"),
        ("hazard_investigate", "2025-10-24", None),
        ("hazard_summary", "2026-03-27", "2026-04-01"),
        ("hazard_safe", "2026-03-27", "2026-04-07"),  # over Good Friday and Easter Monday
        ("hazard_emergency", "2026-11-20", "2026-11-21"),
        ("notice_ends", "2026-11-20", "2026-11-20"),
        ("hearing", "2026-11-20", "2026-11-20"),
    ],
)
def test_when_it_runs_out(key: str, start: str, end: str | None) -> None:
    expected = date.fromisoformat(end) if end else None
    assert runs_out_on(TIMERS[key], date.fromisoformat(start)) == expected


def test_hours_run_out_at_an_instant() -> None:
    told_at = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert runs_out_at(TIMERS["hazard_emergency"], told_at) == datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
    assert runs_out_at(TIMERS["relief_duty"], told_at) is None


def test_an_hour_is_an_hour_when_the_clocks_change() -> None:
    told_at = datetime(2026, 3, 28, 14, 20, tzinfo=ZoneInfo("Europe/London"))
    assert runs_out_at(TIMERS["hazard_emergency"], told_at) == datetime(2026, 3, 29, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize("key", TIMERS)
def test_every_timer_of_the_list_runs_and_says_what_it_means(key: str) -> None:
    timer, start = TIMERS[key], date(2026, 4, 1)
    assert applies(timer, start)
    found = runs_out_on(timer, start)
    assert found == start if timer.counting == Counting.ON else found is not None and found > start
    assert timer.clock and timer.means and timer.say
    assert not any(words.endswith(".") for words in (timer.means, timer.say, timer.say_at_end))


def test_months_end_where_they_end() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
