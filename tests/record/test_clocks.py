"""Which clocks run for which facts, when they run out, and by which law."""

from datetime import date, datetime
from typing import Any

import pytest

from enabler import clock, codes
from enabler.clock import LONDON
from enabler.record.clocks import Clock, barrier_clocks, stay_clocks
from enabler.vocabulary import BarrierFamily

TOLD = datetime(2026, 3, 27, 14, 20, tzinfo=LONDON)  # a Friday; the clocks go forward on Sunday
SOCIAL = {"landlord_told_at": TOLD, "social_landlord": "yes"}


def clocks(kind: str, **facts: Any) -> list[Clock]:
    return barrier_clocks(kind, codes.barrier_kinds()[kind].family, facts)


@pytest.mark.parametrize(
    ("kind", "facts", "on"),
    [
        ("no_home", {"duty_started_on": date(2026, 5, 1)}, date(2026, 6, 26)),
        ("adaptations", {"application_valid_on": date(2026, 8, 31)}, date(2027, 2, 28)),
        ("rent_arrears", {"hearing_on": date(2026, 8, 31)}, date(2026, 8, 31)),
        ("benefits", {"expected_on": date(2026, 8, 31)}, date(2026, 8, 31)),
        ("repairs_or_hazard", SOCIAL, date(2026, 4, 14)),  # ten working days, over Easter
        ("repairs_or_hazard", SOCIAL | {"emergency": "yes"}, date(2026, 3, 28)),
        ("no_heat_or_utilities", SOCIAL | {"emergency": "yes"}, date(2026, 3, 28)),
    ],
)
def test_runs_out(kind: str, facts: dict[str, Any], on: date) -> None:
    assert [one.runs_out_on for one in clocks(kind, **facts)] == [on]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("no_home", {}),
        ("no_home", {"referred_on": date(2026, 5, 1)}),
        ("adaptations", {"application_valid_on": date(2026, 5, 1), "approved_on": date(2026, 6, 1)}),
        ("benefits", {"expected_on": date(2026, 5, 1), "in_payment_on": date(2026, 5, 1)}),
        ("repairs_or_hazard", {"landlord_told_at": TOLD}),
        ("repairs_or_hazard", SOCIAL | {"social_landlord": "no"}),
        ("repairs_or_hazard", SOCIAL | {"investigated_on": date(2026, 4, 1)}),
        ("repairs_or_hazard", SOCIAL | {"emergency": "yes", "made_safe_on": date(2026, 3, 28)}),
        (
            "repairs_or_hazard",
            SOCIAL | {"landlord_told_at": datetime(2025, 10, 26, 12, tzinfo=LONDON)},
        ),  # before the law
        ("hoarding_or_clutter", SOCIAL),
        ("documents_or_id", {}),
    ],
)
def test_nothing_runs(kind: str, facts: dict[str, Any]) -> None:
    assert clocks(kind, **facts) == []


def test_an_emergency_is_counted_in_hours() -> None:
    found = clocks("repairs_or_hazard", **SOCIAL, emergency="yes")[0]
    assert found.runs_out_at is not None and found.runs_out_at.astimezone(LONDON).hour == 14
    with clock.moved_to(date(2026, 3, 28), hour=14, minute=19):
        assert not found.has_run_out(clock.today(), clock.now())
    with clock.moved_to(date(2026, 3, 28), hour=14, minute=20):
        assert found.has_run_out(clock.today(), clock.now())


def test_the_duty_named_by_the_council() -> None:
    on = date(2026, 5, 1)
    assert clocks("no_home", duty_started_on=on, outcome="Accepted: prevention duty")[0].what == "Prevention duty"
    assert clocks("no_home", duty_started_on=on, outcome="Accepted: relief duty")[0].what == "Relief duty"


def test_each_legal_clock_names_its_authority_and_source() -> None:
    found = clocks("no_home", duty_started_on=date(2026, 5, 1))[0]
    assert (found.length, found.authority) == ("56 days", "Housing Act 1996 s.189B")
    assert found.source and found.verified
    assert clocks("rent_arrears", hearing_on=date(2026, 5, 1))[0].authority == ""


def test_what_a_stay_does_to_benefits() -> None:
    assert [one.runs_out_on for one in stay_clocks(date(2026, 1, 31))] == [
        date(2026, 2, 28),
        date(2026, 7, 31),
        date(2027, 1, 30),
    ]
    assert stay_clocks(None) == []


def test_families_are_all_known() -> None:
    for family in BarrierFamily:
        assert barrier_clocks("rent_arrears", family, {"nothing": None}) == []
