"""What the service costs, added and changed as people write money, split by year and funder."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import ServiceCost, User
from tests.browser import Browser

TYPED = {"funder": "City council", "from_on": "1/4/2026", "to_on": "30/6/2026", "pence": "£12,500.55", "note": "Salary"}


def add(browser: Browser, **changes: str) -> Any:
    return browser.get("/service-costs/new").form().submit(**(TYPED | changes))


def kept(session: Session) -> list[tuple[str, int]]:
    session.expire_all()
    return [(one.funder, one.pence) for one in session.scalars(select(ServiceCost).order_by(ServiceCost.id))]


def test_empty_it_says_what_to_do(as_administrator: Browser) -> None:
    page = as_administrator.get("/service-costs")
    assert "no report can say whether the service covers its cost. Add what each funder pays" in page.main
    assert page.follow("Add a cost").heading == "Add a cost of the service"


def test_added_and_shown_by_year_and_funder(as_administrator: Browser, session: Session) -> None:
    assert "The cost paid by City council is saved." in add(as_administrator).main
    page = add(as_administrator, funder="Integrated <b>care", pence="12500.45", from_on="1/1/2026")
    assert kept(session) == [("City council", 1_250_055), ("Integrated <b>care", 1_250_045)]
    assert "2026/27, all fundersfor 91 of its 365 days" in page.main
    assert "City council £12,500.55 67%" in page.main
    assert "2025/26, all fundersfor 90 of its 365 days £6,215.69 100% Integrated <b>care £6,215.69 100%" in page.main
    assert "City council, from 1 April 2026 1 Apr 2026 30 Jun 2026 £12,500.55 Salary" in page.main
    assert "<b>care" not in page.html


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


def test_an_evaluator_looks(app: Flask, as_administrator: Browser, evaluator: User) -> None:
    add(as_administrator)
    browser = Browser(app).sign_in(evaluator)
    page = browser.get("/service-costs")
    assert "£12,500.55" in page.main and "Add a cost" not in page.main and "City council" not in " ".join(page.links)
    assert browser.get("/service-costs/new").status == browser.get("/service-costs/1").status == 403


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_not_for_the_wards(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    assert Browser(app).sign_in(request.getfixturevalue(who)).get("/service-costs").status == 403
