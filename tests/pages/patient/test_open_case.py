"""A stay from the ward list becomes a case."""

import pytest
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import Stay
from tests.browser import Browser


@pytest.fixture
def listed(session: Session, stay: Stay) -> Stay:
    with atomic(session):
        session.get_one(Stay, stay.id).case_opened_on = None
    return stay


def test_the_officer_takes_it_on_once(as_officer: Browser, session: Session, listed: Stay) -> None:
    form = as_officer.get(f"/stays/{listed.id}/open-case").form()
    assert "Case opened. For SINGH, Harpreet." in form.submit().main
    assert "Case opened. For SINGH, Harpreet." in form.submit().main
    kept = session.get_one(Stay, listed.id, populate_existing=True)
    assert kept.officer_name == "Sam Okafor"
    again = as_officer.get(f"/stays/{listed.id}/open-case").form().submit()
    assert "a case already" in again.errors[0]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2", "is not a date"),
        ("tomorrow", "in the future"),
        ("31/3/26", "before the admission"),
        ("", "Enter the date"),
    ],
)
def test_what_cannot_be(as_officer: Browser, listed: Stay, typed: str, sentence: str) -> None:
    page = as_officer.get(f"/stays/{listed.id}/open-case").form().submit(case_opened_on=typed)
    assert page.status == 422
    assert sentence in page.errors[0]
