"""What never waits: style sheets beside pages that wait for the database, and anybody beside silent connections."""

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from enabler.cli.waitress_server import THREADS
from enabler.migrations.revisions import sqlite_file
from tests.server import ask, served

STYLE = "/static/enabler.css"


@contextmanager
def held(url: str) -> Iterator[None]:
    """Somebody has begun something in the database and forgotten it: nobody reads or writes."""
    file = sqlite_file(url)
    if file is not None:
        with closing(sqlite3.connect(file, isolation_level=None)) as forgotten:
            forgotten.execute("BEGIN EXCLUSIVE")
            yield
            return
    engine = create_engine(url)
    with engine.connect() as forgotten_there:
        forgotten_there.execute(text("LOCK TABLE users IN ACCESS EXCLUSIVE MODE"))
        yield
    engine.dispose()


def test_a_style_sheet_waits_for_nobody(empty_database_url: str, tmp_path: Path) -> None:
    with served(tmp_path / "instance", ENABLER_DATABASE_URL=empty_database_url) as (address, _):
        answers: list[int] = []

        def wait_for_a_page() -> None:
            answers.append(ask(f"{address}/first")[0])

        people = [threading.Thread(target=wait_for_a_page) for _ in range(THREADS + 1)]
        with held(empty_database_url):
            for one in people:
                one.start()
            time.sleep(0.5)
            assert ask(address + STYLE, within=2)[0] == 200
            assert answers == []
        for one in people:
            one.join()
        assert answers == [200] * len(people)


def test_silent_connections_keep_nobody_out(tmp_path: Path) -> None:
    with served(tmp_path) as (address, _), ExitStack() as silent:
        port = int(address.rsplit(":", 1)[1])
        for _ in range(300):
            silent.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
        time.sleep(0.5)
        assert ask(f"{address}/sign-in", within=5)[0] == 302  # to the page of the first start
