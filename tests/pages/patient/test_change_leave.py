"""Leave put right, and the return of somebody who was away."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.models import Leave, Stay
from tests.browser import Browser, Page
from tests.pages.patient.forms_of_stay import furnish


def change(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/leave/{stay.leave[0].id}").form().submit(**fields)


def test_somebody_is_back(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish(session, stay)
    assert "Leave changed. For SINGH, Harpreet." in change(as_officer, stay, to_on="today", bed_kept="no").main
    leave = session.get_one(Leave, stay.leave[0].id, populate_existing=True)
    assert (leave.to_on, leave.bed_kept, leave.kind) == (date(2026, 6, 10), "no", "section 17")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"to_on": "1/6"}, "Back before the leave began on 5 June 2026."), ({"from_on": "31/2"}, "is not a date")],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = change(as_officer, furnish(session, stay), **fields)
    assert page.status == 422
    assert sentence in page.errors[0]
