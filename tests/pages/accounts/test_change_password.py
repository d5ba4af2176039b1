"""One's own password."""

import pytest

from enabler.models import User
from tests.browser import PASSWORD, Browser, Page

NEW = "seven green boats asleep"


def change(browser: Browser, **typed: str) -> Page:
    fields = {"old_password": PASSWORD, "password": NEW, "password_again": NEW} | typed
    return browser.get("/password").form("Change password").submit(**fields)


def test_changed(as_officer: Browser, officer: User) -> None:
    elsewhere = Browser(as_officer.app).sign_in(officer)
    assert "Your password is changed." in change(as_officer).text
    assert elsewhere.get("/add").heading == "Sign in" and as_officer.get("/add").status == 200
    fresh = Browser(as_officer.app)
    assert fresh.get("/sign-in").form().submit(name=officer.name, password=PASSWORD).status == 422
    assert fresh.get("/sign-in").form().submit(name=officer.name, password=NEW).heading == fresh.get("/").heading


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old_password": "a guess"}, "That is not your present password."),
        ({"old_password": ""}, "Enter your present password."),
        ({"password_again": "another"}, "The two new passwords differ."),
        ({"password": PASSWORD, "password_again": PASSWORD}, "Choose a password that differs from the old one."),
    ],
)
def test_refused(as_officer: Browser, officer: User, typed: dict[str, str], sentence: str) -> None:
    page = change(as_officer, **typed)
    assert page.status == 422 and page.errors == [sentence]
    assert all(value == "" for name, value in page.form("Change password").values if "password" in name)
    assert Browser(as_officer.app).sign_in_by_form(officer).get("/add").status == 200
