"""Sessions on a shared PC: dead after sign-out, locked when idle, over after a shift, new token at each door."""

from collections.abc import Iterator
from datetime import date
from importlib.util import module_from_spec

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import AuditLine, SignInSession, User
from enabler.record.people import accounts, passwords
from enabler.record.people.sign_in import actor_of, token_hash
from enabler.vocabulary import Role
from enabler.web.sessions import COOKIE
from tests.browser import PASSWORD, Browser
from tests.conftest import make_user

DAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.moved_to(DAY, 8):
        yield


def token(browser: Browser) -> str:
    cookie = browser.client.get_cookie(COOKIE, domain="localhost")
    assert cookie is not None
    return str(cookie.value)


def copy_of(browser: Browser) -> Browser:
    """Somebody else's browser with the same cookie."""
    thief = Browser(browser.app)
    thief.client.set_cookie(COOKIE, token(browser), domain="localhost", secure=True)
    return thief


def test_a_copied_cookie_is_dead_after_sign_out(as_officer: Browser) -> None:
    thief = copy_of(as_officer)
    assert thief.get("/add").heading == "Bedside round"
    as_officer.get("/add").form("Sign out").submit()
    assert thief.get("/add").heading == "Sign in"


def test_the_database_holds_no_token(as_officer: Browser, session: Session) -> None:
    held = session.scalars(select(SignInSession)).one()
    assert held.token_hash == token_hash(token(as_officer)) != token(as_officer)


def test_a_new_token_at_sign_in_lock_and_unlock(browser: Browser, officer: User) -> None:
    page = browser.get("/sign-in")
    before = token(browser)
    page.form().submit(name=officer.name, password=PASSWORD)
    inside = token(browser)
    locked = browser.get("/add").form("Lock").submit()
    assert locked.heading == "Locked"
    outside = token(browser)
    locked.form("Unlock").submit(password=PASSWORD)
    assert len({before, inside, outside, token(browser)}) == 4


def test_a_new_token_when_the_screen_locks_by_itself(as_officer: Browser) -> None:
    """Browsers may show a page again on Back for as long as the cookie stays the same."""
    as_officer.get("/add")
    inside = copy_of(as_officer)
    with clock.moved_to(DAY, 8, 10):
        assert as_officer.get("/add").heading == "Locked"
        assert inside.get("/add").heading == "Sign in"
        assert as_officer.get("/unlock").form("Unlock").submit(password=PASSWORD).heading != "Sign in"


def test_what_is_refused_at_a_locked_screen_stands_under_nobodys_name(
    as_officer: Browser, session: Session, officer: User
) -> None:
    refused = select(AuditLine.by).where(AuditLine.action == "refused form").order_by(AuditLine.id)
    as_officer.send("POST", "/draft", data={"csrf_token": "forged"})
    as_officer.get("/add").form("Lock").submit()
    as_officer.send("POST", "/draft", data={"csrf_token": "forged"})
    open_, locked = session.scalars(refused)
    assert (open_, locked) == (officer.name, "nobody")


def test_a_token_somebody_planted_is_not_taken_over(browser: Browser, officer: User) -> None:
    planted = "a" * 43
    browser.client.set_cookie(COOKIE, planted, domain="localhost", secure=True)
    browser.sign_in_by_form(officer)
    assert token(browser) != planted


def test_disabling_somebody_ends_their_sessions_at_once(
    as_officer: Browser, session: Session, officer: User, administrator: User
) -> None:
    assert as_officer.get("/add").status == 200
    with atomic(session):
        version = session.get_one(User, officer.id).version
        by = actor_of(administrator, "PC 2")
        accounts.disable_user(session, by=by, user_id=officer.id, expected_version=version)
    page = as_officer.get("/add")
    assert page.heading == "Sign in"
    assert page.form().submit(name=officer.name, password=PASSWORD).errors == ["The name or the password is not right."]


