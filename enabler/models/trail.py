"""The audit trail's table. Rows are only ever added, by enabler.audit."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from enabler.database import Base
from enabler.models.columns import Code, Key, Long, Name


class AuditLine(Base):
    """Who did what to which record, when and from which PC; chained by hash to the line before."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_stay_id", "stay_id"), Index("ix_audit_subject", "subject_kind", "subject_id"))

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
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
