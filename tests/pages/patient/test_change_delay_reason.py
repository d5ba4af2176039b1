"""A delay reason put right."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import DelayReason, Stay
from tests.browser import Browser, Page
from tests.pages.patient.forms_of_stay import furnish


def change(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/reasons/{stay.delay_reasons[0].id}").form().submit(**fields)


def test_another_code(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish(session, stay)
    form = as_officer.get(f"/stays/{stay.id}/reasons/{stay.delay_reasons[0].id}").form()
    assert dict(form.values)["reason"] == "mhsds-v6 09"
    page = form.submit(reason="mhsds-v6 98")
    assert "Delay reason changed. For SINGH, Harpreet." in page.main
    assert "is not a reason" in page.main
    assert session.get_one(DelayReason, stay.delay_reasons[0].id, populate_existing=True).code == "98"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"reason": ""}, "Choose a reason."), ({"to_on": "1/5/26"}, "Ended before it began on 1 June 2026.")],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = change(as_officer, furnish(session, stay), **fields)
    assert page.status == 422
    assert sentence in page.errors[0]
