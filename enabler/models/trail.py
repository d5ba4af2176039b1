"""The audit trail's table. Rows are only ever added, by enabler.audit; the database itself refuses anything else."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from enabler.database import Base
from enabler.models.columns import Code, Key, Long, Name
from enabler.models.only_added_to import guard, refusal, trigger_function, triggers


class AuditLine(Base):
    """Who did what to which record, when and from which PC; chained by hash to the line before."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_stay_id", "stay_id"),
        Index("ix_audit_subject", "subject_kind", "subject_id"),
        Index("ix_audit_action", "action", "at"),
    )

    id: Mapped[Key]
    at: Mapped[datetime]
    by: Mapped[Name]
    role: Mapped[Code]
    pc: Mapped[Code]
    action: Mapped[Code]
    subject_kind: Mapped[Code]
    subject_id: Mapped[Code | None]
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"))
    detail: Mapped[Long]  # JSON; never a note's text
    key_id: Mapped[str | None] = mapped_column(
        String(16)
    )  # which key the hash is made with; none before there were keys
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


SAYS = "the audit trail is only added to"
TRIGGERS = triggers(AuditLine.__tablename__, SAYS)
# INSERT OR REPLACE takes rows away without asking the trigger of deletion.
IS_THERE = "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash) "
TRIGGERS["sqlite"]["audit_no_replace"] = (
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit " + IS_THERE + refusal(SAYS)
)
TRIGGER_FUNCTION = trigger_function(AuditLine.__tablename__, SAYS)
guard(AuditLine, SAYS, TRIGGERS)
