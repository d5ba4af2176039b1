"""A barrier that stands again: another interval."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work


@pytest.fixture
def form(as_officer: Browser, session: Session, stay: Stay) -> Form:
    furnish_work(session, stay)
    return as_officer.get(f"/stays/{stay.id}").follow("Re-open: Keys").form()


def test_stands_again(form: Form) -> None:
    page = form.submit(began_on="-2")
    assert "Keys, access or security re-opened." in page.main
    assert "Barrier again: Keys, access or security" in page.main
    assert "Resolved: Keys, access or security" in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"), [("19/5/26", "Re-opened before it was resolved"), ("+1", "in the future")]
)
def test_refused(form: Form, typed: str, sentence: str) -> None:
    page = form.submit(began_on=typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
