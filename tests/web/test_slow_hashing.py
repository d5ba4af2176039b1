"""Hashing a password takes long on purpose: nothing waits for it, because no transaction is open meanwhile."""

import threading
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import User, Ward
from enabler.record import passwords
from enabler.record.setup_code import make_setup_code
from enabler.web.db import db
from tests.browser import HOST, PASSWORD, Browser

NEW = "seven brown kettles sing"


class Watched:
    """A hasher that fails where somebody would wait for it."""

    def __init__(self) -> None:
        self.used = 0
        self.really = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)

    def _look(self) -> None:
        self.used += 1
        session = db.session()
        assert not session.info.get("atomic"), "a password is hashed inside a transaction"
        assert not session.in_transaction(), "a password is hashed while the database is being read"

    def hash(self, password: str) -> str:
        self._look()
        return self.really.hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        self._look()
        return self.really.verify(password_hash, password)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    hasher = Watched()
    passwords._decoy.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", hasher)
    yield hasher
    passwords._decoy.cache_clear()


def test_no_transaction_is_open_wherever_a_password_is_checked_or_set(
    app: Flask, officer: User, administrator: User, evaluator: User, watched: Watched
) -> None:
    door = Browser(app)
    door.get("/sign-in").form().submit(name="Nobody Known", password="a guess")
    door.get("/sign-in").form().submit(name=officer.name, password="a guess")
    door.sign_in(officer)
    locked = door.get("/add").form("Lock").submit()
    locked.form("Unlock").submit(password="a guess")
    door.get("/add").form("Unlock").submit(password=PASSWORD)
    change = door.get("/password").form()
    change.submit(old_password="a guess", password=NEW, password_again=NEW)
    door.get("/password").form().submit(old_password=PASSWORD, password=NEW, password_again=NEW)
    master = Browser(app).sign_in(administrator)
    master.get("/users/new").form().submit(name="Jo Marsh", role="evaluator")
    master.get(f"/users/{officer.id}/password").form().submit()
    out = Browser(app).sign_in(evaluator)
    out.get("/export").form().submit_raw(study="Study", reason="Why", password="a guess")
    assert watched.used >= 13


def test_setting_up_hashes_outside_too(app: Flask, watched: Watched) -> None:
    code = make_setup_code(app.config["ENABLER"].instance)
    form = Browser(app).get("/first").form()
    form.submit(code=code, name="Ada Ashworth", password=NEW)
    assert watched.used


def test_a_save_goes_through_while_somebody_else_is_being_checked(
    app: Flask, session: Session, ward: Ward, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    fits = passwords.password_fits

    def slow(password_hash: str | None, password: str) -> bool:
        begun.set()
        assert go_on.wait(20)
        return fits(password_hash, password)

    monkeypatch.setattr("enabler.record.password_checks.password_fits", slow)
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
