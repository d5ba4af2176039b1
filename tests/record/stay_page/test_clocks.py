"""Which clocks run for which recorded facts, when they run out, what they say; and what is asked where a fact lacks."""

from datetime import date, datetime
from typing import Any

import pytest

from enabler import clock, codes
from enabler.clock import LONDON
from enabler.record.stay.held_benefits import NAMES
from enabler.record.stay_page.clocks import Clock, barrier_clocks, barrier_questions, benefit_clocks
from enabler.vocabulary import BarrierFamily, Tenancy

TOLD_ON = date(2026, 3, 27)  # a Friday; the clocks go forward on Sunday
TOLD = {"landlord_told_on": TOLD_ON}
AT = {"landlord_told_at": datetime(2026, 3, 27, 14, 20, tzinfo=LONDON)}
TENANT = TOLD | {"social_landlord": "yes", "tenancy": "secure"}
MOULD = TENANT | {"emergency": "no", "damp_or_mould": "yes"}
EMERGENCY = TENANT | AT | {"emergency": "yes"}
ON = date(2026, 5, 1)
RELIEF = {"outcome": "Accepted: relief duty"}
PREVENTION = {"outcome": "Accepted: prevention duty"}
INTENTIONAL = {"outcome": "Not accepted: intentionally homeless"}
NOTICE = {"notice_expires_on": date(2026, 8, 31)}


def clocks(kind: str, **facts: Any) -> list[Clock]:
    return barrier_clocks(kind, codes.barrier_kinds()[kind].family, facts)


def questions(kind: str, **facts: Any) -> list[str]:
    return [one.asks for one in barrier_questions(kind, codes.barrier_kinds()[kind].family, facts)]


@pytest.mark.parametrize(
    ("kind", "facts", "runs"),
    [
        ("no_home", RELIEF | {"duty_started_on": ON}, {"56 days of the relief duty end": date(2026, 6, 25)}),
        (
            "no_home",
            PREVENTION | {"duty_started_on": ON},
            {"Council may end the prevention duty by notice": date(2026, 6, 25)},
        ),
        ("no_home", INTENTIONAL | {"decision_received_on": ON}, {"Last day to ask for a review": date(2026, 5, 21)}),
        ("adaptations", {"application_valid_on": date(2026, 8, 31)}, {"Grant decision due": date(2027, 2, 28)}),
        ("rent_arrears", {"hearing_on": date(2026, 8, 31)}, {"Court hearing": date(2026, 8, 31)}),
        ("rent_arrears", NOTICE, {"Notice ends": date(2026, 8, 31)}),
        ("rent_arrears", NOTICE | {"tenancy": "licence"}, {"Notice ends": date(2026, 8, 31)}),
        ("rent_arrears", NOTICE | {"tenancy": "assured"}, {"Landlord may start court action": date(2026, 8, 31)}),
        ("rent_arrears", NOTICE | {"tenancy": "excluded"}, {"May have to leave": date(2026, 8, 31)}),
        ("benefits", {"expected_on": date(2026, 8, 31)}, {"Payment expected": date(2026, 8, 31)}),
        # ten working days, over Easter; then three and five from the end of the investigation, until it is safe
        ("repairs_or_hazard", MOULD, {"Damp or mould investigated": date(2026, 4, 14)}),
        (
            "repairs_or_hazard",
            MOULD | {"investigated_on": date(2026, 4, 8)},
            {"Written summary to the tenant": date(2026, 4, 13), "Hazard made safe": date(2026, 4, 15)},
        ),
        (
            "repairs_or_hazard",
            MOULD | {"investigated_on": date(2026, 4, 8), "summary_given_on": date(2026, 4, 9)},
            {"Hazard made safe": date(2026, 4, 15)},
        ),
        ("repairs_or_hazard", EMERGENCY, {"Emergency made safe": date(2026, 3, 28)}),
        ("no_heat_or_utilities", EMERGENCY, {"Emergency made safe": date(2026, 3, 28)}),
        (
            "repairs_or_hazard",
            EMERGENCY | {"investigated_on": date(2026, 3, 28)},
            {"Emergency made safe": date(2026, 3, 28)},
        ),
    ],
)
def test_runs_out(kind: str, facts: dict[str, Any], runs: dict[str, date]) -> None:
    assert {one.what: one.runs_out_on for one in clocks(kind, **facts)} == runs


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("no_home", {}),
        ("no_home", {"referred_on": ON}),
        ("no_home", {"referred_on": ON, "duty_started_on": ON}),
        ("no_home", {"duty_started_on": ON, "outcome": "Pending"}),
        ("no_home", {"duty_started_on": ON} | INTENTIONAL),
        ("no_home", {"duty_started_on": ON, "outcome": "Accepted: main duty"}),
        ("no_home", RELIEF),
        ("no_home", RELIEF | {"answered_on": ON}),
        ("adaptations", {"application_valid_on": ON, "approved_on": date(2026, 6, 1)}),
        ("benefits", {"expected_on": ON, "in_payment_on": ON}),
        ("repairs_or_hazard", {"social_landlord": "yes", "tenancy": "secure", "emergency": "yes"}),
        ("repairs_or_hazard", TOLD),
        ("repairs_or_hazard", TOLD | {"social_landlord": "yes", "emergency": "yes"}),
        ("repairs_or_hazard", MOULD | {"social_landlord": "no"}),
        ("repairs_or_hazard", EMERGENCY | {"social_landlord": "no"}),
        *(("repairs_or_hazard", EMERGENCY | {"tenancy": one}) for one in ("licence", "excluded", "supported", "owner")),
        ("repairs_or_hazard", MOULD | {"damp_or_mould": "no"}),
        ("repairs_or_hazard", MOULD | {"investigated_on": date(2026, 4, 8), "made_safe_on": date(2026, 4, 9)}),
        ("repairs_or_hazard", EMERGENCY | {"made_safe_on": date(2026, 3, 28)}),
        ("repairs_or_hazard", MOULD | {"landlord_told_on": date(2025, 10, 26)}),  # before the law
        ("hoarding_or_clutter", MOULD),
        ("documents_or_id", {}),
    ],
)
def test_nothing_runs(kind: str, facts: dict[str, Any]) -> None:
    assert clocks(kind, **facts) == []


