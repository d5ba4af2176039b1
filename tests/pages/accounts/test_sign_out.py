"""Leaving: the session is over on the server, whatever is left in the browser."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine
from enabler.web.sessions import COOKIE
from tests.browser import Browser


def token(browser: Browser) -> str:
    cookie = browser.client.get_cookie(COOKIE, domain="localhost")
    assert cookie is not None
    return str(cookie.value)


def test_over_and_the_cookie_of_before_with_it(as_officer: Browser, session: Session) -> None:
    page = as_officer.get("/add")
    before = token(as_officer)
    assert page.form("Sign out").submit().heading == "Sign in"
    assert token(as_officer) != before and as_officer.get("/add").heading == "Sign in"
    as_officer.client.set_cookie(COOKIE, before, domain="localhost", path="/", secure=True)
    assert as_officer.get("/add").heading == "Sign in"
    session.rollback()
    last = session.scalars(select(AuditLine).where(AuditLine.action == "sign out")).one()
    assert last.by == "Sam Okafor"


def test_also_at_a_locked_screen(as_officer: Browser) -> None:
    locked = as_officer.get("/add").form("Lock").submit()
    assert locked.form("Sign in as somebody else").submit().heading == "Sign in"


def test_only_with_its_csrf_token(as_officer: Browser) -> None:
    assert as_officer.get("/add").form("Sign out").submit_raw(csrf_token="forged").status_code == 400
    assert as_officer.get("/add").heading == "Bedside round"
