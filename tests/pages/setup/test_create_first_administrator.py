"""The first start: a code from the terminal, one administrator, then the wards."""

from flask import Flask
from sqlalchemy.orm import Session

from enabler.record.people.setup_code import make_setup_code
from tests.browser import Browser

GOOD = {"name": "Ada Ashworth", "password": "four quiet lamps at noon"}


def test_the_first_account_needs_the_code(app: Flask, browser: Browser, session: Session) -> None:
    code = make_setup_code(app.config["ENABLER"].instance)
    page = browser.get("/")
    assert page.heading == "Set up Enabler" or page.heading == "Sign in"
    page = browser.get("/first").form().submit(code="0000-0000-0000-0000", **GOOD)
    assert page.errors == ["This is not the code that the terminal shows now."]
    page = browser.get("/first").form().submit(code=code, name="Ada Ashworth", password="password1234")
    assert "first that somebody would guess" in page.errors[0]
    page = browser.get("/first").form().submit(code=code, **GOOD)
    assert page.heading == "Wards" and "There is no ward yet" in page.main
    page = page.follow("Add a ward").form().submit(name="Bosworth", setting="mental health", hospital="Bradgate Unit")
    assert "Bosworth added." in page.text
    page = page.follow("Users").follow("Make an account").form().submit(name="Sam Okafor", role="officer", wards=["1"])
    assert "The one-time password of Sam Okafor." in page.main
    assert "Bosworth" in page.follow("Go back to the accounts").main


def test_only_once(browser: Browser, administrator: object) -> None:
    assert browser.get("/first").heading == "Sign in"
