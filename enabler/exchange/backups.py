"""Whole copies of a SQLite database: made while it is in use, checked before they count, put back with the old one kept."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from enabler.migrations.revisions import known_revisions, sqlite_file
from enabler.rules.refusal import Refused

BUSY = "Somebody is using the database all the time. Stop Enabler, then try again. Nothing was changed."


def back_up(url: str, to: Path) -> int:
    """Copy the database at `url` to a new file, while others use it, and check the copy. Its size in bytes."""
    file = _file_of(url, "pg_dump")
    if not file.exists():
        raise Refused("There is no database yet, so there is nothing to copy.")
    if to.exists():
        raise Refused(f"{to} is there already. Choose another name: a backup never replaces a file.")
    with _unfinished(to) as part:
        _copy(file, part)
        check_copy(part)
        part.rename(to)
    return to.stat().st_size


def check_copy(file: Path) -> str:
    """The revision of a whole and sound database of ours; anything else is refused."""
    if not file.is_file():
        raise Refused(f"{file} is not a file.")
    try:
        with closing(_reading(file)) as copy:
            sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as fault:
        raise Refused(f"{file} is damaged, or not a backup of Enabler: {fault}. Nothing was changed.") from None
    if not sound or loose or revision is None:
        raise Refused(f"{file} is damaged: it does not pass its checks. Nothing was changed.")
    if revision[0] not in known_revisions():
        raise Refused(f"{file} was written by a newer Enabler. Restore it with that one. Nothing was changed.")
    return str(revision[0])


def restore(url: str, source: Path, now: datetime) -> Path | None:
    """Put a checked backup in the place of the database, and keep what was there beside it, under the name returned.

    What was there is overwritten through SQLite, so that a program which has it open reads the restored rows.
    """
    file = _file_of(url, "pg_restore")
    check_copy(source)
    kept = _keep_old(file, now)
    try:
        _copy(source, file)
    except sqlite3.OperationalError as fault:
        if "locked" in str(fault):
            raise Refused(BUSY) from None
        raise
    except sqlite3.DatabaseError:  # what was there is no database any more: nobody can have it open
        with _unfinished(file) as part:
            _copy(source, part)
            part.replace(file)
    check_copy(file)
    return kept


def _copy(source: Path, target: Path) -> None:
    with closing(_reading(source)) as old, closing(sqlite3.connect(target, timeout=10)) as new:
        old.backup(new)
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _keep_old(file: Path, now: datetime) -> Path | None:
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return None
    kept = file.with_name(f"{file.stem}-before-restore-{now:%Y%m%d-%H%M%S}{file.suffix}")
    with _unfinished(kept) as part:
        try:
            _copy(file, part)
        except sqlite3.OperationalError as fault:
            if "locked" in str(fault):
                raise Refused(BUSY) from None
            shutil.copyfile(file, part)
        except sqlite3.DatabaseError:
            shutil.copyfile(file, part)
        part.rename(kept)
    return kept


@contextmanager
def _unfinished(final: Path) -> Iterator[Path]:
    """A file beside the final one, for its owner only; gone afterwards unless it was renamed."""
    part = final.with_name(f".{final.name}.unfinished")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=10)


def _file_of(url: str, tool: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise Refused(
            "These records are in PostgreSQL, which has its own tools for whole copies: "
            f"use {tool} on that server. Nothing was done."
        )
    return file.resolve()
