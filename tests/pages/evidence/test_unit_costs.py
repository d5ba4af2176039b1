"""The library of unit costs as it is read."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import User
from enabler.record.evidence.costs import add_published_unit_costs, add_unit_cost, retire_unit_cost
from enabler.vocabulary import Setting, YesNo
from tests.browser import Browser

MARKUP = "<i>Finance</i>"


def test_empty_it_says_what_to_do(as_administrator: Browser) -> None:
    page = as_administrator.get("/unit-costs")
    assert "The library is empty, so no report gives pounds. Begin with the published unit costs below" in page.main
    assert "capacity released, not cash saved" in page.main
    assert page.main.count("not yet") == 5
    assert page.follow("Add the published ones").heading == "Add the published unit costs"


def test_each_with_source_range_cash_and_years(as_administrator: Browser, session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(clock.today().replace(month=3)), atomic(session):
        cost = add_unit_cost(
            session,
            by=cli_actor,
            setting=Setting.ACUTE,
            pounds=512.5,
            low=480,
            price_year="2025/26",
            source=MARKUP,
            cashable=YesNo.YES,
        )
        old = add_unit_cost(session, by=cli_actor, setting=Setting.ACUTE, pounds=100, price_year="2001", source="Old")
    with atomic(session):
        retire_unit_cost(session, by=cli_actor, unit_cost_id=old.id, why="Far too old")
    page = as_administrator.get("/unit-costs")
    assert f"Acute £512.50 a bed night, 2025/26 prices (£480 to £512.50) cash {MARKUP} 2026/27, 2027/28" in page.main
    assert "£100 a bed night, 2001 prices, retired 22 November 2026By Ada" not in page.main
    assert f"retired 22 November 2026By {cli_actor.name}: Far too old" in page.main
    assert page.main.index("£512.50") < page.main.index("£100 a bed")
    assert page.follow("2026/27").heading.endswith("Settings of 2026/27")
    assert page.follow(f"Retire £512.50 a bed night, 2025/26 prices, {Setting(cost.setting).label}").status == 200
    assert sum(words.startswith("Retire") for words in page.links) == 1


def test_an_evaluator_looks(app: Flask, evaluator: User, session: Session, cli_actor: Actor) -> None:
    browser = Browser(app).sign_in(evaluator)
    assert "An administrator can add unit costs." in browser.get("/unit-costs").main
    with atomic(session):
        (cost, *_) = add_published_unit_costs(session, by=cli_actor)
    page = browser.get("/unit-costs")
    assert "Retire" not in page.main and "Add" not in page.main and page.main.count(" yes") == 5
    for path in ("/unit-costs/new", "/unit-costs/published", f"/unit-costs/{cost.id}/retire"):
        assert browser.get(path).status == 403


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_not_for_the_wards(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    assert Browser(app).sign_in(request.getfixturevalue(who)).get("/unit-costs").status == 403
