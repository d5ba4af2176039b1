"""Retiring a unit cost: it says in which years it is in use, and never changes one that has begun."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import UnitCost
from enabler.record.evidence.costs import add_unit_cost
from enabler.record.evidence.prices import unit_costs_in_use
from enabler.vocabulary import Setting
from tests.browser import Browser


@pytest.fixture
def cost(in_the_year: date, session: Session, cli_actor: Actor) -> UnitCost:
    with clock.moved_to(date(2026, 3, 1)), atomic(session):
        return add_unit_cost(
            session, by=cli_actor, setting=Setting.ACUTE, pounds=500, price_year="2025", source="Finance department"
        )


def test_it_says_where_it_is_in_use(as_administrator: Browser, session: Session, cost: UnitCost) -> None:
    page = as_administrator.get("/unit-costs").follow("Retire £500")
    assert "In use in 2026/27, which has begun. Retiring it does not change its figures" in page.main
    assert "2027/28 would have used it and will do without" in page.main
    done = page.form().submit(why="Withdrawn by its publisher")
    assert "£500 a bed night, 2025 prices, is retired." in done.main
    assert "Ada Ashworth: Withdrawn by its publisher" in done.main and "Retire £500" not in done.main
    found = {year: unit_costs_in_use(session, year)[Setting.ACUTE].cost for year in (2026, 2027)}
    assert found == {2026: cost, 2027: None}
    log = as_administrator.get("/report-settings").main
    assert "Unit cost, acute: £500 a bed night, 2025 prices, retired Ada Ashworth Withdrawn by its publisher" in log


@pytest.mark.parametrize("why", ["", "   "])
def test_not_without_a_reason(as_administrator: Browser, session: Session, cost: UnitCost, why: str) -> None:
    page = as_administrator.get(f"/unit-costs/{cost.id}/retire").form().submit(why=why)
    assert page.errors == ["Say why it is retired: it is printed with the figures."]
    session.refresh(cost)
    assert cost.retired_on is None


def test_only_once(as_administrator: Browser, cost: UnitCost) -> None:
    first, second = (as_administrator.get(f"/unit-costs/{cost.id}/retire").form() for _ in range(2))
    first.submit(why="Old")
    assert second.submit(why="Old").errors == ["This unit cost was retired before."]
    assert as_administrator.get(f"/unit-costs/{cost.id}/retire").heading == "Unit costs"


def test_one_that_nobody_uses(as_administrator: Browser, session: Session, cli_actor: Actor, cost: UnitCost) -> None:
    with clock.moved_to(date(2026, 2, 1)), atomic(session):
        other = add_unit_cost(session, by=cli_actor, setting=Setting.ACUTE, pounds=1, price_year="2001", source="Old")
    assert "No reporting year uses it." in as_administrator.get(f"/unit-costs/{other.id}/retire").main
    assert as_administrator.get("/unit-costs/999/retire").status == 404
