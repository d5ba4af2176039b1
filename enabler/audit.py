"""The one chained trail: who did what to which record, when, from which PC. It is added to, never changed."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import Base, lock_for_append
from enabler.models import AuditLine
from enabler.models.columns import may_be_in_trail
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role

FIRST = "0" * 64
HIDDEN = "…"  # what stands in the trail for words that somebody typed
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
    "key_id",
    "previous_hash",
    "hash",
)
HEAD = "head of the trail"  # where a session's info holds the last line it wrote, until its commit
KEYS = "keys of the trail"  # where a session's info holds what its lines are keyed with


class KeyMissing(Refused):
    """The trail can't be continued: the key that it was written with is not here."""

    def __init__(self) -> None:
        super().__init__(
            "The key of the audit trail (the file audit-key in the instance folder) is missing, or is another one. "
            "Put it back from where it is kept. If it is lost, script/enabler new-audit-key begins another. "
            "Nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class Key:
    """A secret from outside the database: without it nobody can make a line, or a note about one, that holds."""

    secret: str = field(repr=False)

    @property
    def id(self) -> str:
        return hashlib.sha256(b"key of the audit trail " + self.secret.encode()).hexdigest()[:16]

    def seal(self, value: object) -> str:
        return hmac.digest(self.secret.encode(), _canonical(value).encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the trail whose key is known to be lost: it can be followed, and no longer proven."""

    key_id: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an installation, oldest first; lines are made with the newest."""

    keys: tuple[Key, ...] = ()
    lost: tuple[Lost, ...] = ()
    places: tuple[
        str, ...
    ] = ()  # other places in which the trail's heads are noted: they are missed when they are gone

    @property
    def newest(self) -> Key:
        if not self.keys:
            raise KeyMissing
        return self.keys[-1]

    def by_id(self, key_id: str | None) -> Key | None:
        return next((key for key in self.keys if key.id == key_id), None)

    def can_follow(self, key_id: str | None) -> bool:
        """Whether the trail may go on after a line of this key (None: a line from before there were keys)."""
        return key_id is None or self.by_id(key_id) is not None or any(lost.key_id == key_id for lost in self.lost)

    def is_lost(self, line: AuditLine) -> bool:
        return any(lost.key_id == line.key_id and lost.first <= line.id <= lost.last for lost in self.lost)


@dataclass(slots=True)
class Followed:
    """What was found on the way along the trail, up to where it breaks; the last two are lines' ids."""

    lines: int = 0
    unkeyed: int = 0  # lines from before there were keys
    unproven: int = 0  # lines whose key is known to be lost
    broken_at: int | None = None  # the first line that does not follow from the one before it
    key_missing_at: int | None = None  # the first line whose key is not here, though nobody said it was lost


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
    """Add a line. `subject` is a row or (kind, key); `detail` holds before and after, but no word that people typed."""
    session.flush()
    lock_for_append(session, CHAIN_LOCK)
    kind, subject_id = _named(subject)
    key, previous = _key_and_head(session)
    line = AuditLine(
        at=clock.now(),
        by=by.name,
        role=str(by.role),
        pc=by.pc,
        action=action,
        subject_kind=kind,
        subject_id=subject_id,
        stay_id=stay_id,
        detail=_canonical(without_words(kind, detail or {})),
        key_id=key.id,
        previous_hash=previous,
    )
    line.hash = hash_of(line, key)
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
    (key, previous), at = _key_and_head(session), clock.now()
    key_id = key.id
    made: list[dict[str, Any]] = []
    for action, (kind, subject_id), stay_id, detail in lines:
        line = AuditLine(
            at=at, by=by.name, role=str(by.role), pc=by.pc, action=action, subject_kind=kind,
            subject_id=str(subject_id),
            stay_id=stay_id, detail=_canonical(without_words(kind, detail)), key_id=key_id, previous_hash=previous,
        )  # fmt: skip
        previous = line.hash = hash_of(line, key)
        made.append({name: getattr(line, name) for name in COLUMNS})
    if made:
        session.execute(insert(AuditLine), made)
        session.info[HEAD] = (session.scalar(select(func.max(AuditLine.id))), previous)


def changes(row: Base, new: dict[str, Any]) -> dict[str, Any]:
    """Before and after of each column that would change."""
    return {name: [getattr(row, name), value] for name, value in new.items() if getattr(row, name) != value}


def without_words(kind: str, detail: dict[str, Any]) -> dict[str, Any]:
    """What may stand in the trail for ever: dates, numbers, codes and keys; of names and free texts only that they
    changed.

    What a column of the subject's table may hold decides; a name that is no column of it is looked for in all tables.
    """
    return {name: value if _may_stay(kind, name) else _hidden(value) for name, value in detail.items()}


@cache
def _may_stay(kind: str, name: str) -> bool:
    tables = Base.metadata.tables
    own = kind in tables and name in tables[kind].columns
    looked_at = [tables[kind]] if own else tables.values()
    return all(may_be_in_trail(table.columns[name]) for table in looked_at if name in table.columns)


def _hidden(value: object) -> object:
    if isinstance(value, (list, tuple)) and len(value) == 2:
        return [HIDDEN, HIDDEN]
    return None if value is None else HIDDEN


def hash_of(line: AuditLine, key: Key | None) -> str:
    """Lines from before there were keys have a plain hash, which anybody can make."""
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
    if key is None:
        return hashlib.sha256(_canonical(facts).encode()).hexdigest()
    return key.seal([*facts, line.key_id])


def keys_of(session: Session) -> Keys:
    keys: Keys = session.info.get(KEYS, Keys())
    return keys


def check_keys(session: Session) -> None:
    """The trail can be continued with the keys that are here; without them nothing can be recorded."""
    _key_and_head(session)


def _key_and_head(session: Session) -> tuple[Key, str]:
    """What the next line is keyed with, and the hash of the line before it."""
    head = session.execute(select(AuditLine.hash, AuditLine.key_id).order_by(AuditLine.id.desc()).limit(1)).first()
    keys = keys_of(session)  # they are there once the transaction has begun
    if head is None:
        return keys.newest, FIRST
    if not keys.can_follow(head.key_id):
        raise KeyMissing
    return keys.newest, head.hash


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
    return follow(session).broken_at


def follow(session: Session) -> Followed:
    """Along the whole trail, from its first line to the first that does not hold."""
    keys, previous, found = keys_of(session), FIRST, Followed()
    by_id = {key.id: key for key in keys.keys}
    query = select(AuditLine).order_by(AuditLine.id).execution_options(yield_per=1000)
    with closing(session.scalars(query)) as trail:
        for line in trail:
            key = by_id.get(line.key_id or "")
            holds = line.previous_hash == previous
            if line.key_id is None:
                holds = holds and found.unkeyed == found.lines and line.hash == hash_of(line, None)
                found.unkeyed += 1
            elif key:
                holds = holds and line.hash == hash_of(line, key)
            elif keys.is_lost(line):
                found.unproven += 1
            else:
                found.key_missing_at = found.key_missing_at or line.id
            if not holds:
                found.broken_at = line.id
                break
            found.lines += 1
            previous = line.hash
    return found
