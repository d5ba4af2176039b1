"""Putting a contact right."""

from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work


def test_changed(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Change: Contact, 2 Jun")
    page = page.form().submit(text="Will bring the keys on Saturday", with_whom="Dawn", on="1/6/26")
    assert "Contact changed. For SINGH, Harpreet." in page.main
    assert "Mon 1 Jun Contact with Dawn Will bring the keys on Saturday" in page.main
