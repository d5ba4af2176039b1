"""The worklists as a browser shows them: density, no sideways scroll, labelled rows on a phone, keys, and what axe
finds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import User, Ward
from tests.conftest import PASSWORD
from tests.fixtures_browser import axe
from tests.makers import days_ago, make_stay

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    """The server's threads read the real clock, so these tests do."""
    yield


LONG = "Chase the council about the duty to refer and ask for its answer in writing"
BARRIERS = ["relationship_breakdown", {"kind": "rent_arrears", "waiting_on": "Riverside Homes", "waiting_since": 3}]


@pytest.fixture
def busy_ward(session: Session, ward: Ward) -> Ward:
    """Cases in every state, patients without one, a long name, a long next step, somebody gone from the list."""
    for number in range(24):
        is_case = number % 4 != 0
        make_stay(
            session,
            ward,
            surname="Whittington-Abercrombie" if number == 3 else f"Name{number}",
            bed=f"B{number}",
            case=10 if is_case else None,
            ready=number if is_case and number % 3 else None,
            barriers=BARRIERS[: number % 3],
            actions=[{"what": LONG, "due": number % 4 - 1}] if is_case else [],
            gone_from_list_on=days_ago(1) if number == 5 else None,
            last_confirmed_at=clock.now(),
        )
    return ward


@pytest.fixture
def signed_in(page: Page, officer: User) -> Page:
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(officer.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    return page


def paths(ward: Ward) -> list[str]:
    return ["/today", "/caseload", "/caseload?ready=blocked&overdue=yes", f"/wards/{ward.id}/list", "/search"]


def test_wide_and_narrow(signed_in: Page, busy_ward: Ward) -> None:
    for width in (1366, 320):
        signed_in.set_viewport_size({"width": width, "height": 640})
        for path in paths(busy_ward):
            signed_in.goto(path)
            assert signed_in.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert axe(signed_in) == [], (path, width)


def test_ten_cases_in_640_pixels_and_a_header_that_stays(signed_in: Page, busy_ward: Ward) -> None:
    signed_in.set_viewport_size({"width": 1366, "height": 640})
    signed_in.goto("/caseload")
    whole = "rows => rows.filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"
    assert signed_in.locator("table.worklist tbody tr").evaluate_all(whole) >= 10
    signed_in.evaluate("scrollTo(0, 300)")
    assert signed_in.locator("thead th").first.bounding_box()["y"] < 2  # type: ignore[index]


def test_keys_while_a_row_has_the_focus(signed_in: Page, busy_ward: Ward) -> None:
    signed_in.goto("/today")
    first = signed_in.locator(".task .small-button.first").first
    first.focus()
    signed_in.keyboard.press("j")
    expect(first).not_to_be_focused()
    signed_in.keyboard.press("k")
    expect(first).to_be_focused()
    before = signed_in.locator(".thing").count()
    button = signed_in.get_by_role("button", name="Done").first
    button.focus()
    signed_in.keyboard.press("d")
    signed_in.wait_for_load_state()
    expect(signed_in.locator(".notice-saved")).to_contain_text("Done")
    assert signed_in.locator(".thing").count() <= before
