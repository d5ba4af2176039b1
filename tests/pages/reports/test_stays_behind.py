"""Every figure with a link leads to stays that add up to it, and from there back."""

from collections.abc import Iterator

import pytest
from lxml import etree
from sqlalchemy.orm import Session

from enabler import models
from enabler.database import atomic
from enabler.models import User
from tests.browser import Browser, Page
from tests.pages.reports.publishing import publish_example

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}


@pytest.fixture
def evaluating(browser: Browser, evaluator: User, example: Session) -> Browser:
    return browser.sign_in(evaluator)


def figures_of(page: Page) -> Iterator[tuple[str, str]]:
    """The text and the address of each link to the stays behind a figure."""
    for link in page.tree.iter("a"):
        if "/stays?" in (link.get("href") or ""):
            yield "".join(etree.ETXPath("string()")(link)).strip(), link.get("href")


def value(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


@pytest.mark.parametrize("address", ["/days-avoided", "/days-avoided/national"])
def test_each_figure_leads_to_stays_that_add_up_to_it(evaluating: Browser, address: str) -> None:
    page = evaluating.get(address, PERIOD)
    assert check_figures(page, address) > 20


@pytest.mark.usefixtures("quick_print")
def test_the_stays_behind_a_published_figure_are_the_frozen_ones(evaluating: Browser, example: Session) -> None:
    report = publish_example(example)
    with atomic(example):
        example.delete(example.query(models.ReadyPeriod).join(models.Stay).filter(models.Stay.ref == "S1").one())
    address = f"/published/{report.id}"
    assert check_figures(evaluating.get(address), address) > 10
    assert "S1" in evaluating.get(f"{address}/stays", {"of": "rows:gross"}).main
    assert evaluating.get(f"{address}/stays", {"of": "no:such"}).status == 404


def check_figures(page: Page, address: str) -> int:
    """How many figures of a page have links; each must lead to stays that add up to it, and back."""
    found = {href: text for text, href in figures_of(page)}
    for href, text in found.items():
        behind = page.browser.get(href)
        headline = behind.tree.find(".//p[@class='headline']/strong").text
        assert value(headline) == pytest.approx(value(text), abs=0.051), href
        assert behind.links["Back to the figures"].startswith(address)
        lines = behind.tree.findall(".//table/tbody/tr")
        column = [row.findall("td")[-1].text for row in lines]
        if behind.tree.find(".//table/tfoot") is not None:
            assert sum(map(value, column)) == pytest.approx(value(headline), abs=0.051 * len(column)), href
        else:
            assert len(lines) == value(headline), href
    return len(found)


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
