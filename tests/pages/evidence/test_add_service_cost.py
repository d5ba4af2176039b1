"""Adding what the service costs, as people write money."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import ServiceCost
from tests.browser import Browser

TYPED = {"funder": "City council", "from_on": "1/4/2026", "to_on": "30/6/2026", "pence": "£12,500.55", "note": "Salary"}


def add(browser: Browser, **changes: str) -> Any:
    return browser.get("/service-costs/new").form().submit(**(TYPED | changes))


def kept(session: Session) -> list[tuple[str, int]]:
    session.expire_all()
    return [(one.funder, one.pence) for one in session.scalars(select(ServiceCost).order_by(ServiceCost.id))]


def test_added_to_the_penny(as_administrator: Browser, session: Session) -> None:
    page = add(as_administrator)
    assert "The cost paid by City council is saved." in page.main and "£12,500.55" in page.main
    add(as_administrator, funder="Integrated care", pence="12500.45", from_on="1/1/2026")
    assert kept(session) == [("City council", 1_250_055), ("Integrated care", 1_250_045)]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"funder": " "}, "funder", "Say who pays."),
        ({"from_on": ""}, "from_on", "Enter the first day."),
        ({"from_on": "31/2/2026"}, "from_on", "is not a date"),
        ({"to_on": "31/3/2026"}, "to_on", "The last day is before the first."),
        ({"pence": ""}, "pence", "Enter the cost in pounds."),
        ({"pence": "0"}, "pence", "above nothing"),
        ({"pence": "-12"}, "pence", "cannot be less than nothing"),
        ({"pence": "twelve"}, "pence", "“twelve” is not a sum of money."),
        ({"pence": "12.345"}, "pence", "is not a sum of money"),
        ({"pence": "10,000,001"}, "pence", "more than ten million pounds"),
        ({"note": "x" * 2001}, "note", "too long"),
    ],
)
def test_refused_at_its_field_and_kept(
    as_administrator: Browser, session: Session, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = add(as_administrator, **typed)
    assert page.status == 422 and len(page.errors) == 1 and sentence in page.errors[0]
    assert page.links[page.errors[0]] == f"#{field}"
    still = dict(page.form().values)
    assert all(still[name] == value for name, value in TYPED.items() if name not in typed)
    assert kept(session) == []


def test_the_very_same_sum_is_there_already(as_administrator: Browser, session: Session) -> None:
    add(as_administrator)
    assert add(as_administrator).errors == ["This funder's sum for these days is there already."]
    assert len(kept(session)) == 1


@pytest.mark.parametrize("who", ["evaluator", "officer", "coordinator"])
def test_for_administrators_only(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    assert Browser(app).sign_in(request.getfixturevalue(who)).get("/service-costs/new").status == 403
