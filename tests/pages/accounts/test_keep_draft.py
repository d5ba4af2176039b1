"""Typed text that is not saved yet: back when its author is back, gone when saved or thrown away."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Draft, Stay, User, Ward
from tests.browser import Browser, Form
from tests.cases import make_case
from tests.conftest import make_user

LOCK_MINUTES, WORKDAY = 11, date(2026, 6, 10)
TYPED = {"keys_state": "yes", "keys_note": "With the sister"}


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


def typing(browser: Browser, stay: Stay) -> Form:
    return browser.get(f"/stays/{stay.id}/checklist").form("Save").fill(**TYPED)


def keep(browser: Browser, form: Form, url: str = "/draft", **more: str) -> int:
    fields = dict(form.values) | {"_path": f"/stays/{dict(form.values)['for_stay']}/checklist"} | more
    return browser.send("POST", url, data=fields).status_code


def test_kept_and_back(as_officer: Browser, stay: Stay) -> None:
    assert keep(as_officer, typing(as_officer, stay)) == 204
    page = as_officer.get(f"/stays/{stay.id}/checklist")
    assert "What you had typed here before is back. It is not saved yet." in page.main
    assert dict(page.form("Save").values)["keys_note"] == "With the sister"


def test_private_to_its_author(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay))
    colleague = Browser(as_officer.app).sign_in(make_user(session, "Jo Marsh", "officer", ward))  # type: ignore[arg-type]
    assert "is back" not in colleague.get(f"/stays/{stay.id}/checklist").main


def test_gone_once_saved_and_not_back_when_it_arrives_late(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = typing(as_officer, stay)
    keep(as_officer, form)
    form.submit()
    keep(as_officer, form)
    assert session.query(Draft).count() == 0
    assert "is back" not in as_officer.get(f"/stays/{stay.id}/checklist").main


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


def test_never_a_secret(as_officer: Browser, session: Session, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay), password="hush hush", old_password="hush", csrf_token=csrf(as_officer))
    assert "hush" not in session.query(Draft).one().fields
    assert "token" not in session.query(Draft).one().fields


def test_only_with_its_csrf_token(as_officer: Browser, session: Session, stay: Stay) -> None:
    assert keep(as_officer, typing(as_officer, stay), csrf_token="forged") == 400
    assert session.query(Draft).count() == 0


def test_nowhere_but_here(as_officer: Browser, session: Session, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay), _path="//evil.example/x")
    assert session.query(Draft).count() == 0


def test_text_that_comes_back_to_a_changed_record_is_stale(as_officer: Browser, session: Session, stay: Stay) -> None:
    keep(as_officer, typing(as_officer, stay))
    colleague = Browser(as_officer.app).sign_in(make_user(session, "Jo Marsh", "officer", stay.ward))  # type: ignore[arg-type]
    colleague.get(f"/stays/{stay.id}/checklist").form("Save").submit(keys_note="With the warden")
    page = as_officer.get(f"/stays/{stay.id}/checklist").form("Save").submit()
    assert page.status == 422
    assert "With the warden" in page.main and dict(page.form("Save").values)["keys_note"] == "With the sister"


@pytest.mark.parametrize("away", [timedelta(minutes=LOCK_MINUTES), timedelta(hours=13)], ids=["locked", "timed out"])
def test_a_form_that_meets_a_closed_door_waits(
    browser: Browser, session: Session, officer: User, stay: Stay, away: timedelta
) -> None:
    with clock.moved_to(WORKDAY, 7):
        form = typing(browser.sign_in(officer), stay)
    hour, minute = divmod(7 * 60 + int(away.total_seconds() // 60), 60)
    with clock.moved_to(WORKDAY, hour, minute):
        door = form.submit()
        assert door.heading in ("Locked", "Sign in")
        opened = door.form(door.heading.replace("Locked", "Unlock")).fill(password="four quiet lamps at noon")
        page = opened.submit(**({"name": officer.name} if door.heading == "Sign in" else {}))
        assert page.heading == "Before they go home"
        assert dict(page.form("Save").values)["keys_note"] == "With the sister"


def csrf(browser: Browser) -> str:
    return dict(browser.get("/password").form("Change password").values)["csrf_token"]
