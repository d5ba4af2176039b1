"""Locking the screen of a shared PC."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, Ward
from tests.browser import PASSWORD, Browser
from tests.makers import make_stay


def test_nothing_shows_until_the_password(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward)
    address = f"/stays/{stay.id}"
    locked = as_officer.get(address).form("Lock").submit()
    assert locked.heading == "Locked" and "SINGH" not in locked.text
    assert as_officer.get(address).heading == "Locked"
    assert locked.form("Unlock").submit(password=PASSWORD).url.endswith(address)


def test_locking_twice_is_locking_once(as_officer: Browser, session: Session) -> None:
    form = as_officer.get("/add").form("Lock")
    form.submit()
    assert form.submit_raw().headers["Location"].startswith("/unlock")
    session.rollback()
    assert len(session.scalars(select(AuditLine).where(AuditLine.action == "lock")).all()) == 1


def test_the_way_back_is_on_this_host(as_officer: Browser) -> None:
    answer = as_officer.get("/add").form("Lock").submit_raw(to="//evil.example/x")
    assert answer.headers["Location"] == "/unlock"


def test_only_with_its_csrf_token(as_officer: Browser) -> None:
    assert as_officer.get("/add").form("Lock").submit_raw(csrf_token="forged").status_code == 400
    assert as_officer.get("/add").heading == "Bedside round"
