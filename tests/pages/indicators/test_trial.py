"""A trial's page: the weeks before, during and after, drawn and in a table, and what they cannot say."""

import pytest
from playwright.sync_api import Page as BrowserPage
from sqlalchemy.orm import Session

from enabler.models import User, Ward
from tests import makers
from tests.browser import PASSWORD, Browser, Page
from tests.fixtures_browser import axe
from tests.makers import days_ago
from tests.pages.indicators.conftest import gone_home
from tests.pages.indicators.trying import add_trial


def weeks(page: Page) -> list[list[str]]:
    rows = page.tree.findall(".//table[@class='rows grid weeks']/tbody/tr")
    return [["".join(cell.itertext()).strip() for cell in row] for row in rows]


@pytest.fixture
def nights(session: Session, ward: Ward) -> None:
    """Housing nights: 2 a day for the four weeks before the trial, 1 a day in it, none since."""
    for left in (21, 14):
        makers.make_stay(session, ward, admitted=50, case=50, ready=49, left=left, barriers=["no_home"])
    makers.make_stay(session, ward, admitted=30, case=30)


def test_before_during_and_after(as_officer: Browser, session: Session, ward: Ward, nights: None) -> None:
    trial = add_trial(session, ward_id=ward.id, learnt="A fixed hour is worth trying")
    page = as_officer.get(f"/trials/{trial.id}")
    assert "Before: median 14 nights a week (5 weeks); during: 7 nights a week (1 week)" in page.main
    assert "after: median 0 nights a week (2 weeks)." in page.main
    assert "does not show what caused" in page.main and "A fixed hour is worth trying" in page.main
    found = weeks(page)
    assert [row[2] for row in found[-7:]] == ["14", "14", "14", "14", "7", "0", "0"]
    assert [row[1] for row in found[-4:]] == ["before", "during", "after", "after"]
    assert "Only 8 weeks with a value" in page.main
    assert page.html.count("<svg") == 2 and "Median of the weeks before: 14" in page.html


def test_a_week_leads_to_those_behind_it(as_officer: Browser, session: Session, ward: Ward, nights: None) -> None:
    trial = add_trial(session, name="Nights", ward_id=ward.id)
    stays = as_officer.get(f"/trials/{trial.id}").follow(f"{days_ago(21):%-d %b %Y}")
    assert stays.heading == "Days avoided" and "Period70007" in stays.main.replace(" ", "")
    share = add_trial(session, name="Share", ward_id=ward.id, indicator="outcome_recorded")
    people = as_officer.get(f"/trials/{share.id}").follow(f"{days_ago(21):%-d %b %Y}")
    assert people.heading == "Cases closed with an outcome" and "0% 0 of 1." in people.main


def test_the_week_that_is_not_over_has_no_value(as_officer: Browser, session: Session, nights: None) -> None:
    trial = add_trial(session, from_on=days_ago(24), to_on=days_ago(18))
    (*_, last) = weeks(as_officer.get(f"/trials/{trial.id}"))
    assert last[2:] == ["not over yet", ""]


def test_a_week_without_a_case_is_a_gap(as_officer: Browser, session: Session, nights: None) -> None:
    trial = add_trial(session)
    assert weeks(as_officer.get(f"/trials/{trial.id}"))[0][2:] == ["none to count", "0"]


def test_a_shift_is_named(as_officer: Browser, session: Session, ward: Ward) -> None:
    for began, left in ((100, 58), (57, 5)):
        makers.make_stay(session, ward, admitted=began, case=began, ready=began, left=left, barriers=["no_home"])
    makers.make_stay(session, ward, admitted=57, case=57, ready=57, left=5, barriers=["no_home"])
    trial = add_trial(session, from_on=days_ago(58), to_on=days_ago(52))
    page = as_officer.get(f"/trials/{trial.id}").main
    assert "Shift: 8 weeks in a row above the median" in page


def test_a_trial_to_come_shows_the_weeks_before(as_officer: Browser, session: Session, nights: None) -> None:
    page = as_officer.get(f"/trials/{add_trial(session, from_on=days_ago(-3), to_on=days_ago(-9)).id}")
    assert "has not begun" in page.main and {row[1] for row in weeks(page)} == {"before"}


def test_nothing_looked_at_and_nothing_to_draw(as_officer: Browser, session: Session) -> None:
    nothing = as_officer.get(f"/trials/{add_trial(session, name='A', indicator=None).id}")
    assert "Nothing is looked at yet" in nothing.main and "<svg" not in nothing.html.split("<main")[1]
    empty = as_officer.get(f"/trials/{add_trial(session, name='B').id}")
    assert "no week with a value to draw" in empty.main
    far_off = as_officer.get(f"/trials/{add_trial(session, name='C', from_on=days_ago(-200), to_on=days_ago(-206)).id}")
    assert far_off.status == 200 and weeks(far_off) == []


def test_a_share_by_week_and_by_phase(
    browser: Browser, officer: User, evaluator: User, session: Session, ward: Ward
) -> None:
    for left in (18, 18, 18, 30, 30):
        gone_home(session, ward, "kept", left=left)
    trial = add_trial(session, indicator="destination_settled")
    mine = browser.sign_in(officer).get(f"/trials/{trial.id}")
    assert "before 2 of 2 (100%); during 3 of 3 (100%); after nobody to count" in mine.main
    theirs = Browser(browser.app).sign_in(evaluator).get(f"/trials/{trial.id}")
    assert "before from fewer than 5; during from fewer than 5; after" in theirs.main and "%" not in theirs.main
    assert "2 weeks rest on fewer than 5 people and are not shown" in theirs.main
    assert {tuple(row[2:]) for row in weeks(theirs)} == {("none to count", "0"), ("too few", "under 5")}


def test_on_all_wards_an_officer_is_shown_their_own(
    browser: Browser, officer: User, evaluator: User, session: Session, other_ward: Ward, nights: None
) -> None:
    makers.make_stay(session, other_ward, admitted=50, case=50, ready=49, left=14, barriers=["no_home"])
    trial = add_trial(session)
    mine = browser.sign_in(officer).get(f"/trials/{trial.id}")
    assert "All my wards" in mine.main and "during: 7 nights" in mine.main
    theirs = Browser(browser.app).sign_in(evaluator).get(f"/trials/{trial.id}")
    assert "All wards" in theirs.main and "during: 14 nights" in theirs.main


@pytest.mark.parametrize("width", [1366, 320])
def test_axe_finds_nothing(page: BrowserPage, evaluator: User, session: Session, nights: None, width: int) -> None:
    trial = add_trial(session)
    session.rollback()
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(evaluator.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for address in ("/indicators", "/indicators/home_kept_13_weeks", "/trials", f"/trials/{trial.id}", "/trials/new"):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
