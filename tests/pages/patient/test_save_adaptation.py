"""The grant path: a date for each step, and six months from a complete application."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work


@pytest.fixture
def form(as_officer: Browser, session: Session, stay: Stay) -> Form:
    furnish_work(session, stay)
    return as_officer.get(f"/stays/{stay.id}").follow("Adaptation steps").form()


def test_steps_and_clock(form: Form) -> None:
    page = form.submit(
        route="Disabled Facilities Grant", assessment_asked_on="1/5/26", assessed_on="8/5/26",
        application_valid_on="1/6/26", interim_plan="Bed downstairs",
    )  # fmt: skip
    assert "Steps asked for 1 May, assessed 8 May, application complete 1 Jun" in page.main
    assert "Grant decision due: Tue 1 December 2026" in page.main
    assert "Until then Bed downstairs" in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"assessment_asked_on": "8/5/26", "assessed_on": "1/5/26"}, "Assessed before it was asked for on 8 May 2026."),
        ({"works_done_on": "+1"}, "in the future"),
        ({"route": "magic"}, "Choose an answer from the list."),
    ],
)
def test_refused(form: Form, typed: dict[str, str], sentence: str) -> None:
    page = form.submit(**typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
