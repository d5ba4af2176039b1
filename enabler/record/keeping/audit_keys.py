"""The keys of the audit trail: a file of the instance that only its owner reads, and that no ordinary backup holds."""

# A line `key` and the secret for each, oldest first; a line `lost` for lines of the trail whose key is lost for good;
# a line `heads` for another place in which the heads of the trail are noted.

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from enabler.audit import Key, Keys, Lost
from enabler.config import Settings
from enabler.models import AuditLine
from enabler.record.keeping import audit_heads

FILE = "audit-key"


def keys_for(connection: Connection, settings: Settings) -> Keys:
    """The installation's keys. Made at the first start; the trail of an earlier version is keyed from here on.

    No keys at all where the trail is keyed already and the file is gone: that is never mended silently.
    """
    keys = read_keys(settings.instance)
    if not keys.keys:
        last = select(AuditLine.id, AuditLine.hash, AuditLine.key_id).order_by(AuditLine.id.desc()).limit(1)
        head = connection.execute(last).first()
        if head is None or head.key_id is None:
            keys = _make_first(settings, None if head is None else (head.id, head.hash))
    if keys.keys and settings.audit_heads and str(settings.audit_heads) not in keys.places:
        return _with_place(settings, settings.audit_heads)
    return keys


def stamp_of(instance: Path) -> tuple[int, int, int] | None:
    """Changes whenever the file of keys does; None without one."""
    try:
        found = (instance / FILE).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _with_place(settings: Settings, place: Path) -> Keys:
    """The heads noted so far go to the new place; from then on a file that is gone from there is missed."""
    with _alone_in(settings.instance):
        keys = read_keys(settings.instance)
        if place.exists() or audit_heads.copy_heads(settings.audit_heads_files[0], place):
            keys = replace(keys, places=tuple(dict.fromkeys([*keys.places, str(place)])))
            write_keys(settings.instance, keys)
    return keys


def read_keys(instance: Path) -> Keys:
    file = instance / FILE
    return keys_from(file.read_text()) if file.exists() else Keys()


def keys_from(text: str) -> Keys:
    lines = [line.split() for line in text.splitlines()]
    return Keys(
        tuple(Key(words[1]) for words in lines if words[:1] == ["key"]),
        tuple(Lost(words[1], int(words[2]), int(words[3])) for words in lines if words[:1] == ["lost"]),
        tuple(line.split(maxsplit=1)[1].strip() for line in text.splitlines() if line.startswith("heads ")),
    )


def write_keys(instance: Path, keys: Keys) -> None:
    """Whole or not at all, for its owner only."""
    part = instance / f".{FILE}.{secrets.token_hex(4)}"
    lines = [
        *(f"key {key.secret}" for key in keys.keys),
        *(f"lost {lost.key_id} {lost.first} {lost.last}" for lost in keys.lost),
        *(f"heads {place}" for place in keys.places),
    ]
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(instance / FILE)


def new_key(session: Session, settings: Settings) -> Key:
    """Another key from here on, after a loss. Lines whose key is not here are named as lost."""
    stretches = (
        select(AuditLine.key_id, func.min(AuditLine.id), func.max(AuditLine.id))
        .where(AuditLine.key_id.is_not(None))
        .group_by(AuditLine.key_id)
    )
    keys = read_keys(settings.instance)
    lost = [
        Lost(str(key_id), first, last)
        for key_id, first, last in session.execute(stretches)
        if keys.by_id(key_id) is None
    ]
    key = _random_key()
    keys = replace(keys, keys=(*keys.keys, key), lost=tuple(dict.fromkeys([*keys.lost, *lost])))
    write_keys(settings.instance, keys)
    return key


def _make_first(settings: Settings, head: audit_heads.Head | None) -> Keys:
    """The heads begin before the key is in its place: whoever finds a key may rely on them."""
    with _alone_in(settings.instance):
        if (settings.instance / FILE).exists():
            return read_keys(settings.instance)
        keys = Keys((_random_key(),))
        audit_heads.begin(settings.audit_heads_files[0], head, keys.newest, audit_heads.KEYED)
        write_keys(settings.instance, keys)
    return keys


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One process at a time makes the first key."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _random_key() -> Key:
    return Key(secrets.token_urlsafe(32))
