"""Every figure with a link leads to stays that add up to it, and from there back."""

import pytest
from sqlalchemy.orm import Session

from enabler import models
from enabler.models import User
from tests.browser import Browser
from tests.pages.reports.behind import check_figures

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}


@pytest.mark.parametrize("address", ["/days-avoided", "/days-avoided/national"])
def test_each_figure_leads_to_stays_that_add_up_to_it(evaluating: Browser, address: str) -> None:
    page = evaluating.get(address, PERIOD)
    assert check_figures(page, address) > 20


def test_the_way_back_keeps_the_question(evaluating: Browser) -> None:
    behind = evaluating.get("/days-avoided/stays", PERIOD | {"of": "rows:gross"})
    assert behind.heading.endswith("Gross nights avoided") and "45.2 nights, from 6 stays" in behind.main
    back = behind.follow("Back to the figures")
    assert "1 April 2026 to 30 June 2026" in back.main and "38.4 nights avoided" in back.main


def test_stays_are_linked_for_those_who_may_open_them(browser: Browser, officer: User, example: Session) -> None:
    page = browser.sign_in(officer).get("/days-avoided/stays", PERIOD | {"of": "funnel:all"})
    assert page.links["S1"].startswith("/stays/") and "S9" not in page.main


def test_an_evaluator_sees_references_only(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided/stays", PERIOD | {"of": "funnel:all"})
    assert "S9" in page.main and "S1" not in page.links and "Example" not in page.main


@pytest.mark.parametrize(
    "asked", [{"of": "no:such"}, {"of": "rows:gross", "to_on": "x"}, {"of": "rows:gross", "ward": "None"}]
)
def test_what_is_no_figure_is_not_there(evaluating: Browser, asked: dict[str, str]) -> None:
    assert evaluating.get("/days-avoided/stays", PERIOD | asked).status == 404


def test_a_look_is_in_the_audit(evaluating: Browser, session: Session) -> None:
    evaluating.get("/days-avoided/stays", PERIOD | {"of": "nights:delay"})
    assert session.query(models.AuditLine).filter_by(action="view stays behind a figure").count() == 1
