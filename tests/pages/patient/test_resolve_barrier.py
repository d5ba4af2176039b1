"""Resolving a barrier."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Barrier, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work, the


@pytest.fixture
def form(as_officer: Browser, session: Session, stay: Stay) -> Form:
    furnish_work(session, stay)
    return as_officer.get(f"/stays/{stay.id}").follow("Resolve: Documents or identity").form()


def test_resolved(form: Form) -> None:
    assert dict(form.values)["resolved_on"] == "10/6/2026"
    page = form.submit(resolved_on="-1", how_resolved="The ID fund paid.")
    assert "Documents or identity missing resolved. For SINGH, Harpreet." in page.main
    assert "6 May to 9 Jun 2026 The ID fund paid." in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("5/5/26", "Resolved before it began on 6 May 2026."),
        ("+1", "11 June 2026 is in the future"),
        ("31/2", "31/2 is not a date"),
        ("", "Enter the date it was resolved."),
    ],
)
def test_refused_and_kept(form: Form, session: Session, stay: Stay, typed: str, sentence: str) -> None:
    page = form.submit(resolved_on=typed, how_resolved="The ID fund paid.")
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    kept = dict(page.form().values)
    assert (kept["resolved_on"], kept["how_resolved"]) == (typed, "The ID fund paid.")
    barrier = session.get_one(Barrier, the(session, Barrier, stay, kind="documents_or_id"), populate_existing=True)
    assert barrier.intervals[-1].resolved_on is None
