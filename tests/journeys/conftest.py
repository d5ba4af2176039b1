"""Journeys walk the product in Chromium, as people do; each page they meet goes before axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from enabler.models import User
from tests.conftest import PASSWORD
from tests.fixtures_browser import axe

Look = Callable[[], None]


@pytest.fixture
def look(page: Page) -> Look:
    """Nothing that axe finds fault with, and no sideways scroll."""

    def look_at_it() -> None:
        page.wait_for_load_state()
        assert axe(page) == [], page.url
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{page.url} scrolls sideways by {width} px"

    return look_at_it


def sign_in(page: Page, user: User) -> None:
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(user.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text(user.name).first.wait_for()


def fill(page: Page, **fields: str) -> None:
    """Type into fields by their names; a select takes the value or the label."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"main [name={name}][value='{value}']").check()
        else:
            field.fill(value)


def press(page: Page, button: str) -> None:
    """A button of the page's own form, by keyboard."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button).first.press("Enter")
