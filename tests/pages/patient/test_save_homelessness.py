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
    assert (
        "56 days of the relief duty end: Wed 29 July 2026, in 49 days With this day the duty ends by itself"
        in page.main
    )
    assert "56 days beginning with 4 June 2026: Housing Act 1996 s.189B(4)." in page.main


@pytest.mark.parametrize("said", [{}, {"outcome": "Pending"}, {"outcome": "Not accepted: no local connection"}])
def test_no_days_run_from_what_the_council_did_not_accept(form: Form, said: dict[str, str]) -> None:
    page = form.submit(**SENT, **said, duty_started_on="4/6/26")
    assert "Has the council accepted a duty? Record which and when: 4 June 2026 is recorded as its start" in page.main
    assert "56 days" not in page.main.replace("Its 56 days", "")


def test_a_refusal_has_a_last_day_for_a_review(form: Form) -> None:
    page = form.submit(**SENT, outcome="Not accepted: not homeless")
    assert "On which day did the patient receive the decision?" in page.main
    page = page.follow("Duty to refer: No home to go to").form().submit(decision_received_on="4/6/26")
    assert "Last day to ask for a review: Wed 24 June 2026, in 14 days" in page.main
    assert "On which day did the patient receive" not in page.main


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
