"""The head of the audit trail, noted outside the database, so that a trail which was cut short is noticed too."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.models import AuditLine


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
    if head is None:
        return
    noted = {"at": clock.now().isoformat(), "line": head.id, "hash": head.hash}
    with _file(instance).open("a", encoding="utf-8") as file:
        file.write(json.dumps(noted | ({"restored": True} if restored else {})) + "\n")


def _cut_after(session: Session, instance: Path) -> int | None:
    for line, noted in sorted(_noted_heads(_file(instance)).items()):
        if session.scalar(select(AuditLine.hash).where(AuditLine.id == line)) != noted:
            return line
    return None


def _noted_heads(file: Path) -> dict[int, str]:
    """Line to hash; what was noted after the head that a restore went back to no longer counts."""
    heads: dict[int, str] = {}
    for noted in map(json.loads, file.read_text(encoding="utf-8").splitlines() if file.exists() else ()):
        if noted.get("restored"):
            heads = {line: seen for line, seen in heads.items() if line < noted["line"]}
        heads[int(noted["line"])] = noted["hash"]
    return heads


def _file(instance: Path) -> Path:
    return instance / "audit-heads.jsonl"
