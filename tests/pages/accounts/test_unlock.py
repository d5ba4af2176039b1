"""A locked screen opens for the password of whoever locked it, and for nothing else."""

import pytest

from enabler.models import User
from tests.browser import PASSWORD, Browser, Page


@pytest.fixture
def locked(as_officer: Browser) -> Page:
    return as_officer.get("/add").form("Lock").submit()


def test_back_to_where_one_was(locked: Page) -> None:
    assert "Sam Okafor" in locked.main
    assert locked.form("Unlock").submit(password=PASSWORD).heading == "Bedside round"


def test_a_wrong_password_opens_nothing(locked: Page) -> None:
    page = locked.form("Unlock").submit(password="four loud lamps")
    assert page.status == 422 and page.errors == ["That password is not right."]
    assert PASSWORD not in page.html and "four loud lamps" not in page.html
    assert locked.browser.get("/add").heading == "Locked"


def test_guessing_gets_slower(locked: Page) -> None:
    for _ in range(8):
        page = locked.form("Unlock").submit(password="a guess")
    assert "Too many tries" in page.errors[0]


@pytest.mark.parametrize("to", ["//evil.example/x", "https://evil.example/", "/lock"])
def test_never_elsewhere(locked: Page, to: str) -> None:
    page = locked.browser.get(f"/unlock?to={to}").form("Unlock").submit(password=PASSWORD)
    assert page.url.endswith("/today")


def test_nobody_has_nothing_to_unlock(browser: Browser, administrator: User) -> None:
    assert browser.get("/unlock").heading == "Sign in"
