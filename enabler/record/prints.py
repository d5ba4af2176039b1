"""The print register: the audit's lines of what was printed, which number the copies."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.models import AuditLine
from enabler.vocabulary import Redaction

PRINT = "print"


def next_copy(
    session: Session, *, by: Actor, document: str, subject: str, redaction: Redaction, stay_id: int | None = None
) -> int:
    """Register one more copy of a document about a subject (a reference or a ward, never a name) and give its number."""
    copies = select(func.count()).where(
        AuditLine.subject_kind == document, AuditLine.subject_id == subject, AuditLine.action == PRINT
    )
    number = (session.scalar(copies) or 0) + 1
    detail = {"copy": number, "redaction": redaction.value}
    audit.record(session, by=by, action=PRINT, subject=(document, subject), stay_id=stay_id, detail=detail)
    return number
