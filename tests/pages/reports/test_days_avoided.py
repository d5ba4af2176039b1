"""The days-avoided page."""

from datetime import date

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import models
from enabler.database import atomic
from enabler.models import User
from tests.browser import PASSWORD, Browser
from tests.fixtures_browser import axe
from tests.makers import make_stay
from tests.pages.reports.periods import PERIOD


def test_the_headline_and_the_stays_without_names(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", PERIOD).main
    assert "38.4 nights avoided (net, range 33.9 to 40.7), from 6 stays. Not yet confirmed" in page
    assert [f"S{number}" for number in range(1, 10) if f"S{number}" not in page] == [] and "Surname" not in page


def test_an_empty_period_has_no_figure(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", {"from_on": "1/1/2025", "to_on": "31/3/2025", "ward": ""})
    assert page.status == 200 and "there is no figure" in page.main


def test_a_period_without_a_stay_that_counts_has_no_point_in_the_trend(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", {"from_on": "1/5/2026", "to_on": "13/5/2026", "ward": ""}).main
    assert "no stay counted" in page and "0.0 to 0.0" not in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_on": "31/2/2026"}, "February 2026 has 28 days"),
        ({"from_on": "1/6/2026", "to_on": "1/5/2026"}, "before its first"),
        ({"from_on": "1/6/2099", "to_on": "30/6/2099"}, "not begun"),
        ({"from_on": ""}, "Enter the first day"),
        ({"ward": "No such ward"}, "Not a valid choice"),
    ],
)
def test_bad_questions_are_answered_at_the_field(evaluating: Browser, asked: dict[str, str], sentence: str) -> None:
    page = evaluating.get("/days-avoided", PERIOD | asked)
    assert page.status == 422 and sentence in page.main


def test_an_officer_has_the_figures_of_their_own_wards(browser: Browser, officer: User, example: Session) -> None:
    page = browser.sign_in(officer).get("/days-avoided", PERIOD)
    assert "Bosworth" in page.main and "S9" not in page.main
    assert browser.get("/days-avoided", PERIOD | {"ward": "Ward 12"}).status == 422


def test_stays_of_an_older_record_that_overlap_are_told(evaluating: Browser, session: Session) -> None:
    assert "overlap" not in evaluating.get("/days-avoided", PERIOD).main
    ward = session.scalars(select(models.Ward)).first()
    assert ward is not None
    first = make_stay(session, ward, admitted=date(2026, 5, 1), case=None, left=date(2026, 5, 20))
    second = make_stay(
        session, ward, patient=first.patient, admitted=date(2026, 5, 9), case=None, left=date(2026, 5, 9)
    )
    assert "overlap" not in evaluating.get("/days-avoided", PERIOD).main, "no night is in both"
    with atomic(session):
        second.discharged_on = date(2026, 5, 12)
    said = evaluating.get("/days-avoided", PERIOD).main
    assert f"nights may count twice: {first.ref} and {second.ref}." in said


def test_where_the_nights_went(evaluating: Browser, session: Session) -> None:
    for barrier in session.query(models.Barrier).filter_by(kind="no_home"):
        barrier.waiting_on = "City council housing options"
    session.commit()
    page = evaluating.get("/days-avoided", PERIOD).main
    assert "BarrierCouncilNobodynamedNights" in page.replace(" ", "") and "City council" not in page


def test_references_lead_to_the_patients_one_may_open(
    browser: Browser, officer: User, evaluator: User, example: Session
) -> None:
    officers = browser.sign_in(officer).get("/days-avoided", PERIOD)
    assert officers.links["S1"].startswith("/stays/")
    assert "S1" not in Browser(browser.app).sign_in(evaluator).get("/days-avoided", PERIOD).links


@pytest.mark.parametrize("width", [1366, 320])
def test_axe_finds_nothing(page: Page, evaluator: User, example: Session, width: int) -> None:
    example.rollback()
    page.goto("/sign-in")
    page.get_by_label("Name").fill(evaluator.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/days-avoided?from_on=1/4/2026&to_on=30/6/2026&ward=")
    asked = [field.bounding_box() for field in page.locator(".asking .nhsuk-form-group").all()]
    assert axe(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width
    assert width == 320 or len({box["y"] for box in asked if box}) == 1
