"""The print register: the audit's lines of what was printed, which number the copies."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.models import AuditLine
from enabler.vocabulary import Redaction

PRINT = "print"


@dataclass(frozen=True, slots=True)
class Copy:
    """One printed copy of a document about a subject; `detail` is what was noted with it."""

    number: int
    at: datetime
    detail: dict[str, Any]


def next_copy(
    session: Session,
    *,
    by: Actor,
    document: str,
    subject: str,
    redaction: Redaction,
    stay_id: int | None = None,
    **detail: Any,
) -> int:
    """Register one more copy of a document about a subject (a reference or a ward, never a name) and give its
    number."""
    copies = select(func.count()).where(*_of(document, subject))
    number = (session.scalar(copies) or 0) + 1
    detail = {"copy": number, "redaction": redaction.value} | detail
    audit.record(session, by=by, action=PRINT, subject=(document, subject), stay_id=stay_id, detail=detail)
    return number


def last_copy(session: Session, *, document: str, subject: str) -> Copy | None:
    """The copy printed last, whoever printed it."""
    last = select(AuditLine.at, AuditLine.detail).where(*_of(document, subject)).order_by(AuditLine.id.desc()).limit(1)
    found = session.execute(last).one_or_none()
    if found is None:
        return None
    detail = json.loads(found.detail)
    return Copy(detail["copy"], found.at, detail)


def _of(document: str, subject: str) -> tuple[Any, ...]:
    return AuditLine.subject_kind == document, AuditLine.subject_id == subject, AuditLine.action == PRINT
