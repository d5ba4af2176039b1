"""kill -9 while people save: every save that was acknowledged is there after the restart, once, with its line of
history."""

import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

from enabler import create_app
from enabler.config import Settings
from enabler.record.keeping import audit_check
from enabler.vocabulary import Role
from enabler.web.db import db
from tests.conftest import SECRET
from tests.server import ask, served
from tests.web.house import House

SAVERS = 3
HIDDEN = re.compile(r'name="(csrf_token|token)"[^>]* value="([^"]+)"')


def _save_on(address: str, token: str, stay_id: int, said: list[str]) -> None:
    """Saves contacts until the server is gone; `said` are those it acknowledged."""
    while True:
        text = f"note {secrets.token_hex(8)}"
        try:
            hidden = dict(HIDDEN.findall(ask(address, token)[1]))
            status, _ = ask(address, token, hidden | {"for_stay": str(stay_id), "on": "today", "text": text})
        except (OSError, HTTPException):
            return
        if status == 302:
            said.append(text)


def test_killed_while_saving(house: House, tmp_path: Path) -> None:
    for file in (house.file, *house.file.parent.glob("audit-*")):
        shutil.copy(file, tmp_path)
    stay_id, token = house.places["stay_id"], house.tokens[Role.OFFICER]
    said: list[str] = []
    with served(tmp_path) as (address, server):
        form = f"{address}/stays/{stay_id}/contacts/new"
        work = (form, token, stay_id, said)
        savers = [threading.Thread(target=_save_on, args=work) for _ in range(SAVERS)]
        for saver in savers:
            saver.start()
        _wait_until(lambda: len(said) >= 2 * SAVERS)
        server.kill()
        for saver in savers:
            saver.join()
    with served(tmp_path) as (address, server):
        assert _seconds_of_work(server) < 5
        assert ask(f"{address}/stays/{stay_id}", token)[0] == 200
    _check(tmp_path, house, said)


def test_what_it_started_ends_with_it(house: House, tmp_path: Path) -> None:
    """The process that lays out PDFs stays no longer than the server, however that ends."""
    for file in (house.file, *house.file.parent.glob("audit-*")):
        shutil.copy(file, tmp_path)
    with served(tmp_path) as (address, server):
        paper = ask(f"{address}/stays/{house.places['stay_id']}/summary.pdf", house.tokens[Role.OFFICER])
        assert paper[0] == 200 and paper[1].startswith("%PDF-")
        (press,) = _children(server.pid)
    _wait_until(lambda: not _is_running(press))


def _wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def _children(parent: int) -> list[str]:
    """Of all its threads: whichever asked for the first PDF started it."""
    return [
        child for task in Path(f"/proc/{parent}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def _is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


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
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder / 'enabler.sqlite3'}", secret=SECRET)
    app = create_app(settings)
    with app.app_context():
        assert audit_check.verify(db.session(), settings).says.endswith("each follows from the one before")
        db.session.remove()
        db.engine.dispose()
