"""The one chained trail: who did what to which record, when, from which PC. It is added to, never changed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import Base, lock_for_append
from enabler.models import AuditLine
from enabler.vocabulary import Role

FIRST = "0" * 64
CHAIN_LOCK = 0x656E61
COLUMNS = (
    "at",
    "by",
    "role",
    "pc",
    "action",
    "subject_kind",
    "subject_id",
    "stay_id",
    "detail",
    "previous_hash",
    "hash",
)
HEAD = "head of the trail"  # where a session's info holds the last line it wrote, until its commit


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a signed-in person, or the command line."""

    user_id: int | None
    name: str
    role: str
    pc: str
    ward_ids: frozenset[int] = frozenset()

    def is_a(self, *roles: Role) -> bool:
        return self.role in roles


def command_line(name: str) -> Actor:
    return Actor(user_id=None, name=name, role="command line", pc="this machine")


def nobody(pc: str) -> Actor:
    """Somebody who is not signed in."""
    return Actor(user_id=None, name="nobody", role="none", pc=pc)


def record(
    session: Session,
    *,
    by: Actor,
    action: str,
    subject: Base | tuple[str, object] | None = None,
    stay_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditLine:
    """Add a line. `subject` is a row or (kind, key); `detail` holds before and after, never a note's text."""
    session.flush()
    lock_for_append(session, CHAIN_LOCK)
    kind, key = _named(subject)
    line = AuditLine(
        at=clock.now(),
        by=by.name,
        role=str(by.role),
        pc=by.pc,
        action=action,
        subject_kind=kind,
        subject_id=key,
        stay_id=stay_id,
        detail=_canonical(detail or {}),
        previous_hash=_head(session),
    )
    line.hash = hash_of(line)
    session.add(line)
    session.flush()
    session.info[HEAD] = (line.id, line.hash)
    return line


def record_many(
    session: Session, *, by: Actor, lines: Iterable[tuple[str, tuple[str, object], int | None, dict[str, Any]]]
) -> None:
    """Many lines at once, each (action, subject, stay_id, detail): what an import writes, chained like any other."""
    session.flush()
    lock_for_append(session, CHAIN_LOCK)
    previous, at = _head(session), clock.now()
    made: list[dict[str, Any]] = []
    for action, (kind, key), stay_id, detail in lines:
        line = AuditLine(
            at=at, by=by.name, role=str(by.role), pc=by.pc, action=action, subject_kind=kind, subject_id=str(key),
            stay_id=stay_id, detail=_canonical(detail), previous_hash=previous,
        )  # fmt: skip
        previous = line.hash = hash_of(line)
        made.append({name: getattr(line, name) for name in COLUMNS})
    if made:
        session.execute(insert(AuditLine), made)
        session.info[HEAD] = (session.scalar(select(func.max(AuditLine.id))), previous)


def changes(row: Base, new: dict[str, Any], *, texts: Iterable[str] = ()) -> dict[str, Any]:
    """Before and after of each column that would change; of free texts only that they changed."""
    hidden = set(texts)
    return {
        name: ["…", "…"] if name in hidden else [getattr(row, name), value]
        for name, value in new.items()
        if getattr(row, name) != value
    }


def hash_of(line: AuditLine) -> str:
    facts = [
        line.previous_hash,
        line.at.isoformat(),
        line.by,
        line.role,
        line.pc,
        line.action,
        line.subject_kind,
        line.subject_id,
        line.stay_id,
        line.detail,
    ]
    return hashlib.sha256(_canonical(facts).encode()).hexdigest()


def _head(session: Session) -> str:
    return session.scalar(select(AuditLine.hash).order_by(AuditLine.id.desc()).limit(1)) or FIRST


def _named(subject: Base | tuple[str, object] | None) -> tuple[str, str | None]:
    if subject is None:
        return "system", None
    if isinstance(subject, tuple):
        return subject[0], str(subject[1])
    key = getattr(subject, "ref", None) or getattr(subject, "id", None) or getattr(subject, "barrier_id", None)
    return subject.__tablename__, None if key is None else str(key)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} does not belong in the audit")


def broken_at(session: Session) -> int | None:
    """The id of the first line that does not follow from the one before it, or None when the chain holds."""
    previous = FIRST
    for line in session.scalars(select(AuditLine).order_by(AuditLine.id).execution_options(yield_per=1000)):
        if line.previous_hash != previous or line.hash != hash_of(line):
            return line.id
        previous = line.hash
    return None
