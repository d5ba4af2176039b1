"""What the service costs, by reporting year and by funder."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import User
from enabler.record.evidence.costs import add_service_cost
from tests.browser import Browser


@pytest.fixture
def two_funders(session: Session, cli_actor: Actor) -> None:
    to_on = date(2026, 6, 30)
    with atomic(session):
        for funder, from_on, pence in (
            ("City council", date(2026, 4, 1), 1_250_055),
            ("Integrated <b>care", date(2026, 1, 1), 1_250_045),
        ):
            add_service_cost(
                session, by=cli_actor, funder=funder, from_on=from_on, to_on=to_on, pence=pence, note="Salary"
            )


def test_empty_it_says_what_to_do(as_administrator: Browser) -> None:
    page = as_administrator.get("/service-costs")
    assert "no report can say whether the service covers its cost. Add what each funder pays" in page.main
    assert page.follow("Add a cost").heading == "Add a cost of the service"


@pytest.mark.usefixtures("two_funders")
def test_by_year_and_funder(as_administrator: Browser) -> None:
    page = as_administrator.get("/service-costs")
    assert "2026/27, all fundersfor 91 of its 365 days" in page.main
    assert "City council £12,500.55 67%" in page.main
    assert "2025/26, all fundersfor 90 of its 365 days £6,215.69 100% Integrated <b>care £6,215.69 100%" in page.main
    assert "City council, from 1 April 2026 1 Apr 2026 30 Jun 2026 £12,500.55 Salary" in page.main
    assert "<b>care" not in page.html


@pytest.mark.usefixtures("two_funders")
def test_an_evaluator_looks(browser: Browser, in_the_year: date, evaluator: User) -> None:
    page = browser.sign_in(evaluator).get("/service-costs")
    assert "£12,500.55" in page.main and "Add a cost" not in page.main and "City council" not in " ".join(page.links)


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_not_for_the_wards(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    assert Browser(app).sign_in(request.getfixturevalue(who)).get("/service-costs").status == 403
