"""Hazards: the landlord told at a moment, from which the law's hours and working days run."""

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
        emergency="yes",
        landlord_told_on="today",
        landlord_told_time="8.15am",
    )
    assert "Thu 11 Jun 2026, 08:15, tomorrow 24 hours: Awaab's Law phase 1." in page.main
    kept = dict(page.follow("Hazard facts").form().values)
    assert (kept["landlord_told_on"], kept["landlord_told_time"]) == ("10/6/2026", "08:15")


def test_mould_runs_by_working_days(form: Form) -> None:
    page = form.submit(hazard="Mould", social_landlord="yes", emergency="no", landlord_told_on="1/6/26")
    assert "Mon 15 June 2026, in 5 days 10 working days: Awaab's Law phase 1." in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"landlord_told_on": "today", "landlord_told_time": "half past"}, "is not a time"),
        ({"landlord_told_on": "today", "landlord_told_time": "23:00"}, "That moment is in the future"),
        ({"landlord_told_on": "+1"}, "That moment is in the future"),
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
