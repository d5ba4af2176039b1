"""Sealing what would be expected without the service."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Estimate, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case

GOOD = {"low": "10", "likely": "23", "high": "60.5", "reason": "As the last three", "agreed_by": "Priya Nair"}


def test_sealed_and_only_added_to(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/estimate").form()
    assert "Estimate sealed. For SINGH, Harpreet." in form.submit(**GOOD).main
    as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**(GOOD | {"likely": "30"}))
    rows = session.scalars(select(Estimate).order_by(Estimate.id)).all()
    assert [(one.low, one.likely, one.high, one.agreed_by) for one in rows] == [
        (10, 23, 60.5, "Priya Nair"),
        (10, 30, 60.5, "Priya Nair"),
    ]
    assert "10, likely 30, 60.5 nights: As the last three" in as_officer.get(f"/stays/{stay.id}/estimate").main


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"low": ""}, "Enter a number of nights."),
        ({"likely": " "}, "Enter a number of nights."),
        ({"low": "many"}, "Enter a number of nights, for example 14."),
        ({"low": "nan"}, "Enter a number of nights, for example 14."),
        ({"high": "inf"}, "Nights lie from 0 to 3660."),
        ({"low": "-1"}, "Nights lie from 0 to 3660."),
        ({"likely": "9"}, "The likely value is below the low one."),
        ({"high": "20"}, "The high value is below the likely one."),
        ({"reason": " "}, "Say what the estimate rests on."),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**(GOOD | fields))
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.scalars(select(Estimate)).all() == []


def test_nothing_is_sealed_after_the_discharge(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, surname="Khan", left=date(2026, 6, 4))
    page = as_officer.get(f"/stays/{gone.id}/estimate").form().submit(**GOOD)
    assert "This patient has left" in page.errors[0]
    assert dict(page.form().values)["reason"] == "As the last three"
