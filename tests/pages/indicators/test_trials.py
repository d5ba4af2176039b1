"""The list of trials: the latest first, and only those of own wards or of all."""

from datetime import timedelta

from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import User, Ward
from tests.browser import Browser
from tests.pages.indicators.trying import add_trial


def test_empty_says_what_a_trial_is(as_officer: Browser) -> None:
    page = as_officer.get("/trials")
    assert "No trial yet" in page.main and "Add a trial" not in page.links


def test_the_latest_first_with_their_state(as_evaluator: Browser, session: Session) -> None:
    today = clock.today()
    add_trial(session, name="Over", from_on=today - timedelta(days=30), to_on=today - timedelta(days=1))
    add_trial(session, name="Running", from_on=today - timedelta(days=6), to_on=today)
    add_trial(session, name="Planned", from_on=today + timedelta(days=1), to_on=today + timedelta(days=7))
    page = as_evaluator.get("/trials").main
    assert page.index("Planned") < page.index("Running") < page.index("Over")
    assert "to come" in page and "running" in page and "over" in page


def test_own_wards_only(browser: Browser, officer: User, session: Session, ward: Ward, other_ward: Ward) -> None:
    add_trial(session, name="Here", ward_id=ward.id)
    there = add_trial(session, name="There", ward_id=other_ward.id)
    page = browser.sign_in(officer).get("/trials")
    assert "Here" in page.links and "There" not in page.main
    assert browser.get(f"/trials/{there.id}").status == 404
