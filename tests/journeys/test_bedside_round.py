"""The bedside round: one line a patient, Enter, next; everything by keyboard."""

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler.models import User
from tests.journeys.conftest import Look, sign_in

pytestmark = pytest.mark.browser


def test_three_patients_in_three_lines(page: Page, look: Look, officer: User, session: Session) -> None:
    sign_in(page, officer)
    look()
    page.get_by_role("link", name="Add patient").press("Enter")
    look()
    for name, wrong in (
        ("SINGH, Harpreet", "Rent arrears"),
        ("Zofia Lewandowska", "No home to go to"),
        ("O'HALLORHAN, Seán", "Boiler condemned"),
    ):
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("What is wrong").fill(wrong)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_text("Next?").wait_for()
    look()
    assert page.locator("main").inner_text().count("SINGH, Harpreet") >= 1
    page.get_by_role("link", name="SINGH, Harpreet").first.click()
    assert "SINGH, Harpreet" in page.locator(".patient-banner").inner_text()
    look()
    # the same person again is shown before a second record is made
    page.get_by_role("link", name="Add patient").click()
    page.get_by_label("Name", exact=True).fill("SINGH, Harpreet")
    page.get_by_label("What is wrong").fill("The same again")
    page.keyboard.press("Enter")
    page.get_by_text("Somebody like this is on record already").first.wait_for()
    assert page.get_by_label("What is wrong").input_value() == "The same again"
    look()
