"""Whether the machine's clock may be wrong: beside what was recorded before, other clocks, and itself at the start."""

# A machine has no way to know the time by itself, so each of these is a doubt and says why.

import contextlib
import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import is_sqlite
from enabler.models import AuditLine

START = "clock-at-start.json"
BOOT = Path("/proc/sys/kernel/random/boot_id")
SLACK = timedelta(minutes=2)
JUST_NOW = timedelta(hours=1)
OUT_OF_USE = timedelta(days=31)


def note_start(instance: Path) -> None:
    """The server has begun: from now on a clock that is set is noticed, until the machine starts again."""
    noted = {"boot": _boot(), "booted_at": _booted_at().isoformat()}
    with contextlib.suppress(OSError):  # a full disk keeps nobody from reading
        (instance / START).touch(mode=0o600)
        (instance / START).write_text(json.dumps(noted), encoding="utf-8")


def doubts(session: Session, instance: Path) -> Iterator[str]:
    """Why the clock may be behind or ahead, each in words; none when nothing speaks against it."""
    yield from _beside_the_records(session)
    yield from _beside_others(session, instance)
    yield from _beside_the_start(instance)


def _beside_the_records(session: Session) -> Iterator[str]:
    now = clock.now()
    newest = session.scalar(select(func.max(AuditLine.at)))
    if newest is not None and newest > now:
        yield f"behind the newest entry of the record by {_long(newest - now)}, or it was ahead when that was written"
        return
    last = session.scalar(select(func.max(AuditLine.at)).where(AuditLine.at < now - JUST_NOW))
    if last is not None and now - last > OUT_OF_USE:
        yield f"nothing was recorded for {_long(now - last)}: if it was in use in that time, the clock is ahead"


def _beside_others(session: Session, instance: Path) -> Iterator[str]:
    if not is_sqlite(session):
        yield from _beside(session.scalars(select(func.clock_timestamp())).one(), "the database server's")
    try:
        with TemporaryFile(dir=instance) as file:  # the kernel's time, or a file server's
            written_at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    except OSError:
        return  # a full disk is said elsewhere
    yield from _beside(written_at, "the disk's")


def _beside(other: datetime, whose: str) -> Iterator[str]:
    difference = clock.now() - other
    if abs(difference) > SLACK:
        yield f"{_long(abs(difference))} {'ahead of' if difference > timedelta() else 'behind'} {whose} clock"


def _beside_the_start(instance: Path) -> Iterator[str]:
    try:
        noted = json.loads((instance / START).read_text(encoding="utf-8"))
        moved = _booted_at() - datetime.fromisoformat(noted["booted_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    if noted["boot"] == _boot() and abs(moved) > SLACK:
        way = "ahead" if moved > timedelta() else "back"
        yield f"set {way} by {_long(abs(moved))} since Enabler was started: start it again once the clock is right"


def _boot() -> str:
    return BOOT.read_text().strip() if BOOT.exists() else ""


def _booted_at() -> datetime:
    """When the machine started, by its clock as it is now: it moves only when the clock is set."""
    return clock.now() - timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))


def _long(length: timedelta) -> str:
    for unit, name in ((timedelta(days=1), "days"), (timedelta(hours=1), "hours")):
        if length >= 2 * unit:
            return f"{round(length / unit)} {name}"
    return f"{round(length / timedelta(minutes=1))} minutes"
