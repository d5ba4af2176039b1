"""Whether the records can be written to just now: found out by writing, and not more often than every few seconds."""

import logging
import time
from collections.abc import Callable
from threading import Event, Lock, Thread

from sqlalchemy import text
from sqlalchemy.orm import Session

from enabler.audit import CHAIN_LOCK
from enabler.database import atomic, is_sqlite, lock_for_append
from enabler.faults import in_short

EVERY_SECONDS = 5
MOMENT_SECONDS = 3  # who waits longer for a save calls it broken

log = logging.getLogger(__name__)


def write_something(session: Session) -> None:
    """Changes what means nothing, and has it on the disk afterwards. Waits for whatever a save would wait for."""
    with atomic(session):
        lock_for_append(session, CHAIN_LOCK)
        if is_sqlite(session):
            was = session.scalar(text("PRAGMA user_version"))  # a number that SQLite keeps for us and we do not use
            session.execute(text(f"PRAGMA user_version = {1 - int(was == 1)}"))
        else:
            session.execute(
                text("UPDATE alembic_version SET version_num = version_num")
            )  # the row that is always there


class SignOfLife:
    """Shared by whoever asks: one tries, the others hear what was found."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self._guard = Lock()
        self._trial: _Trial | None = None

    def is_well(self) -> bool:
        with self._guard:
            trial = self._trial
            if trial is None or trial.is_old:
                trial = self._trial = _Trial(self._write)
                trial.start()
        return trial.went_well()


class _Trial(Thread):
    """In a thread of its own: what hangs on a broken disk never comes back, and the answer must."""

    def __init__(self, write: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._write = write
        self._began = time.monotonic()
        self._over = Event()
        self._well = False

    def run(self) -> None:
        try:
            self._write()
            self._well = True
        except Exception as fault:
            log.error("the records cannot be written to: %s", in_short(fault))
        finally:
            self._over.set()

    @property
    def is_old(self) -> bool:
        return self._over.is_set() and time.monotonic() - self._began > EVERY_SECONDS

    def went_well(self) -> bool:
        """Within a moment of its beginning; what has not come back by then is not well."""
        self._over.wait(max(0, self._began + MOMENT_SECONDS - time.monotonic()))
        return self._well
