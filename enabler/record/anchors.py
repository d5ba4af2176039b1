"""The head of the audit trail, noted outside the database, so that a trail which was cut short is noticed too."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.models import AuditLine

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    lines: int
    broken_at: int | None
    cut_after: int | None  # a line that was noted outside and is no longer there as it was

    @property
    def holds(self) -> bool:
        return self.broken_at is None and self.cut_after is None


def verify(session: Session, instance: Path) -> Verdict:
    """Follow the whole chain, and compare it with the heads that were noted before."""
    lines = session.scalar(select(func.count()).select_from(AuditLine)) or 0
    return Verdict(lines, audit.broken_at(session), _cut_after(session, instance))


def note_head(session: Session, instance: Path, *, restored: bool = False) -> None:
    """Write down where the trail stands now. The file is only added to; a restore sets the trail back, and says so."""
    head = session.execute(select(AuditLine.id, AuditLine.hash).order_by(AuditLine.id.desc()).limit(1)).first()
    if head is not None:
        _append(instance, head.id, head.hash, restored)


def note_committed_head(session: Session, instance: Path) -> None:
    """After a commit: write down the last line it added. What was saved is saved, also when this cannot be written."""
    head = session.info.pop(audit.HEAD, None)
    if head is None:
        return
    try:
        _append(instance, *head)
    except OSError as fault:
        log.error("the head of the audit trail was not noted: %s", fault)


def forget_head(session: Session) -> None:
    """After a rollback: the lines are not there."""
    session.info.pop(audit.HEAD, None)


def _append(instance: Path, line: int, its_hash: str, restored: bool = False) -> None:
    noted = {"at": clock.now().isoformat(), "line": line, "hash": its_hash} | ({"restored": True} if restored else {})
    with _file(instance).open("a", encoding="utf-8") as file:
        file.write(json.dumps(noted) + "\n")


def _cut_after(session: Session, instance: Path) -> int | None:
    noted = _noted_heads(_file(instance))
    stands = select(AuditLine.id, AuditLine.hash).order_by(AuditLine.id).execution_options(yield_per=10_000)
    for line, its_hash in session.execute(stands):
        if noted.pop(line, its_hash) != its_hash:
            return int(line)
    return min(noted, default=None)


def _noted_heads(file: Path) -> dict[int, str]:
    """Line to hash; what was noted after the head that a restore went back to no longer counts."""
    heads: dict[int, str] = {}
    for noted in _notes(file):
        if noted.get("restored"):
            heads = {line: seen for line, seen in heads.items() if line < noted["line"]}
        heads[int(noted["line"])] = noted["hash"]
    return heads


def _notes(file: Path) -> Iterator[dict[str, Any]]:
    """What was noted; a line that a crash left unfinished says nothing."""
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except ValueError:
                log.warning("a line of %s is unfinished", file.name)


def _file(instance: Path) -> Path:
    return instance / "audit-heads.jsonl"
