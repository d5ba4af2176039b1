"""The duty to refer: not sent without its minimums, and 56 days from the day the council accepted."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Barrier, HomelessnessFacts, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work, the

SENT = {
    "council": "Leicester City Council",
    "consent_given": "yes",
    "contact_details": "Mobile",
    "reason": "homeless",
    "referred_on": "1/6/26",
}


@pytest.fixture
def barrier_id(session: Session, stay: Stay) -> int:
    return the(session, Barrier, furnish_work(session, stay), kind="no_home")


@pytest.fixture
def form(as_officer: Browser, stay: Stay, barrier_id: int) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Duty to refer: No home to go to").form()


def test_sent_and_accepted(form: Form) -> None:
    page = form.submit(**SENT, outcome="Accepted: relief duty", duty_started_on="4/6/26", council_reference="HO/1")
    assert "Duty to refer sent 1 Jun, reference HO/1" in page.main
    assert "Relief duty: Thu 30 July 2026, in 50 days 56 days: Housing Act 1996 s.189B." in page.main


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ("consent_given", "without the patient's consent"),
        ("contact_details", "without contact details"),
        ("reason", "without the reason agreed"),
        ("council", "Say which council"),
    ],
)
def test_not_sent_without(form: Form, session: Session, barrier_id: int, lacking: str, sentence: str) -> None:
    page = form.submit(**(SENT | {lacking: ""}))
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert dict(page.form().values)["referred_on"] == "1/6/26"
    assert session.get(HomelessnessFacts, barrier_id) is None


def test_what_is_still_lacking_is_said(form: Form) -> None:
    page = form.submit(council="Leicester", consent_given="yes")
    assert "Duty to refer not sent yet: contact details, agreed reason missing" in page.main
