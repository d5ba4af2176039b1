"""A one-time password: shown once, kept nowhere in clear, and no good after three days."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import User
from tests.browser import Browser, Page
from tests.whole_database import rows_as_text

DAY = date(2026, 6, 10)


def reset(browser: Browser, user: User) -> Page:
    return browser.get(f"/users/{user.id}/password").form("one-time").submit()


def password_on(page: Page) -> str:
    found = re.search(r"It is shown only now: write it down and hand it over in person. (\S+)", page.main)
    assert found, page.main
    return found[1]


def test_shown_once_and_kept_nowhere(as_administrator: Browser, session: Session, officer: User) -> None:
    form = as_administrator.get(f"/users/{officer.id}/password").form("one-time")
    password = password_on(form.submit())
    assert password not in form.submit().text
    assert password not in as_administrator.get("/users").text
    assert password not in "".join(rows_as_text(session))


def test_so_is_that_of_a_new_account(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/users/new").form().submit(name="Jo Marsh", role="evaluator")
    password = password_on(page)
    assert password not in "".join(rows_as_text(session))
    changing = Browser(as_administrator.app).get("/sign-in").form().submit(name="Jo Marsh", password=password)
    assert changing.heading == "Choose a password"


@pytest.mark.parametrize(("after", "works"), [(timedelta(hours=71, minutes=59), True), (timedelta(hours=72), False)])
def test_it_runs_out(as_administrator: Browser, officer: User, after: timedelta, works: bool) -> None:
    with clock.moved_to(DAY, 8):
        password = password_on(reset(as_administrator, officer))
    days, minutes = divmod(8 * 60 + after // timedelta(minutes=1), 24 * 60)
    with clock.moved_to(DAY + timedelta(days), *divmod(minutes, 60)):
        page = Browser(as_administrator.app).get("/sign-in").form().submit(name=officer.name, password=password)
    if works:
        assert page.heading == "Choose a password"
    else:
        assert page.errors == ["This one-time password has run out. Ask an administrator for a new one."]


def test_a_wrong_one_that_has_run_out_says_no_more_than_any(as_administrator: Browser, officer: User) -> None:
    with clock.moved_to(DAY, 8):
        reset(as_administrator, officer)
    with clock.moved_to(DAY + timedelta(days=4), 8):
        page = Browser(as_administrator.app).get("/sign-in").form().submit(name=officer.name, password="a guess")
    assert page.errors == ["The name or the password is not right."]


def test_whoever_was_signed_in_no_longer_is(as_administrator: Browser, officer: User) -> None:
    theirs = Browser(as_administrator.app).sign_in(officer)
    assert theirs.get("/add").status == 200
    reset(as_administrator, officer)
    assert theirs.get("/add").heading == "Sign in"


def test_not_ones_own(as_administrator: Browser, administrator: User) -> None:
    page = reset(as_administrator, administrator)
    assert page.status == 422
    assert page.errors == ["This is your own account. Change your password with the old one, under Change password."]
    assert as_administrator.get("/users").status == 200