@pytest.mark.parametrize(
    ("kind", "facts", "asks"),
    [
        ("no_home", {"duty_started_on": ON}, "Has the council accepted a duty? Record which and when: 1 May 2026 is"),
        ("no_home", {"duty_started_on": ON, "outcome": "Pending"}, "Has the council accepted a duty?"),
        ("no_home", RELIEF, "On which day did the council accept the duty?"),
        ("no_home", INTENTIONAL, "On which day did the patient receive the decision?"),
        ("repairs_or_hazard", TENANT, "is it an emergency; is it damp or mould."),
        ("repairs_or_hazard", TENANT | {"emergency": "no"}, "record: is it damp or mould."),
        ("repairs_or_hazard", MOULD | {"tenancy": "not known"}, "record: is it a tenancy or a licence."),
        ("repairs_or_hazard", TOLD | {"emergency": "yes"}, "is the landlord a council or housing association; is it a"),
        ("repairs_or_hazard", EMERGENCY | {"landlord_told_at": None}, "At what time was the landlord told?"),
    ],
)
def test_what_is_asked(kind: str, facts: dict[str, Any], asks: str) -> None:
    (found,) = questions(kind, **facts)
    assert asks in found


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("no_home", RELIEF | {"duty_started_on": ON}),
        ("no_home", {"referred_on": ON}),
        ("no_home", {"outcome": "Accepted: main duty"}),
        ("repairs_or_hazard", MOULD),
        ("repairs_or_hazard", EMERGENCY),
        ("repairs_or_hazard", TOLD | {"social_landlord": "no"}),
        ("repairs_or_hazard", TOLD | {"tenancy": "licence"}),
        ("repairs_or_hazard", TOLD | {"emergency": "no", "damp_or_mould": "no"}),
        ("repairs_or_hazard", TOLD | {"landlord_told_on": date(2025, 10, 26)}),
        ("repairs_or_hazard", {"social_landlord": "yes"}),
    ],
)
def test_nothing_is_asked(kind: str, facts: dict[str, Any]) -> None:
    assert questions(kind, **facts) == []


