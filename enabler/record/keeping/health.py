"""Self-diagnosis: what an administrator should know about this installation, in sentences."""

import ctypes
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from enabler import clock
from enabler.config import Settings
from enabler.database import WAL_FROM, is_sqlite
from enabler.record.keeping import clock_check
from enabler.record.people.account_names import accounts_alike
from enabler.record.stay.holders import unknown_holders
from enabler.record.stay.stays_apart import overlapping_stays

LEAST_FREE_MB = 500
MOST_NAMED = 20
PAPER_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that was looked at; `well` is False where somebody should act."""

    what: str
    well: bool
    says: str


def findings(session: Session, settings: Settings) -> list[HealthFinding]:
    """What can be seen at once, in the order in which one would mend it; the records themselves are deep_check's."""
    return [
        *(_sqlite(session) if is_sqlite(session) else _postgres(session)),
        _disk(settings.instance),
        _secret(settings.instance),
        _clock(session, settings.instance),
        _holders(session),
        _stays(session),
        _names(session),
        *_paper(),
    ]


def _sqlite(session: Session) -> Iterator[HealthFinding]:
    version, mode = sqlite3.sqlite_version, str(session.scalar(text("PRAGMA journal_mode")))
    wanted = "wal" if sqlite3.sqlite_version_info >= WAL_FROM else "delete"
    yield HealthFinding("SQLite", mode == wanted, f"version {version}, journal mode {mode}")
    file = Path(str(session.get_bind().engine.url.database))
    private = not stat.S_IMODE(file.stat().st_mode) & 0o077 or _is_private(file.parent)
    yield HealthFinding(
        "Database file", private, "for its owner only" if private else f"others can read it: chmod 600 {file}"
    )


def _postgres(session: Session) -> Iterator[HealthFinding]:
    yield HealthFinding("PostgreSQL", True, f"answers, version {session.scalar(text('SHOW server_version'))}")


def _disk(instance: Path) -> HealthFinding:
    free = shutil.disk_usage(instance).free // 2**20
    return HealthFinding("Disk", free >= LEAST_FREE_MB, f"{free:,} MB free where the records are")


def _secret(instance: Path) -> HealthFinding:
    file = instance / "secret"
    if not file.exists():
        return HealthFinding("Secret", True, "given by the settings")
    mode = stat.S_IMODE(file.stat().st_mode)
    well = not mode & 0o077
    return HealthFinding("Secret", well, "for its owner only" if well else f"others can read it: chmod 600 {file}")


def _clock(session: Session, instance: Path) -> HealthFinding:
    doubts = list(clock_check.doubts(session, instance))
    if doubts:
        return HealthFinding("Clock", False, "; ".join(doubts))
    return HealthFinding("Clock", True, f"{clock.now().astimezone(clock.LONDON):%-d %B %Y, %H:%M} in London")


def _holders(session: Session) -> HealthFinding:
    unknown = unknown_holders(session)
    if not unknown:
        return HealthFinding("Holders of cases", True, "each is an account")
    cases = "; ".join(f"{one.name}: {one.cases} on {one.ward}" for one in unknown)
    says = f"cases are held under names that are no account's, or might be several's ({cases}): an officer says whose"
    return HealthFinding("Holders of cases", False, says)


def _stays(session: Session) -> HealthFinding:
    pairs = overlapping_stays(session)
    if not pairs:
        return HealthFinding("Stays of one patient", True, "none overlaps another")
    named = "; ".join(f"{pair.refs[0]} and {pair.refs[1]}, {pair.spans[1].in_words}" for pair in pairs[:MOST_NAMED])
    more = f"; and {len(pairs) - MOST_NAMED} pairs more" if len(pairs) > MOST_NAMED else ""
    says = f"nights of stays that overlap count twice until an officer puts their dates right: {named}{more}"
    return HealthFinding("Stays of one patient", False, says)


def _names(session: Session) -> HealthFinding:
    alike = accounts_alike(session)
    if not alike:
        return HealthFinding("Names of accounts", True, "none looks like another")
    says = "; ".join(" and ".join(names) for names in alike)
    advice = "each signs in with its name as it is written; give one another name shown, or disable it"
    return HealthFinding("Names of accounts", False, f"these look alike: {says}: {advice}")


def _paper() -> Iterator[HealthFinding]:
    missing = [name for name in PAPER_LIBRARIES if not _loads(name)]
    install = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    yield HealthFinding("PDF libraries", not missing, f"missing, install them: {install}" if missing else "there")
    fonts = any(any(Path(folder).expanduser().rglob("*.[to]tf")) for folder in FONT_FOLDERS)
    yield HealthFinding("Fonts", fonts, "there" if fonts else "none found: apt-get install fonts-dejavu-core")
    yield HealthFinding("Python", sys.version_info >= (3, 11), sys.version.split()[0])


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_private(folder: Path) -> bool:
    return os.name == "nt" or not stat.S_IMODE(folder.stat().st_mode) & 0o077
