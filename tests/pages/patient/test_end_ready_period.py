"""The patient became unwell again."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.models import ReadyPeriod, Stay
from tests.browser import Browser


def address(stay: Stay) -> str:
    return f"/stays/{stay.id}/ready/{stay.ready_periods[0].id}/end"


def test_it_ends_with_its_reason(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(address(stay)).form()
    assert "the discharge ends it by itself" in form.page.main
    assert "Ready period ended. For SINGH, Harpreet." in form.submit(ended_on="today", end_reason="unwell again").main
    period = session.get_one(ReadyPeriod, stay.ready_periods[0].id, populate_existing=True)
    assert (period.ended_on, period.end_reason) == (date(2026, 6, 10), "unwell again")
    again = as_officer.get(address(stay)).form().submit(ended_on="today", end_reason="unwell again")
    assert "ended already" in again.errors[0]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ended_on": "31/2"}, "is not a date"),
        ({"ended_on": "4/5/26"}, "Ended before it began"),
        ({"ended_on": "tomorrow"}, "in the future"),
        ({"end_reason": "died"}, "Choose why it ended from the list."),
    ],
)
def test_what_cannot_be(as_officer: Browser, stay: Stay, fields: dict[str, str], sentence: str) -> None:
    said = {"ended_on": "today", "end_reason": "unwell again"} | fields
    page = as_officer.get(address(stay)).form().submit(**said)
    assert page.status == 422
    assert sentence in page.errors[0]
