"""Confirming that a record is right today."""

from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Stay
from tests.browser import Browser


def test_who_confirmed_and_when(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/confirm-record").form().submit()
    assert "Confirmed as right today. For SINGH, Harpreet." in page.main
    kept = session.get_one(Stay, stay.id, populate_existing=True)
    assert (kept.last_confirmed_by, kept.last_confirmed_at) == ("Sam Okafor", clock.now())
    assert "Last confirmed by Sam Okafor" in as_officer.get(f"/stays/{stay.id}/confirm-record").main
