"""Adding a contact by itself."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Contact, Stay
from tests.browser import Browser


def test_added(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}").follow("Add a contact").form()
    page = page.submit(on="-1", with_whom="Karen", method="phone", text="Rang out twice")
    assert "Contact added. For SINGH, Harpreet." in page.main
    assert "Tue 9 Jun Phone with Karen Rang out twice Sam Okafor" in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Say what happened, or with whom you spoke."),
        ({"on": "+1"}, "the contact cannot be after today."),
        ({"on": ""}, "Enter the date."),
    ],
)
def test_refused(as_officer: Browser, session: Session, stay: Stay, typed: dict[str, str], sentence: str) -> None:
    page = as_officer.get(f"/stays/{stay.id}/contacts/new").form().submit(**({"text": "Rang out"} | typed))
    assert page.status == 422 and sentence in page.errors[0]
    assert session.scalars(select(Contact)).all() == []
