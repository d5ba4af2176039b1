"""The settings of a year as everybody may read them."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import User
from enabler.record.evidence.costs import add_published_unit_costs, add_unit_cost
from enabler.record.evidence.report_settings import change_report_settings
from enabler.vocabulary import Setting
from tests.browser import Browser, Page

MARKUP = "<b>Because</b>"


def row(page: Page, words: str) -> str:
    """The one row of a table that begins with these words."""
    texts = (" ".join(" ".join(one.itertext()).split()) for one in page.tree.iter("tr"))
    (found,) = [text for text in texts if text.startswith(words)]
    return found


def test_the_running_year_is_fixed_and_says_what_holds(as_administrator: Browser) -> None:
    page = as_administrator.get("/report-settings")
    assert page.heading == "Reporting year 1 April 2026 to 31 March 2027 Settings of 2026/27"
    assert "The year began on 1 April 2026, and its settings have been fixed since." in page.main
    rule = row(page, "Counting rule")
    assert "nights (midnight rule) For mental health the MHS26 rule is printed beside it. It is never used" in rule
    assert row(page, "Order of bases").endswith("comparison cohort, then sealed estimate, then cited value default")
    assert row(page, "Deadweight").endswith("20%, from 10% to 40% default")
    assert "15% grade 4 Generic national analysis" in row(page, "Optimism")
    assert row(page, "Acute").endswith("none: no pounds not chosen, and none was recorded before the year began")
    assert "Nothing was changed" in page.main


def test_the_years_before_and_after(as_administrator: Browser) -> None:
    page = as_administrator.get("/report-settings")
    assert page.follow("2025/26, the year before").url.endswith("/report-settings/2025")
    coming = page.follow("2027/28, the year after")
    assert "These settings can be changed freely until 1 April 2027, when the year begins" in coming.main
    assert "the year after" not in coming.main
    assert as_administrator.get("/report-settings/2028").status == 404
    assert as_administrator.get("/report-settings/1999").status == 404
    assert as_administrator.get("/report-settings/99999999999").status == 404
    assert "the year before" not in as_administrator.get("/report-settings/2000").main


def test_own_taken_over_and_the_log(as_administrator: Browser, session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 3, 1)), atomic(session):
        add_published_unit_costs(session, by=cli_actor)
        change_report_settings(session, by=cli_actor, year=2025, values={"horizon": 60}, reason="Before")
    with atomic(session):
        change_report_settings(session, by=cli_actor, year=2026, values={"deadweight_low": 0.125}, reason=MARKUP)
        add_unit_cost(session, by=cli_actor, setting=Setting.ACUTE, pounds=600, price_year="2026", source=MARKUP)
    page = as_administrator.get("/report-settings")
    assert row(page, "Horizon").endswith("60 nights taken over from 2025/26")
    assert row(page, "Deadweight").endswith("low: own of 2026/27; central: default; high: default")
    assert "£562 a bed night, 2025 prices" in row(page, "Acute")
    assert row(page, "Acute").endswith("not chosen: the newest recorded before the year began")
    assert f"after the year began Deadweight, low 10% 12.5% {cli_actor.name} {MARKUP}" in page.main
    assert "Unit cost, acute: £600 a bed night, 2026 prices, added to the library" in page.main
    assert "<b>Because" not in page.html


@pytest.mark.parametrize("who", ["officer", "coordinator", "evaluator"])
def test_all_may_look_and_only_administrators_change(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    user: User = request.getfixturevalue(who)
    browser = Browser(app).sign_in(user)
    page = browser.get("/report-settings")
    assert page.status == 200 and "Change settings of" not in page.main
    assert ("The library of unit costs" in page.links) == (who == "evaluator")
    assert browser.get("/report-settings/2026/change").status == 403
