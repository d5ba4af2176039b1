"""The heads of the audit trail, noted outside the database, so that a trail which was cut short is noticed too."""

# One entry a line, each sealed with the trail's key. An entry that *begins* also says what stood in the file before
# it: without one the file was made by something else than this program, and it can't be copied to another place in
# the file.

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Key, Keys
from enabler.models import AuditLine

KEYED, RESTORED, ANEW = "keyed", "restored", "anew"  # why an entry begins; the last two forgive what was noted before
BLOCK = 1 << 20

log = logging.getLogger(__name__)
Head = tuple[int, str]  # a line's number and hash


@dataclass(slots=True)
class Noted:
    """What a file of heads says: the hash that each noted line had, or why the file is not to be believed."""

    heads: dict[int, str] = field(default_factory=dict)
    fault: str | None = None


def note_committed_head(session: Session, places: Sequence[Path]) -> None:
    """After a commit: write down the last line it added. What was saved is saved, also when this cannot be written."""
    head = session.info.pop(audit.HEAD, None)
    if head is not None:
        note(places, head, audit.keys_of(session).newest)


def forget_head(session: Session) -> None:
    """After a rollback: the lines are not there."""
    session.info.pop(audit.HEAD, None)


def note(places: Iterable[Path], head: Head, key: Key) -> None:
    """One more entry in each file. A file that is gone is not made again: that it is gone must be seen."""
    entry = _sealed(_entry_of(head), key)
    for place in places:
        try:
            with _appending(place) as file:
                file.write(entry)
        except OSError as fault:
            log.error("the head of the audit trail was not noted in %s: %s", place, fault.strerror)


def begin(place: Path, head: Head | None, key: Key, why: str) -> None:
    """The entry from which the file counts: at the first key, after a restore, or anew after a loss."""
    with _appending(place, os.O_CREAT) as file:
        before = _digest(file)
        file.write(_sealed(_entry_of(head) | {"begins": why, "before": before}, key))


def begin_everywhere(session: Session, places: Sequence[Path], why: str) -> None:
    """In each place, from where the trail stands now. A second place that can't be written is left as it is."""
    last = select(AuditLine.id, AuditLine.hash).order_by(AuditLine.id.desc()).limit(1)
    line, its_hash = session.execute(last).one()
    for place in places:
        try:
            begin(place, (line, its_hash), audit.keys_of(session).newest, why)
        except OSError as fault:
            if place == places[0]:
                raise
            log.error("the heads of the audit trail can't be noted in %s: %s", place, fault.strerror)


def copy_heads(first: Path, place: Path) -> bool:
    """Put what was noted so far into another place that the settings now name."""
    try:
        with _appending(place, os.O_CREAT | os.O_EXCL) as file:
            file.write(first.read_bytes())
    except OSError as fault:
        log.error("the heads of the audit trail can't be noted in %s: %s", place, fault.strerror)
        return False
    return True


def read_heads(place: Path, keys: Keys, until: datetime | None = None) -> Noted:
    """What was noted, up to a moment if one is given.

    Before the first entry that begins, entries are an earlier version's and without a seal.
    """
    noted, has_begun, digest = Noted(), False, hashlib.sha256()
    try:
        for number, line in enumerate(_lines(place), 1):
            entry = _entry(line)
            if entry and not (until and datetime.fromisoformat(entry["at"]) > until):
                is_sound = _is_sound(entry, keys, digest.hexdigest())
                if is_sound and "begins" in entry:
                    has_begun, noted.fault = True, None
                    if entry["begins"] != KEYED:
                        noted.heads.clear()
                if is_sound or not has_begun:
                    noted.heads[entry["line"]] = entry["hash"]
                else:
                    noted.fault = noted.fault or f"line {number} of {place} was written by something else than Enabler"
            digest.update(line)
    except OSError as fault:
        return Noted(
            fault=f"{place} is missing" if isinstance(fault, FileNotFoundError) else f"{place}: {fault.strerror}"
        )
    if not has_begun:
        noted.fault = f"{place} was made anew by something else than Enabler"
    noted.heads.pop(0, None)
    return noted


def _is_sound(entry: dict[str, Any], keys: Keys, before: str) -> bool:
    key = keys.by_id(entry.get("key"))
    facts = {name: value for name, value in entry.items() if name != "seal"}
    return key is not None and key.seal(facts) == entry.get("seal") and facts.get("before", before) == before


def _lines(place: Path) -> Iterator[bytes]:
    with place.open("rb") as lines:
        yield from lines


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
        return entry if isinstance(entry["line"], int) and isinstance(entry["hash"], str) else None
    except (ValueError, KeyError, TypeError):
        return None


def _entry_of(head: Head | None) -> dict[str, Any]:
    line, its_hash = head or (0, audit.FIRST)
    return {"at": clock.now().isoformat(), "line": line, "hash": its_hash}


def _sealed(entry: dict[str, Any], key: Key) -> bytes:
    entry |= {"key": key.id}
    return (json.dumps(entry | {"seal": key.seal(entry)}) + "\n").encode()


@contextmanager
def _appending(place: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """The file, for its owner only, one writer at a time; a line left unfinished by a crash is ended first."""
    with os.fdopen(os.open(place, flags | os.O_APPEND | os.O_RDWR, 0o600), "a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
                file.flush()
        yield file


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
