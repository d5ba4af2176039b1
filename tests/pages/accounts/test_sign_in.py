"""Signing in, out and between."""

from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import User
from tests.browser import Browser
from tests.conftest import PASSWORD


def test_the_right_password_opens_the_right_first_page(browser: Browser, evaluator: User) -> None:
    page = browser.get("/sign-in").form().submit(name="evan  LLOYD", password=PASSWORD)
    assert page.heading == "Days avoided" and "Evan Lloyd" in page.text


def test_with_either_apostrophe(browser: Browser, session: Session, evaluator: User) -> None:
    with atomic(session):
        evaluator.name, evaluator.name_key = "Pat O'Brien", "pat o'brien"
    page = browser.get("/sign-in").form().submit(name="pat O’Brien", password=PASSWORD)
    assert page.heading == "Days avoided"


def test_wrong_name_and_wrong_password_look_the_same(browser: Browser, evaluator: User) -> None:
    for name, password in (("Evan Lloyd", "wrong"), ("Nobody Here", PASSWORD)):
        page = browser.get("/sign-in").form().submit(name=name, password=password)
        assert page.status == 422 and page.errors == ["The name or the password is not right."]
        assert name in page.html and password not in page.html


def test_where_one_was_going(browser: Browser, administrator: User) -> None:
    asked = browser.get("/wards")
    assert asked.heading == "Sign in"
    page = asked.form().submit(name=administrator.name, password=PASSWORD)
    assert page.heading == "Wards"


def test_never_to_another_host(browser: Browser, administrator: User) -> None:
    for there in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = browser.get("/sign-in", {"to": there}).form().submit_raw(name=administrator.name, password=PASSWORD)
        assert answer.headers["Location"] == "/"


def test_guessing_gets_slower(browser: Browser, evaluator: User) -> None:
    pages = [browser.get("/sign-in").form().submit(name=evaluator.name, password="no") for _ in range(7)]
    assert "Too many tries" in pages[-1].errors[0]
    assert "Too many tries" in browser.get("/sign-in").form().submit(name=evaluator.name, password=PASSWORD).errors[0]
