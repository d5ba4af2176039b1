"""axe finds nothing on the room's pages, in their states, on a ward PC and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler.models import User, Ward
from tests.browser import PASSWORD
from tests.fixtures_browser import axe
from tests.makers import make_patient, make_stay

pytestmark = pytest.mark.browser
NEXT_DAY = Path(__file__).parents[2] / "examples" / "ward_list_next_day_pasted.tsv"
PHONE = {"width": 320, "height": 700}


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    send(page)


def send(page: Page) -> None:
    with page.expect_navigation():
        page.click("main button[type=submit]")


def test_a_ward_list(page: Page, session: Session, officer: User, ward: Ward) -> None:
    name = officer.name
    make_stay(session, ward, patient=make_patient(session, "Abara", "Ngozi", hospital_number=None, born_on=None))
    session.rollback()
    sign_in(page, name)
    page.goto("/ward-list/in")
    assert axe(page) == []
    send(page)
    assert page.locator(".nhsuk-error-summary").is_visible() and axe(page) == []
    page.fill("#pasted", NEXT_DAY.read_text(encoding="utf-8"))
    send(page)
    assert page.locator("h1").inner_text().endswith("Check the list") and axe(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_export(page: Page, session: Session, evaluator: User) -> None:
    name = evaluator.name
    session.rollback()
    sign_in(page, name)
    page.goto("/export")
    assert axe(page) == []
    send(page)
    assert page.locator(".nhsuk-error-summary").is_visible() and axe(page) == []


def test_health(page: Page, session: Session, administrator: User) -> None:
    name = administrator.name
    session.rollback()
    sign_in(page, name)
    page.goto("/health")
    assert axe(page) == []
