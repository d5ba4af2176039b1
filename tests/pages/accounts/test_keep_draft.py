"""Typed text that is not saved yet: back when its author is back, gone when saved."""

from datetime import date

from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Draft, Stay, User, Ward
from enabler.vocabulary import Role
from tests.browser import PASSWORD, Browser
from tests.conftest import make_user
from tests.pages.accounts.typed_text import keep, typing
from tests.whole_database import rows_as_text

LOCK_MINUTES, WORKDAY = 11, date(2026, 6, 10)


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


def test_a_form_that_meets_a_locked_screen_waits(browser: Browser, officer: User, stay: Stay) -> None:
    with clock.moved_to(WORKDAY, 7):
        form = typing(browser.sign_in(officer), stay)
    with clock.moved_to(WORKDAY, 7, LOCK_MINUTES):
        locked = form.submit()
        assert locked.heading == "Locked" and "With the sister" not in locked.text
        page = locked.form("Unlock").submit(password=PASSWORD)
        assert page.heading == "Before they go home"
        assert dict(page.form("Save").values)["keys_note"] == "With the sister"


def test_a_form_that_comes_after_the_sign_in_ended_is_kept_nowhere(
    browser: Browser, session: Session, officer: User, stay: Stay
) -> None:
    with clock.moved_to(WORKDAY, 7):
        form = typing(browser.sign_in(officer), stay)
        before = everything_but_sessions(session)
    with clock.moved_to(WORKDAY, 20):
        ended = form.submit()
        assert ended.status == 401 and ended.heading == "Sign in"
        assert "With the sister" not in ended.html
        assert keep(browser, form) == 401
        assert everything_but_sessions(session) == before
        browser.sign_in(officer)
        assert "With the sister" not in browser.get(f"/stays/{stay.id}/checklist").text


def test_the_token_of_the_locked_page_keeps_and_deletes_nothing(
    as_officer: Browser, session: Session, stay: Stay
) -> None:
    """Somebody else stands before the locked screen: 81 drafts could be written so, in the name of who had locked
    it."""
    form = typing(as_officer, stay)
    keep(as_officer, form)
    locked = as_officer.get("/add").form("Lock").submit().form("Unlock")
    before = everything_but_sessions(session)
    theirs = {name: dict(locked.values)[name] for name in ("token", "csrf_token")}
    for number in range(81):
        as_officer.send(
            "POST", "/draft", data=theirs | {"_path": f"/stays/{number}/checklist", "keys_note": "Mischief"}
        )
    as_officer.send("POST", f"/stays/{stay.id}/checklist", data=theirs | {"keys_note": "Mischief"})
    as_officer.send("POST", "/draft/forget", data=theirs | {"_path": f"/stays/{stay.id}/checklist"})
    assert everything_but_sessions(session) == before


def test_only_who_was_shown_a_form_can_send_it(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    colleague = Browser(as_officer.app).sign_in(make_user(session, "Jo Marsh", Role.OFFICER, ward))
    form = typing(colleague, stay)
    form.fill(token=dict(typing(as_officer, stay).values)["token"])
    assert keep(colleague, form) == 204
    assert session.query(Draft).count() == 0
    assert form.submit().status == 422
    assert as_officer.get(f"/stays/{stay.id}/checklist").form("Save").submit(keys_note="Mine").status == 200


def everything_but_sessions(session: Session) -> list[str]:
    """That a session was seen or ended is no word of anybody's."""
    return rows_as_text(session, but=("sessions",))


def csrf(browser: Browser) -> str:
    return dict(browser.get("/password").form("Change password").values)["csrf_token"]
