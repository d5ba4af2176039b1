"""Nights as national returns count them."""

from sqlalchemy.orm import Session

from enabler.models import User
from tests.browser import Browser
from tests.pages.reports.periods import PERIOD


def test_by_month_and_ward(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided/national", PERIOD)
    assert page.heading == "National returns" and "1 April 2026 to 30 June 2026, all wards" in page.main
    for line in (
        "Apr to Jun 2026 826777726167",
        "Apr to Jun 2026 796774726167",
        "Apr to Jun 2026 303000",
        "under housing legislationMental health (MHSDS v6)61",
    ):
        assert line in page.main


def test_an_officer_has_those_of_their_own_wards(browser: Browser, officer: User, example: Session) -> None:
    page = browser.sign_in(officer).get("/days-avoided/national", PERIOD)
    assert "Bosworth" in page.main and "Ward 12" not in page.main
    assert browser.get("/days-avoided/national", PERIOD | {"ward": "Ward 12"}).status == 422


def test_a_bad_question_is_answered_at_the_field(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided/national", PERIOD | {"from_on": ""})
    assert page.status == 422 and "Enter the first day" in page.main and "By national reason code" not in page.main
