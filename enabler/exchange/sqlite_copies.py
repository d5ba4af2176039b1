"""Copies of a SQLite database: made while it is in use, checked, put in its place with the old one kept."""

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


def file_of(url: str, tool: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise Refused(
            "These records are in PostgreSQL, which has its own tools for whole copies: "
            f"use {tool} on that server. Nothing was done."
        )
    return file.resolve()


def copy_database(source: Path, target: Path) -> None:
    with closing(_reading(source)) as old, closing(sqlite3.connect(target, timeout=10)) as new:
        old.backup(new)
    with target.open("rb") as written:
        os.fsync(written.fileno())


def check_copy(file: Path, called: Path) -> None:
    """A whole and sound database of ours; anything else is refused, by the name that people know it by."""
    if not file.is_file():
        raise Refused(f"{called} is not a file.")
    try:
        with closing(_reading(file)) as copy:
            sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as fault:
        raise Refused(f"{called} is damaged, or not a backup of Enabler: {fault}. Nothing was changed.") from None
    if not sound or loose or revision is None:
        raise Refused(f"{called} is damaged: it does not pass its checks. Nothing was changed.")
    if revision[0] not in known_revisions():
        raise Refused(f"{called} was written by a newer Enabler. Restore it with that one. Nothing was changed.")


def last_key_id(file: Path) -> str | None:
    """Which key the trail in a copy was written with last; None for one of an earlier version."""
    with closing(_reading(file)) as copy:
        if not any(column[1] == "key_id" for column in copy.execute("PRAGMA table_info(audit)")):
            return None
        last = copy.execute("SELECT key_id FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return last[0] if last else None


def put_in_place(source: Path, file: Path, now: datetime) -> Path | None:
    """Overwrite the database with a checked copy, and keep what was there beside it, under the name returned.

    What was there is overwritten through SQLite, so that a program which has it open reads the restored rows.
    """
    kept = _keep_old(file, now)
    try:
        copy_database(source, file)
    except sqlite3.OperationalError as fault:
        if "locked" in str(fault):
            raise Refused(BUSY) from None
        raise
    except sqlite3.DatabaseError:  # what was there is no database any more: nobody can have it open
        with unfinished(file) as part:
            copy_database(source, part)
            part.replace(file)
    check_copy(file, file)
    return kept


def _keep_old(file: Path, now: datetime) -> Path | None:
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return None
    kept = file.with_name(f"{file.stem}-before-restore-{now:%Y%m%d-%H%M%S}{file.suffix}")
    with unfinished(kept) as part:
        try:
            copy_database(file, part)
        except sqlite3.OperationalError as fault:
            if "locked" in str(fault):
                raise Refused(BUSY) from None
            shutil.copyfile(file, part)
        except sqlite3.DatabaseError:
            shutil.copyfile(file, part)
        part.rename(kept)
    return kept


@contextmanager
def unfinished(final: Path) -> Iterator[Path]:
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
