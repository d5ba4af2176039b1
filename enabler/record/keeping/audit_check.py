"""Whether the audit trail holds: followed along its hashes, compared with its noted heads, guarded by the database."""

import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Followed, Keys
from enabler.config import Settings
from enabler.database import is_sqlite
from enabler.models import AuditLine
from enabler.models.trail import TRIGGERS
from enabler.record.keeping import audit_heads, audit_keys

SQLITE_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
POSTGRES_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgenabled <> 'D'"


@dataclass(frozen=True, slots=True)
class TrailVerdict:
    """What was found; `cut_after` is a line that was noted outside and is no longer there as it was."""

    followed: Followed
    cut_after: int | None
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.faults

    @property
    def says(self) -> str:
        followed = self.followed
        if self.faults:
            return "; ".join(self.faults)
        words = [f"{followed.lines:,} lines, each follows from the one before"]
        if followed.unkeyed:
            words.append(f"the first {followed.unkeyed:,} are from before it was keyed")
        if followed.unproven:
            words.append(
                f"{followed.unproven:,} were keyed with a key that is lost, and can be followed but not proven"
            )
        return "; ".join(words)


def verify(session: Session, settings: Settings, copied_at: datetime | None = None) -> TrailVerdict:
    """Look at everything. On a copy of the database, heads noted after `copied_at` are not looked for."""
    session.connection()  # in the program this makes the key, if this is its first start
    keys, file = audit_keys.read_keys(settings.instance), settings.instance / audit_keys.FILE
    session.info[audit.KEYS] = keys
    noted = [audit_heads.read_heads(place, keys, copied_at) for place in settings.audit_heads_files]
    followed = audit.follow(session)
    cuts = [line for line in (_cut_after(session, one.heads) for one in noted) if line is not None]
    cut_after = min(cuts, default=None)
    faults = [
        *_key_missing(followed, keys, file),
        *_changed(followed, cut_after),
        *(one.fault for one in noted if one.fault),
        *_unguarded(session),
        *_key_open(file),
    ]
    return TrailVerdict(followed, cut_after, tuple(faults))


def _cut_after(session: Session, noted: dict[int, str]) -> int | None:
    query = select(AuditLine.id, AuditLine.hash).order_by(AuditLine.id).execution_options(yield_per=10_000)
    with closing(session.execute(query)) as trail:
        for line, its_hash in trail:
            if noted.pop(line, its_hash) != its_hash:
                return int(line)
    return min(noted, default=None)


def _key_missing(followed: Followed, keys: Keys, file: Path) -> Iterator[str]:
    if followed.key_missing_at is not None:
        it = f"the key that it was keyed with from line {followed.key_missing_at} on" if keys.keys else "its key"
        yield f"{it} is not in {file}, so nobody can tell whether it was changed: put it back from where it is kept"


def _changed(followed: Followed, cut_after: int | None) -> Iterator[str]:
    if followed.broken_at is not None:
        yield f"broken at line {followed.broken_at}: it was changed by other means than this program"
    elif cut_after is not None:
        yield f"it was cut: line {cut_after}, noted earlier, is no longer there as it was"


def _unguarded(session: Session) -> Iterator[str]:
    names = set(session.scalars(text(SQLITE_TRIGGERS if is_sqlite(session) else POSTGRES_TRIGGERS)))
    missing = sorted(set(TRIGGERS["sqlite" if is_sqlite(session) else "postgresql"]) - names)
    if missing:
        yield f"the database no longer refuses changes to it: {', '.join(missing)} is gone"


def _key_open(file: Path) -> Iterator[str]:
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield f"others can read its key: chmod 600 {file}"
