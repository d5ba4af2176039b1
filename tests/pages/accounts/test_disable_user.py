"""An account that ends."""

from sqlalchemy.orm import Session

from enabler.models import User
from tests.browser import PASSWORD, Browser, Page


def disable(browser: Browser, user: User) -> Page:
    return browser.get(f"/users/{user.id}/disable").form().submit()


def test_signed_out_everywhere_and_kept_out(as_administrator: Browser, officer: User) -> None:
    theirs = Browser(as_administrator.app).sign_in(officer)
    page = disable(as_administrator, officer)
    assert "Sam Okafor can no longer sign in, and is signed out everywhere." in page.text and "disabled" in page.main
    door = theirs.get("/add")
    assert door.heading == "Sign in"
    assert door.form().submit(name=officer.name, password=PASSWORD).errors == ["The name or the password is not right."]


def test_not_ones_own(
    as_administrator: Browser, session: Session, administrator: User, second_administrator: User
) -> None:
    assert disable(as_administrator, administrator).errors == ["You cannot disable your own account."]
    session.expire_all()
    assert administrator.disabled_at is None
    assert as_administrator.get("/users").status == 200


def test_one_of_two_administrators_may_go(as_administrator: Browser, second_administrator: User) -> None:
    assert disable(as_administrator, second_administrator).status == 200
