"""Putting an action off; its due date stays."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work


@pytest.mark.parametrize(("typed", "sentence"), [("today", "Choose a day after today."), ("soon", "is not a date")])
def test_refused(as_officer: Browser, session: Session, stay: Stay, typed: str, sentence: str) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Put off").form().submit(snoozed_until=typed)
    assert page.status == 422 and sentence in page.errors[0]


def test_put_off(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Put off").form().submit(snoozed_until="mon")
    assert "Put off until Mon 15 Jun: Ring Karen. For SINGH, Harpreet." in page.main
    assert "due Thu 11 Jun, put off until Mon 15 Jun" in page.main
