"""Hazards: what decides whether the law times the landlord, and the steps until the home is safe."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Barrier, HazardFacts, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work, the


@pytest.fixture
def barrier_id(session: Session, stay: Stay) -> int:
    return the(session, Barrier, furnish_work(session, stay), kind="repairs_or_hazard")


@pytest.fixture
def form(as_officer: Browser, stay: Stay, barrier_id: int) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Hazard facts").form()


def test_an_emergency_runs_by_the_hour(form: Form) -> None:
    page = form.submit(
        hazard="Live wires",
        social_landlord="yes",
        tenancy="secure",
        emergency="yes",
        landlord_told_on="today",
        landlord_told_time="8.15am",
    )
    assert "Emergency made safe: Thu 11 Jun 2026, 08:15, tomorrow Within 24 hours of being told" in page.main
    assert "24 hours after 10 June 2026: Hazards in Social Housing" in page.main
    kept = dict(page.follow("Hazard facts").form().values)
    assert (kept["landlord_told_on"], kept["landlord_told_time"]) == ("10/6/2026", "08:15")


def test_a_time_not_given_is_asked_for_and_is_not_midnight(form: Form) -> None:
    page = form.submit(social_landlord="yes", tenancy="secure", emergency="yes", landlord_told_on="today")
    assert "Emergency made safe: Thu 11 June 2026, tomorrow" in page.main
    assert "At what time was the landlord told? The 24 hours run from it." in page.main
    assert dict(page.follow("Hazard facts").form().values)["landlord_told_time"] == ""


def test_mould_runs_by_working_days_until_it_is_safe(form: Form) -> None:
    mould = {
        "hazard": "Mould",
        "social_landlord": "yes",
        "tenancy": "secure",
        "emergency": "no",
        "damp_or_mould": "yes",
    }
    page = form.submit(**mould, landlord_told_on="1/6/26")
    assert "Damp or mould investigated: Mon 15 June 2026, in 5 days" in page.main
    assert "10 working days after 1 June 2026: Hazards in Social Housing" in page.main
    page = page.follow("Hazard facts").form().submit(investigated_on="9/6/26")
    assert "Written summary to the tenant: Fri 12 June 2026, in 2 days" in page.main
    assert "Hazard made safe: Tue 16 June 2026, in 6 days" in page.main
    page = page.follow("Hazard facts").form().submit(summary_given_on="10/6/26")
    assert "Hazard made safe: Tue 16 June 2026" in page.main and "Written summary to the tenant" not in page.main
    page = page.follow("Hazard facts").form().submit(made_safe_on="10/6/26")
    assert "Hazard made safe" not in page.main and "made safe 10 Jun" in page.main


@pytest.mark.parametrize("facts", [{"tenancy": "licence"}, {"social_landlord": "no"}])
def test_no_time_limit_for_a_licence_or_a_private_landlord(form: Form, facts: dict[str, str]) -> None:
    known = {"social_landlord": "yes", "tenancy": "assured", "emergency": "yes", "landlord_told_on": "today"}
    page = form.submit(**known | facts)
    assert "Emergency made safe" not in page.main and "Find out and record" not in page.main


def test_what_is_not_recorded_is_asked(form: Form) -> None:
    page = form.submit(social_landlord="yes", emergency="no", landlord_told_on="today")
    assert "Find out and record: is it a tenancy or a licence; is it damp or mould." in page.main
    assert "Damp or mould investigated" not in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"landlord_told_on": "today", "landlord_told_time": "half past"}, "is not a time"),
        ({"landlord_told_on": "today", "landlord_told_time": "23:00"}, "That moment is in the future"),
        ({"landlord_told_on": "+1"}, "11 June 2026 is in the future"),
        ({"landlord_told_time": "9:00"}, "Say on which day the landlord was told."),
        ({"landlord_told_on": "today", "investigated_on": "-3"}, "Investigated before the landlord was told"),
    ],
)
def test_refused_and_kept(form: Form, session: Session, barrier_id: int, typed: dict[str, str], sentence: str) -> None:
    page = form.submit(**typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert all(dict(page.form().values)[name] == value for name, value in typed.items())
    assert session.get(HazardFacts, barrier_id) is None
