"""A ready period put right keeps what it said before."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from tests.browser import Browser, Page
from tests.cases import make_case


def address(stay: Stay) -> str:
    return f"/stays/{stay.id}/ready/{stay.ready_periods[0].id}"


def change(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(address(stay)).form().submit(**fields)


def test_what_it_said_before_is_shown(as_officer: Browser, stay: Stay) -> None:
    page = change(as_officer, stay, ready_on="12/5/26", standard="other", said_by="Dr Ali")
    assert "Ready period changed; what it said before is kept. For SINGH, Harpreet." in page.main
    page = as_officer.get(address(stay))
    assert "What it said before Ready Tue 5 May 2026, standard not recorded." in page.main
    assert "29 days after the ready date" in page.main


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ready_on": "31/3/26"}, "Ready before admitted"),
        ({"ended_on": "9/6/26"}, "Say why the ready period ended."),
        ({"ended_on": "4/5/26", "end_reason": "unwell again"}, "Ended before it began: ready since 5 May 2026."),
        ({"end_reason": "unwell again"}, "Give the date on which the ready period ended."),
        ({"standard": ""}, "Choose the standard"),
    ],
)
def test_what_cannot_be(as_officer: Browser, stay: Stay, fields: dict[str, str], sentence: str) -> None:
    page = change(as_officer, stay, **({"standard": "other"} | fields))
    assert page.status == 422
    assert sentence in page.errors[0]


def test_a_period_of_another_stay_is_not_there(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    other = make_case(session, ward, surname="Brown")
    path = f"/stays/{stay.id}/ready/{other.ready_periods[0].id}"
    assert as_officer.get(path).status == as_officer.get(path + "/end").status == 404
