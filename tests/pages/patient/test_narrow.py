"""The long forms of a stay on a phone, whatever the names in their lists."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler.models import User, Ward
from tests.conftest import PASSWORD
from tests.makers import make_stay

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    """The server's threads read the real clock, so these tests do."""
    yield


def test_a_long_name_does_not_widen_the_form(page: Page, session: Session, ward: Ward, officer: User) -> None:
    stay = make_stay(session, ward)
    officer.display_name = "Bartholomew-Montgomery Featherstonehaugh-Cholmondeley of the hospital discharge service"
    session.commit()
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(officer.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/stays/{stay.id}/change")
    assert page.get_by_label("Who holds the case").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
