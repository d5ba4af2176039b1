"""Passing an action on to somebody else."""

from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work


def test_passed_on(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Pass on").form().submit(owner_kind="family", owner="Dawn")
    assert "Passed on to Dawn: Ring Karen. For SINGH, Harpreet." in page.main
    assert "Ring Karen Dawn, due Thu 11 Jun" in page.main


def test_to_nobody(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Pass on").form().submit()
    assert page.errors == ["Say who does it now."]
