"""PDFs are laid out by a process of their own, which is replaced when it dies or hangs, and which fetches nothing."""

import io
import os
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from enabler.pages.reports.printing import paper, pdf, press
from enabler.pages.reports.printing.pdf import NotPrinted, PdfMissing, TooLong
from enabler.pages.reports.printing.press import Press, print_apart
from tests import makers
from tests.browser import Browser
from tests.pages.reports.reading import text_of

BUSY = "The PDF could not be made just now"


@pytest.fixture(scope="module")
def one_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """It takes a second to start, so the tests share it; none may mind whether it runs already."""
    made = Press(tmp_path_factory.mktemp("instance"))
    yield made
    made.stop()


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward, ready=9, bed="B1", barriers=["rent_arrears"])


@pytest.fixture
def served(app: Flask, one_press: Press) -> None:
    """As the server serves: PDFs come from the press."""
    print_apart(app)
    app.extensions[press.EXTENSION] = one_press


def page(text: str) -> str:
    return f'<html lang="en"><head><title>Sheet</title></head><body><h1>{text}</h1></body></html>'


def made_by(one: Press, text: str = "Sheet") -> bytes:
    return one.make_pdf(page(text), most_pages=None, attached=None)


def pid(one: Press) -> int:
    assert one._process is not None
    return one._process.pid


def test_a_paper_comes_from_the_press(as_officer: Browser, stay: Stay, one_press: Press, served: None) -> None:
    made = as_officer.send("GET", f"/stays/{stay.id}/summary.pdf")
    assert made.mimetype == "application/pdf" and "Printed by Sam Okafor" in text_of(made.data)
    assert pid(one_press) != os.getpid()


def test_nobody_waits_for_the_database_while_it_prints(
    as_officer: Browser, stay: Stay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def make(html: str, **_: object) -> bytes:
        with closing(sqlite3.connect(tmp_path / "enabler.sqlite3", timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("ROLLBACK")
        return b"%PDF-"

    monkeypatch.setattr(paper, "make_pdf", make)
    assert as_officer.send("GET", f"/stays/{stay.id}/summary.pdf").mimetype == "application/pdf"
    assert as_officer.send("GET", f"/wards/{stay.ward_id}/list.pdf").mimetype == "application/pdf"
    assert as_officer.send("GET", "/days-avoided.pdf").mimetype == "application/pdf"


def test_each_gets_their_own(one_press: Press) -> None:
    made: dict[str, bytes] = {}

    def ask(name: str) -> None:
        made[name] = made_by(one_press, name)

    people = [threading.Thread(target=ask, args=(f"Sheet of bed {number}",)) for number in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(made) == 6 and all(name in text_of(content) for name, content in made.items())


def test_one_that_died_is_replaced(one_press: Press) -> None:
    made_by(one_press)
    first = pid(one_press)
    os.kill(first, signal.SIGKILL)
    assert "Again" in text_of(made_by(one_press, "Again"))
    assert pid(one_press) != first


def test_one_that_hangs_is_replaced_and_the_paper_comes_as_a_page(
    as_officer: Browser, stay: Stay, one_press: Press, served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(one_press)
    hangs = pid(one_press)
    os.kill(hangs, signal.SIGSTOP)
    with monkeypatch.context() as patience:
        patience.setattr(press, "LAYING_OUT_SECONDS", 0.2)
        answer = as_officer.get(f"/stays/{stay.id}/summary.pdf")
    assert answer.status == 200 and BUSY in answer.main and "apt-get" not in answer.main
    with pytest.raises(ProcessLookupError):
        os.kill(hangs, 0)
    assert "Another" in text_of(made_by(one_press, "Another"))


def test_a_document_that_breaks_it_twice_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotPrinted):
        made_by(Press(tmp_path))


def test_too_many_at_once_print_from_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "MOST_AT_ONCE", 0)
    with pytest.raises(NotPrinted):
        made_by(Press(tmp_path))


def test_what_it_says_of_a_document(one_press: Press) -> None:
    with pytest.raises(TooLong):
        one_press.make_pdf(page("<p style='break-before: page'>Two</p>" * 2), most_pages=1, attached=None)
    attached = pikepdf.open(io.BytesIO(one_press.make_pdf(page("x"), most_pages=1, attached={"a.json": "{}"})))
    assert attached.attachments["a.json"].get_file().read_bytes() == b"{}"
    one_press.check_can_make()


def test_what_goes_wrong_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A missing library is said as everywhere; any other fault leaves its trace, without what the sheet says."""

    def fail(html: str, **_: object) -> bytes:
        raise PdfMissing if html == "missing" else ValueError(html)

    monkeypatch.setattr(pdf, "make_pdf", fail)
    assert isinstance(press._made(("missing", None, {}), tmp_path), PdfMissing)
    assert isinstance(press._made(("Larkin", None, {}), tmp_path), NotPrinted)
    trace = (tmp_path / "traces.log").read_text()
    assert "the press" in trace and "ValueError" in trace and "Larkin" not in trace


def test_it_fetches_nothing(one_press: Press, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a1b2c3")
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.setblocking(False)
        there = f"http://127.0.0.1:{listening.getsockname()[1]}"
        html = page(
            f'<img src="{there}/a.png"><link rel="stylesheet" href="{there}/b.css"><object data="{secret.as_uri()}"></object>'
            f'<img src="{secret.as_uri()}"><a rel="attachment" href="{secret.as_uri()}">here</a>'
        )
        made = pikepdf.open(io.BytesIO(one_press.make_pdf(html, most_pages=None, attached=None)))
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert list(made.attachments) == []
    assert "a1b2c3" not in text_of(one_press.make_pdf(html, most_pages=None, attached=None))


def test_it_ends_with_whoever_started_it(one_press: Press) -> None:
    made_by(one_press)
    assert one_press._process is not None and one_press._line is not None
    one_press._line.close()
    assert one_press._process.wait(timeout=10) == 0
    one_press.stop()
