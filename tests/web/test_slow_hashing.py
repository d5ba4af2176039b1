"""Hashing a password takes a tenth of a second and every core: nobody's save and nobody's page may wait for it."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.audit import command_line
from enabler.cli import accounts
from enabler.database import atomic
from enabler.models import User, Ward
from enabler.record.people import passwords
from enabler.record.people.setup_code import make_setup_code
from enabler.web.db import db
from tests.browser import HOST, PASSWORD, Browser

NEW = "seven loud kettles by night"
Doing = Callable[[Browser], object]


class Watched:
    """A hasher that notes whether a transaction was open while it worked."""

    def __init__(self) -> None:
        self.quick = passwords._hasher
        self.open: list[bool] = []

    def hash(self, password: str) -> str:
        self._look()
        return self.quick.hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        self._look()
        return self.quick.verify(password_hash, password)

    def _look(self) -> None:
        session = db.session()
        self.open.append(bool(session.info.get("atomic")) or session.in_transaction())


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    passwords._decoy()
    watched = Watched()
    monkeypatch.setattr(passwords, "_hasher", watched)
    return watched


def sign_in(name: str, password: str) -> Doing:
    return lambda browser: Browser(browser.app).get("/sign-in").form().submit(name=name, password=password)


def unlock(password: str) -> Doing:
    return lambda browser: browser.get("/password").form("Lock").submit().form("Unlock").submit(password=password)


def change_password(old: str, new: str = NEW) -> Doing:
    fields = {"old_password": old, "password": new, "password_again": new}
    return lambda browser: browser.get("/password").form("Change password").submit(**fields)


def export(password: str) -> Doing:
    fields = {"study": "Waits 2026", "reason": "Review", "password": password}
    return lambda browser: browser.get("/export").form().submit_raw(**fields)


def create_user(browser: Browser) -> object:
    return browser.get("/users/new").form().submit(name="Jo Marsh", role="evaluator")


def reset_password(browser: Browser) -> object:
    return browser.get("/users/1/password").form("one-time").submit()


@pytest.mark.parametrize(
    ("who", "doing", "times"),
    [
        ("administrator", sign_in("Ada Ashworth", PASSWORD), 1),
        ("administrator", sign_in("Ada Ashworth", "a guess"), 1),
        ("administrator", sign_in("Nobody Here", "a guess"), 1),
        ("administrator", unlock(PASSWORD), 1),
        ("administrator", unlock("a guess"), 1),
        ("administrator", change_password(PASSWORD), 2),
        ("administrator", change_password("a guess"), 1),
        ("administrator", create_user, 1),
        ("administrator", reset_password, 1),
        ("evaluator", export(PASSWORD), 1),
        ("evaluator", export("a guess"), 1),
    ],
)
def test_no_transaction_is_open_while_a_password_is_hashed(
    app: Flask, request: pytest.FixtureRequest, watched: Watched, who: str, doing: Doing, times: int
) -> None:
    browser = Browser(app).sign_in(request.getfixturevalue(who))
    watched.open.clear()
    doing(browser)
    assert watched.open == [False] * times


def test_nor_for_the_first_account(app: Flask, browser: Browser, watched: Watched) -> None:
    code = make_setup_code(app.config["ENABLER"].instance)
    assert browser.get("/first").form().submit(code=code, name="Ada Ashworth", password=PASSWORD).heading == "Wards"
    assert watched.open == [False]


def test_nor_by_command(app: Flask, watched: Watched) -> None:
    command = accounts.create_user.callback.__wrapped__  # type: ignore[union-attr]
    command(by=command_line("tests"), name="Jo Marsh", role="evaluator", wards=())
    assert watched.open == [False]


def test_a_try_too_many_is_not_even_looked_at(
    browser: Browser, session: Session, officer: User, watched: Watched
) -> None:
    for _ in range(40):
        browser.get("/sign-in").form().submit(name=officer.name, password="a guess")
    assert len(watched.open) <= 8


def test_a_save_goes_through_while_somebody_else_is_being_checked(
    app: Flask, session: Session, ward: Ward, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    fits = passwords.password_fits

    def slow(password_hash: str | None, password: str) -> bool:
        begun.set()
        assert go_on.wait(20)
        return fits(password_hash, password)

    monkeypatch.setattr("enabler.record.people.password_checks.password_fits", slow)
    door = Browser(app)
    form = door.get("/sign-in").form().fill(name=officer.name, password="a guess")
    guesser = threading.Thread(
        target=lambda: door.client.post("/sign-in", base_url=HOST, data=dict(form.values), headers={"Referer": HOST})
    )
    guesser.start()
    try:
        assert begun.wait(20)
        with atomic(session):
            session.get_one(Ward, ward.id).phone = "0116 496 0101"
    finally:
        go_on.set()
        guesser.join()
