"""Each kind of fault: the page keeps what was typed and shows a reference; the log and the traces hold that and no
word of it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from enabler import database
from enabler.faults import TRACES
from enabler.record.stay import contacts
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.db import db
from tests.browser import Form, Page
from tests.web.house import House
from tests.web.test_faults import _full, _read_only, connections, locked

WORDS = "Mrs Quillfeather said the ferret bit her. " + "x" * 19_000


@pytest.fixture
def app(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    with house.opened(tmp_path) as app:
        yield app


@pytest.fixture
def form(app: Flask, house: House) -> Form:
    page = house.visitor(app, Role.OFFICER).get(f"/stays/{house.places['stay_id']}/contacts/new")
    return page.form().fill(on="today", text=WORDS, with_whom="Quillfeather")


@contextmanager
def disk_error() -> Iterator[None]:
    """The library's own fault, with its code, as a failing disk gives it."""

    def fail(*given: Any) -> None:
        if str(given[2]).startswith("INSERT INTO contacts"):
            fault = sqlite3.OperationalError("disk I/O error")
            fault.sqlite_errorcode, fault.sqlite_errorname = sqlite3.SQLITE_IOERR_WRITE, "SQLITE_IOERR_WRITE"
            raise fault

    event.listen(db.engine, "before_cursor_execute", fail)
    yield
    event.remove(db.engine, "before_cursor_execute", fail)


DATABASE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "full": (lambda _: connections(_full), "SQLITE_FULL"),
    "read-only": (lambda _: connections(_read_only), "SQLITE_READONLY"),
    "locked": (lambda folder: locked(folder, how="EXCLUSIVE"), "SQLITE_BUSY"),
    "failing": (lambda _: disk_error(), "SQLITE_IOERR_WRITE"),
}


@pytest.mark.parametrize("kind", DATABASE)
def test_a_fault_of_the_database(
    form: Form, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    fault, code = DATABASE[kind]
    with fault(tmp_path):
        page = form.submit()
    assert page.status == 503 and "nothing was saved" in page.main
    assert code in told_once_and_without_words(page, tmp_path, caplog, capfd)


def _number(*_given: object, **given: Any) -> None:
    int(given.get("text", WORDS))


def _refused(*_given: object, **given: Any) -> None:
    raise ExceptionGroup(str(given), [Refused(WORDS)])


def _constraint(session: Session, **given: Any) -> None:
    session.execute(text("INSERT INTO contacts (text, ref) VALUES (:text, :text)"), {"text": given["text"]})


def _no_such_table(session: Session, **given: Any) -> None:
    session.execute(text("SELECT :text FROM quills"), {"text": given["text"]})


def _wrong_type(session: Session, **given: Any) -> None:
    session.execute(text("SELECT :text"), {"text": [given["text"]]})


@pytest.mark.parametrize("fault", [_number, _refused, _constraint, _no_such_table, _wrong_type])
def test_a_fault_in_a_command(
    form: Form, tmp_path: Path, fault: Callable[..., None], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(contacts, "add_contact", fault)
    page = form.submit()
    assert page.status == 500
    assert f"in {fault.__name__}" in told_once_and_without_words(page, tmp_path, caplog, capfd)


def _in_a_view(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def view(stay_id: int) -> Any:
        raise LookupError(f"{stay_id}: {WORDS}")

    view.access_rule = app.view_functions["patient.add_contact"].access_rule  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "patient.add_contact", view)


def _in_a_template(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "fields_of", lambda form: {}[form.text.data])


def _after_the_view(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(response: Any) -> Any:
        if response.status_code == 422:
            raise ValueError(WORDS)
        return response

    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], fail])


@pytest.mark.parametrize("put_fault", [_in_a_view, _in_a_template, _after_the_view])
def test_a_fault_around_it(
    app: Flask, form: Form, tmp_path: Path, put_fault: Callable[[Flask, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    put_fault(app, monkeypatch)
    page = form.submit(on="no such day")
    assert page.status == 500
    told_once_and_without_words(page, tmp_path, caplog, capfd)


def told_once_and_without_words(
    page: Page, folder: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> str:
    """What the log and the traces say, after it was seen that they hold the page's reference and not what was typed."""
    assert page.main.count("What you typed") == 1 and page.main.count(WORDS.strip()) == 1
    assert "Traceback" not in page.html and "sqlite" not in page.html.lower()
    shown = re.search(r"reference ([0-9A-F]{8})", page.main)
    assert shown, page.main
    log, traces = caplog.text + "".join(capfd.readouterr()), (folder / TRACES).read_text()
    assert log.count(shown[1]) == 1 and traces.count(shown[1]) == 1 and len(caplog.records) == 1
    for word in ("Quillfeather", "ferret", "xxxx"):
        assert word not in log + traces
    return log + traces


def test_what_was_typed_beside_a_file_is_kept_too(app: Flask, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_a_view(app, monkeypatch)
    answer = form.page.browser.send("POST", form.page.url, data=dict(form.values), content_type="multipart/form-data")
    assert answer.status_code == 500 and WORDS.strip() in answer.get_data(as_text=True)
