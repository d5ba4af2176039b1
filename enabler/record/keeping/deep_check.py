"""The long look at all records, on a copy of them: nobody waits for it."""

# Its last result is kept in the instance. Run as a program it is the check in the background, of the installation
# that the environment names.

import fcntl
import json
import logging
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from enabler import clock
from enabler.config import ROOT, Settings, read_settings
from enabler.database import engine_options, is_sqlite
from enabler.faults import set_up_log
from enabler.record.keeping import audit_check
from enabler.record.keeping.health import HealthFinding
from enabler.record.keeping.snapshot import as_it_stands
from enabler.rules.refusal import Refused

RESULT, LOCK = "last-check.json", ".check.lock"
EVERY = timedelta(days=1)
RUNNING = "Another check is running. Its result will be on the health page in a minute."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeepCheck:
    """What was found when all records were looked at; `seconds` is how long it took."""

    at: datetime
    seconds: float
    findings: tuple[HealthFinding, ...]


def check_deeply(session: Session, settings: Settings) -> DeepCheck:
    """Look at everything, and keep the result. Raises Refused while another is at it."""
    with _alone(settings.instance):
        at, began = clock.now(), time.monotonic()
        try:
            with as_it_stands(session, settings.instance) as reading:
                findings = tuple(_findings(reading, settings, at))
        except Refused as refusal:
            findings = (HealthFinding("Database", False, f"not looked at: {refusal.sentence}"),)
        except (DatabaseError, sqlite3.Error, OSError) as fault:
            says = f"they could not be read, restore a backup: {getattr(fault, 'orig', None) or fault}"
            findings = (HealthFinding("Database", False, says),)
        check = DeepCheck(at, time.monotonic() - began, findings)
        _keep(check, settings.instance)
    return check


def _findings(reading: Session, settings: Settings, copied_at: datetime) -> Iterator[HealthFinding]:
    if is_sqlite(reading):
        faults = [row[0] for row in reading.execute(text("PRAGMA integrity_check(5)"))]
        yield HealthFinding("Database", faults == ["ok"], "whole" if faults == ["ok"] else "damaged: restore a backup")
        loose = reading.execute(text("PRAGMA foreign_key_check")).all()
        says = f"{len(loose)} point nowhere" if loose else "all lead somewhere"
        yield HealthFinding("Links between records", not loose, says)
    verdict = audit_check.verify(reading, settings, copied_at)
    yield HealthFinding("Audit trail", verdict.holds, verdict.says)


def last_check(instance: Path) -> DeepCheck | None:
    """None when there was none yet, or when what was kept cannot be read."""
    try:
        kept = json.loads((instance / RESULT).read_text(encoding="utf-8"))
        findings = tuple(HealthFinding(**one) for one in kept["findings"])
        return DeepCheck(datetime.fromisoformat(kept["at"]), kept["seconds"], findings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_due(instance: Path) -> bool:
    last = last_check(instance)
    return last is None or not timedelta() <= clock.now() - last.at < EVERY


def is_running(instance: Path) -> bool:
    try:
        with _alone(instance):
            return False
    except Refused:
        return True


def start_in_background(settings: Settings) -> None:
    """In a process of its own: following a long trail is arithmetic that would slow every page down."""
    given = {"ENABLER_INSTANCE": str(settings.instance), "ENABLER_DATABASE_URL": settings.database_url}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env=os.environ | given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
    Thread(target=process.wait, daemon=True).start()  # or what is left of it would stay until we end


def _keep(check: DeepCheck, instance: Path) -> None:
    """Whole or not at all, for its owner only."""
    part = instance / f".{RESULT}.unfinished"
    part.unlink(missing_ok=True)
    kept = {
        "at": check.at.isoformat(),
        "seconds": check.seconds,
        "findings": [asdict(finding) for finding in check.findings],
    }
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1)
    part.replace(instance / RESULT)


@contextmanager
def _alone(instance: Path) -> Iterator[None]:
    """The system lets go of the lock when its holder is gone, however it went."""
    with os.fdopen(os.open(instance / LOCK, os.O_CREAT | os.O_RDWR, 0o600)) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(RUNNING) from None
        yield


def main() -> None:
    os.nice(10)
    settings = read_settings()
    set_up_log(settings.instance)
    engine = create_engine(settings.database_url, **engine_options(settings.database_url))
    with Session(engine) as session:
        check = check_deeply(session, settings)
    for finding in check.findings:
        if not finding.well:
            log.error("the check of all records found: %s: %s", finding.what, finding.says)


if __name__ == "__main__":
    main()
