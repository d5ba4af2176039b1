"""Done, with what came of it."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Action, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work, the


@pytest.fixture
def action_id(session: Session, stay: Stay) -> int:
    return the(session, Action, furnish_work(session, stay), done_on=None)


@pytest.fixture
def form(as_officer: Browser, stay: Stay, action_id: int) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Done with outcome").form()


def test_done(form: Form) -> None:
    page = form.submit(done_on="-1", outcome="She holds the claim.")
    assert "Done: Ring Karen. For SINGH, Harpreet." in page.main
    assert "Done Ring Karen She holds the claim." in page.main


def test_back_to_today(as_officer: Browser, stay: Stay, action_id: int) -> None:
    page = as_officer.get(f"/stays/{stay.id}/actions/{action_id}/finish?back=today")
    assert page.form().submit_raw().headers["Location"].endswith(("/today", "/"))


@pytest.mark.parametrize(
    ("typed", "sentence"), [("+1", "in the future"), ("31/2", "is not a date"), ("", "Enter the date")]
)
def test_refused(form: Form, session: Session, action_id: int, typed: str, sentence: str) -> None:
    page = form.submit(done_on=typed, outcome="She holds the claim.")
    assert page.status == 422 and sentence in page.errors[0]
    assert dict(page.form().values)["outcome"] == "She holds the claim."
    assert session.get_one(Action, action_id, populate_existing=True).done_on is None


def test_a_quick_button_made_before_somebody_changed_it(
    as_officer: Browser, session: Session, stay: Stay, action_id: int
) -> None:
    button = as_officer.get(f"/stays/{stay.id}").form("Done: Ring Karen")
    as_officer.get(f"/stays/{stay.id}/actions/{action_id}/snooze").form().submit(snoozed_until="+3")
    page = button.submit()
    assert page.status == 422 and "Somebody else saved this" in page.errors[0]
    assert session.get_one(Action, action_id, populate_existing=True).done_on is None
