"""A moment's copy to read a long export from: SQLite's writers would have to wait for a long reader."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from enabler.database import is_sqlite

SMALL_CACHE = "PRAGMA cache_size = -4096"  # rows that are read once need no memory


@contextmanager
def as_it_stands(session: Session, instance: Path) -> Iterator[Session]:
    """A session on the records as they are now. PostgreSQL keeps its readers out of the way by itself."""
    if not is_sqlite(session):
        yield session
        return
    file = Path(str(session.get_bind().engine.url.database)).absolute()
    with TemporaryDirectory(prefix=".reading-", dir=instance) as folder:  # made for its owner only
        copy = Path(folder) / "copy.sqlite3"
        source = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=20)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        engine = create_engine(f"sqlite:///{copy}", hide_parameters=True)
        try:
            with Session(engine) as reading:
                reading.execute(text(SMALL_CACHE))
                yield reading
        finally:
            engine.dispose()
