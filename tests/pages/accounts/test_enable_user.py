"""An account that begins again, and no session of before with it."""

from enabler.models import User
from tests.browser import PASSWORD, Browser


def test_may_sign_in_again_and_has_to(as_administrator: Browser, officer: User) -> None:
    theirs = Browser(as_administrator.app).sign_in(officer)
    as_administrator.get(f"/users/{officer.id}/disable").form().submit()
    page = as_administrator.get(f"/users/{officer.id}/enable").form().submit()
    assert "Sam Okafor can sign in again." in page.text
    door = theirs.get("/add")
    assert door.heading == "Sign in"
    assert door.form().submit(name=officer.name, password=PASSWORD).heading == "Bedside round"
