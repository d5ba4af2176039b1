"""The copy of a SQLite database that is made before its tables change."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from enabler import clock


def copy_before(file: Path, revision: str) -> Path:
    """Copy the database into `backups` beside it, whole or not at all, named by its revision and the time."""
    folder = file.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"before-upgrade-from-{revision}-{clock.now():%Y%m%d-%H%M%S}.sqlite"
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.rename(copy)
    return copy
