"""A locked, full, read-only or broken database: what was typed is shown, nothing is said to be saved that was not."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from enabler import database
from enabler.vocabulary import Role
from enabler.web.db import db
from tests.browser import Form, Page
from tests.web.house import House

WORDS = "Rang twice. <b>She</b> will call back on Thursday. " + "x" * 19_000  # more than fits into a page half full


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> float:
    """How long this test's database waits for a lock."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 2)
    return 2.0


@pytest.fixture
def app(house: House, tmp_path: Path, patience: float) -> Iterator[Flask]:
    with house.opened(tmp_path) as app:
        yield app


@pytest.fixture
def form(app: Flask, house: House) -> Form:
    """A contact, typed and not sent yet."""
    page = house.visitor(app, Role.OFFICER).get(f"/stays/{house.places['stay_id']}/contacts/new")
    return page.form().fill(on="today", text=WORDS)


def contacts(folder: Path) -> int:
    with sqlite3.connect(folder / "enabler.sqlite3") as connection:
        found = connection.execute("SELECT count(*) FROM contacts WHERE text LIKE 'Rang twice.%'").fetchone()
    connection.close()
    return int(found[0])


@contextmanager
def locked(folder: Path, seconds: float | None = None, how: str = "IMMEDIATE") -> Iterator[None]:
    """Somebody else holds the database, for some seconds or until we let go."""
    connection = sqlite3.connect(folder / "enabler.sqlite3", isolation_level=None, check_same_thread=False)
    connection.execute(f"BEGIN {how}")
    timer = threading.Timer(seconds, connection.rollback) if seconds else None
    if timer:
        timer.start()
    yield
    if timer:
        timer.join()
    connection.rollback()
    connection.close()


def says_so(page: Page) -> None:
    assert page.status == 503
    assert "nothing was saved" in page.main and "Saved" not in page.main
    assert "Rang twice. <b>She</b> will call back on Thursday." in page.main  # as typed, and as text
    assert "Traceback" not in page.html and "sqlite" not in page.html.lower()


def goes_in_now(form: Form, folder: Path) -> None:
    """The same form, sent again without a restart, is saved once."""
    assert form.submit().status == 200
    assert contacts(folder) == 1


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_locked_for_a_moment_it_waits_and_saves(form: Form, tmp_path: Path, patience: float, how: str) -> None:
    started = time.monotonic()
    with locked(tmp_path, patience / 2, how):
        assert form.submit_raw().status_code == 302
    assert time.monotonic() - started >= patience / 2
    assert contacts(tmp_path) == 1


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_locked_for_long_it_says_so(form: Form, tmp_path: Path, patience: float, how: str) -> None:
    started = time.monotonic()
    with locked(tmp_path, how=how):
        says_so(form.submit())
    assert time.monotonic() - started < 4 * patience
    assert contacts(tmp_path) == 0
    goes_in_now(form, tmp_path)


def test_the_real_patience_outlasts_three_seconds_and_not_thirty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert 3 < database.BUSY_SECONDS < 30


@contextmanager
def connections(do: Callable[[Any], None]) -> Iterator[None]:
    """Every connection from now on is spoilt in some way; afterwards they are whole again."""

    def spoil(connection: Any, _record: object) -> None:
        do(connection)

    db.engine.dispose()
    event.listen(db.engine, "connect", spoil)
    yield
    event.remove(db.engine, "connect", spoil)
    db.session.remove()
    db.engine.dispose()


def _full(connection: Any) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def _read_only(connection: Any) -> None:
    connection.execute("PRAGMA query_only = on")


@pytest.mark.parametrize("fault", [_full, _read_only])
def test_disk_full_or_read_only(form: Form, tmp_path: Path, fault: Callable[[Any], None]) -> None:
    with connections(fault):
        says_so(form.submit())
    assert contacts(tmp_path) == 0
    goes_in_now(form, tmp_path)


@contextmanager
def failing(moment: str, words: tuple[str, ...] = ("",)) -> Iterator[None]:
    """The disk fails at a statement that begins with one of these words, or at the commit."""

    def fail(*given: Any) -> None:
        if moment == "commit" or str(given[2]).startswith(words):
            raise OperationalError("", {}, sqlite3.OperationalError("disk I/O error"))

    event.listen(db.engine, moment, fail)
    yield
    event.remove(db.engine, moment, fail)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("before_cursor_execute", ("INSERT INTO contacts",)),
        ("before_cursor_execute", ("INSERT INTO audit",)),
        ("before_cursor_execute", ("INSERT INTO submissions",)),
        ("before_cursor_execute", ("SELECT",)),
        ("commit", ("",)),
    ],
)
def test_an_error_of_the_disk_at_any_step(form: Form, tmp_path: Path, moment: str, words: tuple[str, ...]) -> None:
    with failing(moment, words):
        says_so(form.submit())
    assert contacts(tmp_path) == 0
    goes_in_now(form, tmp_path)


def test_what_was_saved_is_not_called_lost_when_only_the_message_fails(form: Form, tmp_path: Path) -> None:
    with failing("before_cursor_execute", ("UPDATE sessions",)):
        assert form.submit_raw().status_code == 302
    assert contacts(tmp_path) == 1


def test_passwords_are_not_shown_back(app: Flask, house: House, tmp_path: Path) -> None:
    visitor = house.visitor(app, Role.OFFICER)
    page = visitor.get("/password").form()
    with locked(tmp_path, how="EXCLUSIVE"):
        answer = page.submit(
            old_password="four quiet lamps", password="seven loud kettles", password_again="seven loud kettles"
        )
    assert answer.status == 503 and "lamps" not in answer.html and "kettles" not in answer.html
