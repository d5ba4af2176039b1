"""kill -9 while people save: every save that was acknowledged is there after the restart, once, with its line of history."""

import html
import os
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from enabler import audit, create_app
from enabler.config import Settings
from enabler.record import anchors
from enabler.vocabulary import Role
from enabler.web.db import db
from enabler.web.sessions import COOKIE
from tests.conftest import SECRET
from tests.web.house import House

SAVERS, SECONDS = 3, 1.5
ROOT = Path(__file__).parents[2]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """script/run's server on this instance, and its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"ENABLER_INSTANCE": str(folder), "ENABLER_SECRET": SECRET, "ENABLER_LOCK_MINUTES": "600"}
    server = subprocess.Popen(
        [sys.executable, "-m", "enabler.cli.serve", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, server
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            OPENER.open(f"{address}/sign-in", timeout=10).close()
            return
        except OSError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)


def _ask(address: str, token: str, data: dict[str, str] | None = None) -> tuple[int, str]:
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(address, data=body, headers={"Cookie": f"{COOKIE}={token}"})
    try:
        with OPENER.open(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, ""


def _save_on(address: str, token: str, csrf: str, stay_id: int, said: list[str]) -> None:
    """Saves contacts until the server is gone; `said` are those it acknowledged."""
    while True:
        text = f"note {secrets.token_hex(8)}"
        fields = {"csrf_token": csrf, "token": secrets.token_urlsafe(18), "for_stay": str(stay_id)}
        try:
            status, _ = _ask(address, token, fields | {"on": "today", "text": text})
        except OSError:
            return
        if status == 302:
            said.append(text)


def test_killed_while_saving(house: House, tmp_path: Path) -> None:
    shutil.copyfile(house.file, tmp_path / "enabler.sqlite3")
    stay_id, token = house.places["stay_id"], house.tokens[Role.OFFICER]
    said: list[str] = []
    with served(tmp_path) as (address, server):
        form = f"{address}/stays/{stay_id}/contacts/new"
        _, page = _ask(form, token)
        csrf = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        assert csrf is not None
        work = (form, token, html.unescape(csrf[1]), stay_id, said)
        savers = [threading.Thread(target=_save_on, args=work) for _ in range(SAVERS)]
        for saver in savers:
            saver.start()
        time.sleep(SECONDS)
        server.kill()
        for saver in savers:
            saver.join()
    assert len(said) >= SAVERS
    with served(tmp_path) as (address, server):
        assert _seconds_of_work(server) < 5
        assert _ask(f"{address}/stays/{stay_id}", token)[0] == 200
    _check(tmp_path, house, said)


def _seconds_of_work(server: subprocess.Popen[bytes]) -> float:
    """Processor time, which a busy machine does not stretch as it does the clock's."""
    spent = Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def _counted(file: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(file)) as connection:
        contacts = connection.execute("SELECT count(*) FROM contacts").fetchone()[0]
        return contacts, connection.execute("SELECT count(*) FROM audit WHERE action = 'add contact'").fetchone()[0]


def _check(folder: Path, house: House, said: list[str]) -> None:
    with closing(sqlite3.connect(folder / "enabler.sqlite3")) as connection:
        kept = [row[0] for row in connection.execute("SELECT text FROM contacts WHERE text LIKE 'note %'")]
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert set(said) <= set(kept) and len(kept) == len(set(kept))
    assert len(kept) - len(said) <= SAVERS  # saved, and killed before it could say so
    before, after = _counted(house.file), _counted(folder / "enabler.sqlite3")
    assert [after[place] - before[place] for place in (0, 1)] == [len(kept)] * 2
    app = create_app(Settings(instance=folder, database_url=f"sqlite:///{folder / 'enabler.sqlite3'}", secret=SECRET))
    with app.app_context():
        assert audit.broken_at(db.session()) is None
        assert anchors.verify(db.session(), folder).holds
        db.session.remove()
        db.engine.dispose()