def test_an_emergency_is_counted_in_hours() -> None:
    (found,) = clocks("repairs_or_hazard", **EMERGENCY)
    assert found.runs_out_at is not None and found.runs_out_at.astimezone(LONDON).hour == 14
    with clock.moved_to(date(2026, 3, 28), hour=14, minute=19):
        assert not found.has_run_out and "ask who comes and when" in found.sentence
    with clock.moved_to(date(2026, 3, 28), hour=14, minute=20):
        assert found.has_run_out and "ask where the patient is to live" in found.sentence


def test_a_time_not_given_is_not_midnight() -> None:
    (found,) = clocks("repairs_or_hazard", **(EMERGENCY | {"landlord_told_at": None}))
    assert (found.runs_out_on, found.runs_out_at) == (date(2026, 3, 28), None)
    with clock.moved_to(date(2026, 3, 28), hour=23, minute=59):
        assert not found.has_run_out


def test_the_end_of_relief_says_what_to_ask_for() -> None:
    (found,) = clocks("no_home", **RELIEF, duty_started_on=ON)
    with clock.moved_to(date(2026, 6, 24)):
        assert found.sentence.endswith("for others it ends only by notice: ask the caseworker what follows.")
    for day in (25, 26):
        with clock.moved_to(date(2026, 6, day)):
            assert found.sentence.endswith(": ask today for the main-duty decision in writing.")
            assert found.has_run_out is (day == 26)


@pytest.mark.parametrize("tenancy", [*Tenancy, None])
def test_nobody_is_told_to_leave_unless_the_law_says_so(tenancy: str | None) -> None:
    (found,) = clocks("notice_or_eviction", **NOTICE, tenancy=tenancy)
    with clock.moved_to(date(2026, 8, 1)):
        no_court = "No court order is needed" in found.sentence
        nobody_leaves = "Nobody has to leave on this day" in found.sentence
        asks = "ask which kind it is, or get advice" in found.sentence
    assert no_court is (tenancy == Tenancy.EXCLUDED)
    assert nobody_leaves is (tenancy in (Tenancy.ASSURED, Tenancy.SECURE, Tenancy.INTRODUCTORY, Tenancy.DEMOTED))
    assert [no_court, nobody_leaves, asks].count(True) == 1


def test_each_legal_clock_says_how_it_is_counted_and_by_which_law() -> None:
    (found,) = clocks("no_home", **RELIEF, duty_started_on=ON)
    assert (found.length, found.timer.authority) == (
        "56 days beginning with 1 May 2026",
        "Housing Act 1996 s.189B(4)",
    )
    assert found.timer.source and found.timer.status == "seen"
    assert clocks("repairs_or_hazard", **MOULD)[0].length == "10 working days after 27 March 2026"
    assert clocks("rent_arrears", hearing_on=ON)[0].length == ""


def test_what_a_stay_does_to_the_benefits_that_are_held() -> None:
    admitted_on = date(2026, 1, 31)
    held = dict.fromkeys(NAMES, "yes")
    assert {one.what: one.runs_out_on for one in benefit_clocks(admitted_on, held)} == {
        "Last day of PIP or DLA": date(2026, 2, 28),
        "Last day of Attendance Allowance": date(2026, 2, 28),
        "Last day of Universal Credit for rent": date(2026, 7, 31),
        "Last day of Housing Benefit": date(2027, 1, 30),
    }
    only = held | {"pip_or_dla": "no", "housing_benefit": "not known", "attendance_allowance": None}
    assert [one.what for one in benefit_clocks(admitted_on, only)] == ["Last day of Universal Credit for rent"]
    assert benefit_clocks(admitted_on, {}) == benefit_clocks(None, held) == []


def test_families_are_all_known() -> None:
    for family in BarrierFamily:
        assert barrier_clocks("rent_arrears", family, {"nothing": None}) == []
