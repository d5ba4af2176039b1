"""Judging and sealing by keyboard alone, from the patient's page in one step; then a second person agrees."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Estimate, EstimateAgreement, Judgement, User, Ward
from tests.journeys.conftest import Look, sign_in
from tests.makers import make_stay

pytestmark = pytest.mark.browser


def test_by_keyboard_from_the_patients_page(
    page: Page, look: Look, session: Session, ward: Ward, officer: User, coordinator: User
) -> None:
    stay_id = make_stay(session, ward, ready=0, barriers=["rent_arrears"], contacts=[0]).id
    sign_in(page, officer)
    page.goto(f"/stays/{stay_id}")
    page.get_by_role("link", name="Judge", exact=True).first.press("Enter")
    look()
    page.get_by_label("Main barrier").focus()
    typed(page, "Rent", "Tab", "Space", "Tab")  # by its first letters, then the first share
    typed(page, "1 week", "Tab", "2 weeks", "Tab", "9", "Tab", "As the last three on the ward", "Tab")
    typed(page, "Dr Osei", "Enter")
    page.get_by_text("The high value is below the likely one.").first.wait_for()
    look()
    expect(page.get_by_label("Likely")).to_have_value("2 weeks")
    page.get_by_text("14 nights").wait_for()
    page.get_by_label("High").focus()
    typed(page, "30 nights", "Enter")
    page.get_by_text("an estimate sealed: 7 to 30 nights, likely 14").wait_for()
    look()
    assert stored(session, Judgement.value) == ["rent_arrears", "sole"]
    assert stored(session, Estimate.agreed_by) == ["Dr Osei"]

    page.context.clear_cookies()
    sign_in(page, coordinator)
    page.goto("/today")
    page.locator("dd", has=page.get_by_role("link", name="1")).last.get_by_role("link").press("Enter")
    look()
    page.get_by_role("link", name="Look and agree").press("Enter")
    look()
    page.get_by_role("button", name="I agree with this estimate").press("Enter")
    page.get_by_text("You agreed with the estimate.").wait_for()
    look()
    assert stored(session, EstimateAgreement.recorded_by) == ["Priya Nair"]
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/estimates", f"/stays/{stay_id}", f"/stays/{stay_id}/judge"):
        page.goto(address)
        look()


def stored(session: Session, column: Any) -> list[str]:
    """What the database holds by now, read apart: an open look at it would stand in the way of the next save."""
    with Session(session.get_bind()) as apart:
        return sorted(apart.scalars(select(column)))


def typed(page: Page, *keys: str) -> None:
    """Keys by their names, everything else letter by letter."""
    for key in keys:
        if key in ("Tab", "Enter", "Space"):
            page.keyboard.press(key)
        else:
            page.keyboard.press("Control+A")
            page.keyboard.type(key)
