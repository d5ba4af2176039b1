"""Typed text that its author throws away."""

from sqlalchemy.orm import Session

from enabler.models import Draft, Stay, Ward
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.accounts.typed_text import keep, typing


def test_thrown_away(as_officer: Browser, session: Session, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay))
    page = as_officer.get(f"/stays/{stay.id}/checklist").form("Throw it away").submit()
    assert page.heading == "Before they go home" and "is back" not in page.main
    assert session.query(Draft).count() == 0


def test_cancelled_by_the_script(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = typing(as_officer, stay)
    keep(as_officer, form)
    assert keep(as_officer, form, "/draft/forget") == 302
    assert session.query(Draft).count() == 0


def test_nobody_elses(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay))
    colleague = Browser(as_officer.app).sign_in(make_user(session, "Jo Marsh", Role.OFFICER, ward))
    assert keep(colleague, typing(colleague, stay), "/draft/forget") == 302
    assert session.query(Draft).count() == 1


def test_never_to_another_host(as_officer: Browser, stay: Stay) -> None:
    fields = dict(typing(as_officer, stay).values) | {"to": "//evil.example/x"}
    assert as_officer.send("POST", "/draft/forget", data=fields).headers["Location"] == "/"
