"""axe on every page of every role, also with its form refused; and at 320 pixels nothing scrolls sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from enabler.vocabulary import Role
from tests.conftest import PASSWORD
from tests.fixtures_browser import WARD_PC, axe
from tests.web.house import NAMES, House, routes
from tests.web.test_access import MAY

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
NO_PAGE = (".pdf", ".json", "/alive")  # a monitor reads /alive, in one plain word


@pytest.fixture
def app(house: House, tmp_path: Path) -> Iterator[Flask]:
    with house.opened(tmp_path) as app:
        yield app


def sign_in(page: Page, role: Role) -> None:
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(NAMES[role])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def pages(app: Flask, house: House, role: Role) -> list[str]:
    """Each page once: that of the first role which may see it."""
    first = [
        rule for rule in routes(app, "GET") if next(iter(r for r in Role if r in MAY[rule.endpoint]), None) == role
    ]
    return [house.address(app, rule) for rule in first if not rule.rule.endswith(NO_PAGE)]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_axe_finds_nothing(page: Page, app: Flask, house: House, role: Role) -> None:
    sign_in(page, role)
    found = []
    for address in pages(app, house, role):
        page.set_viewport_size(WARD_PC)
        page.goto(address)
        found += [f"{address}: {fault}" for fault in axe(page)]
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            found.append(f"{address}: scrolls sideways at 320 pixels")
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.OFFICER, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_nor_with_a_form_refused(page: Page, app: Flask, house: House, role: Role) -> None:
    """A form whose token is spoilt is refused as a whole, with everything else that is wrong with it, and saves
    nothing."""
    sign_in(page, role)
    found = []
    for address in pages(app, house, role):
        page.goto(address)
        token = page.locator("main form[method=post] input[name=token]").first
        if token.count() == 0:
            continue
        with page.expect_navigation(timeout=30_000):
            token.evaluate("field => { field.value = 'spoilt'; field.form.requestSubmit(); }")
        assert page.locator(".nhsuk-error-summary").count() == 1, address
        found += [f"{address}: {fault}" for fault in axe(page)]
    assert found == []
