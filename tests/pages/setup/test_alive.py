"""What a monitor hears: it tries for real, seldom, in a moment, and gives nothing away."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from enabler import create_app
from enabler.audit import CHAIN_LOCK
from enabler.config import Settings
from enabler.database import lock_for_append
from enabler.migrations import upgrade
from enabler.record.keeping import sign_of_life
from enabler.web.db import db
from tests.conftest import SECRET

MOMENT = 0.4


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment is short here, and each question finds out anew."""
    monkeypatch.setattr(sign_of_life, "MOMENT_SECONDS", MOMENT)
    monkeypatch.setattr(sign_of_life, "EVERY_SECONDS", 0)


def ask(app: Flask) -> TestResponse:
    return app.test_client().get("/alive", base_url="https://localhost")


def is_well(app: Flask) -> bool:
    answer = ask(app)
    assert answer.text in ("alive\n", "not alive: nothing can be saved\n")
    assert answer.status_code == (200 if answer.text == "alive\n" else 503)
    return answer.status_code == 200


def trials(app: Flask) -> list[str]:
    """Every write from now on, as the database gets it."""
    found: list[str] = []

    def note(*given: Any) -> None:
        if given[2].startswith(("PRAGMA user_version =", "UPDATE")):
            found.append(given[2])

    event.listen(db.engine, "before_cursor_execute", note)
    return found


def test_well(app: Flask, tmp_path: Path) -> None:
    before = (tmp_path / "enabler.sqlite3").read_bytes()
    answer = ask(app)
    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    assert (tmp_path / "enabler.sqlite3").read_bytes() != before, "it was not written for real"


def test_tried_once_for_whoever_asks(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    written = trials(app)
    people = [threading.Thread(target=ask, args=(app,)) for _ in range(10)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(written) == 1
    monkeypatch.setattr(sign_of_life, "EVERY_SECONDS", 0)
    assert is_well(app) and is_well(app) and len(written) == 3


@contextmanager
def spoilt(do: Callable[[Any], None]) -> Iterator[None]:
    """Every connection from now on is spoilt in some way; afterwards they are whole again."""

    def spoil(connection: Any, _record: object) -> None:
        do(connection)

    db.engine.dispose()
    event.listen(db.engine, "connect", spoil)
    yield
    event.remove(db.engine, "connect", spoil)
    db.engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_read_only(app: Flask) -> None:
    with spoilt(lambda connection: connection.execute("PRAGMA query_only = on")):
        assert not is_well(app)
    assert is_well(app)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("moment", ["commit", "before_cursor_execute"])
def test_the_disk_is_full(app: Flask, moment: str) -> None:
    def full(*_: object) -> None:
        raise OperationalError("", {}, sqlite3.OperationalError("database or disk is full"))

    event.listen(db.engine, moment, full)
    assert not is_well(app)
    event.remove(db.engine, moment, full)
    assert is_well(app)


@pytest.mark.usefixtures("impatient")
def test_locked_for_longer_than_a_moment(app: Flask, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "enabler.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        assert not is_well(app)
        assert not is_well(app), "nobody knows yet"
        assert time.monotonic() - started < 4 * MOMENT
        other.execute("ROLLBACK")
    _soon(lambda: is_well(app))


def test_a_disk_that_hangs_for_ever(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first waits a moment, and whoever comes later hears at once what is known."""
    monkeypatch.setattr(sign_of_life, "MOMENT_SECONDS", MOMENT)
    hangs = threading.Event()

    def hang(*_: object) -> None:
        hangs.wait(20)

    event.listen(db.engine, "commit", hang)
    assert not is_well(app)
    started = time.monotonic()
    assert not any(is_well(app) for _ in range(5))
    assert time.monotonic() - started < MOMENT
    hangs.set()
    _soon(lambda: is_well(app))


def _soon(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.postgres
@pytest.mark.usefixtures("impatient")
def test_postgres(new_postgres_database: Callable[..., str], tmp_path: Path) -> None:
    """Somebody forgot a transaction in the middle of a save; a standby takes no writes."""
    url = new_postgres_database()
    upgrade(url)
    app = create_app(Settings(instance=tmp_path, database_url=url, secret=SECRET))
    engine = create_engine(url)
    with app.app_context():
        assert is_well(app)
        with Session(engine) as forgotten:
            lock_for_append(forgotten, CHAIN_LOCK)
            assert not is_well(app)
        _soon(lambda: is_well(app))
        with engine.begin() as connection:
            connection.execute(text(f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = on"))
        db.engine.dispose()
        assert not is_well(app)
        db.engine.dispose()
    engine.dispose()
