"""The records as they stand at one moment, to read for as long as it takes: nobody who saves waits for it."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from enabler.database import BUSY_SECONDS, end_reading, is_sqlite
from enabler.rules.refusal import Refused

PREFIX = ".reading-"
LEFT_BEHIND_SECONDS = 24 * 3600
LEAST_LEFT_FREE = 200 * 2**20  # bytes: a copy must not be what fills the disk
SMALL_CACHE = "PRAGMA cache_size = -4096"  # rows that are read once need no memory


@contextmanager
def as_it_stands(session: Session, instance: Path) -> Iterator[Session]:
    """A session of its own on the records as they are now: on a copy, since SQLite's writers wait for a long reader.

    PostgreSQL keeps a reader's moment for it. Raises Refused when there is no room for the copy.
    """
    end_reading(session)
    if is_sqlite(session):
        with _copy(session.get_bind().engine, instance) as engine, Session(engine) as reading:
            reading.execute(text(SMALL_CACHE))
            yield reading
        return
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(session.get_bind().engine) as reading:
        reading.connection(execution_options=options)
        yield reading


@contextmanager
def _copy(original: Engine, instance: Path) -> Iterator[Engine]:
    file = Path(str(original.url.database)).absolute()
    _forget_old_ones(instance)
    _check_room(file, instance)
    with TemporaryDirectory(prefix=PREFIX, dir=instance) as folder:  # made for its owner only
        copy = Path(folder) / "copy.sqlite3"
        source = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            target.execute("PRAGMA synchronous = off")  # writers wait until it is written, and it need not last
            source.backup(target)
        engine = create_engine(f"sqlite:///{copy}", hide_parameters=True)
        try:
            yield engine
        finally:
            engine.dispose()


def _check_room(file: Path, instance: Path) -> None:
    if shutil.disk_usage(instance).free < file.stat().st_size + LEAST_LEFT_FREE:
        raise Refused("The disk has no room for a copy of the records to read from. Make room, then try again.")


def _forget_old_ones(instance: Path) -> None:
    """A copy whose reader was killed stays behind, with everybody's names in it."""
    for folder in instance.glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > LEFT_BEHIND_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