def test_locked_after_ten_idle_minutes(as_officer: Browser) -> None:
    as_officer.get("/add")
    with clock.moved_to(DAY, 8, 9):
        assert as_officer.get("/add").heading == "Bedside round"  # and the ten minutes start again
    with clock.moved_to(DAY, 8, 18):
        assert as_officer.get("/add").heading == "Bedside round"
    with clock.moved_to(DAY, 8, 29):
        locked = as_officer.get("/add")
        assert locked.heading == "Locked" and "Bosworth" not in locked.text
        assert locked.form("Unlock").submit(password=PASSWORD).heading == "Bedside round"


def test_a_locked_session_opens_only_for_its_own_password(as_officer: Browser) -> None:
    locked = as_officer.get("/add").form("Lock").submit()
    assert locked.form("Unlock").submit(password="wrong").status == 422
    assert as_officer.get("/add").heading == "Locked"


def test_switching_user_at_a_locked_screen(as_officer: Browser, session: Session, officer: User) -> None:
    colleague = make_user(session, "Jo Marsh", Role.OFFICER, *officer.wards)
    door = as_officer.get("/add").form("Lock").submit().form("Sign in as somebody else").submit()
    page = door.form().submit(name=colleague.name, password=PASSWORD)
    assert "Signed in: Jo Marsh" in page.text and "Signed in: Sam Okafor" not in page.text


def test_over_after_a_shift_even_when_never_idle(as_officer: Browser) -> None:
    for minutes in range(9, 12 * 60 + 25, 9):
        with clock.moved_to(DAY, 8 + minutes // 60, minutes % 60):
            as_officer.send("GET", "/password")
    with clock.moved_to(DAY, 20, 26):
        assert as_officer.get("/add").heading == "Bedside round"
    with clock.moved_to(DAY, 20, 31):
        assert as_officer.get("/add").heading == "Sign in"


def test_guessing_slows_down_and_never_locks_out(browser: Browser, session: Session, officer: User) -> None:
    for _ in range(12):
        page = browser.get("/sign-in").form().submit(name=officer.name, password="a guess")
    assert "Too many tries" in page.errors[0]
    with clock.moved_to(DAY, 8, 5, 1):
        assert browser.get("/sign-in").form().submit(name=officer.name, password=PASSWORD).heading != "Sign in"
    refused = session.scalars(select(AuditLine).where(AuditLine.action == "sign-in refused")).all()
    assert len(refused) >= 5 and {line.by for line in refused} == {"nobody"}


def test_a_slow_down_of_one_does_not_slow_another(browser: Browser, officer: User, coordinator: User) -> None:
    for _ in range(8):
        browser.get("/sign-in").form().submit(name=officer.name, password="a guess")
    assert browser.sign_in_by_form(coordinator).get("/today").status == 200


def test_a_one_time_password_opens_one_page_only(browser: Browser, session: Session, administrator: User) -> None:
    password, hashed = passwords.one_time_password()
    with atomic(session):
        by = actor_of(administrator, "PC")
        user = accounts.create_user(session, by=by, name="Jo Marsh", role=Role.EVALUATOR, password_hash=hashed)
    page = browser.get("/sign-in").form().submit(name=user.name, password=password)
    assert page.heading == "Choose a password"
    assert browser.get("/days-avoided").heading == "Choose a password"


def test_passwords_are_hashed_with_argon2id_at_its_usual_cost() -> None:
    fresh = module_from_spec(passwords.__spec__)  # the tests' own copy has been made quick
    passwords.__spec__.loader.exec_module(fresh)
    hasher = fresh._hasher
    assert hasher.type.name == "ID" and hasher.memory_cost >= 19 * 1024 and hasher.time_cost >= 2


def test_signing_in_and_out_is_in_the_history(as_officer: Browser, session: Session, app: Flask) -> None:
    as_officer.get("/add").form("Lock").submit().form("Unlock").submit(password=PASSWORD)
    as_officer.get("/add").form("Sign out").submit()
    done = [line.action for line in session.scalars(select(AuditLine).where(AuditLine.by == "Sam Okafor"))]
    assert [one for one in done if one in ("sign in", "lock", "unlock", "sign out")] == [
        "sign in",
        "lock",
        "unlock",
        "sign out",
    ]
