"""The audit trail's table. Rows are only ever added, by enabler.audit; the database itself refuses anything else."""

from datetime import datetime

from sqlalchemy import DDL, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from enabler.database import Base
from enabler.models.columns import Code, Key, Long, Name


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


# What stops a row from being changed or taken away, by database. A revision makes the same; a test compares them.
# The third of SQLite's is for INSERT OR REPLACE, which takes rows away without asking the second.
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
_IS_THERE = "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash) "
TRIGGERS = {
    "sqlite": {
        "audit_no_update": "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit " + _REFUSE,
        "audit_no_delete": "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit " + _REFUSE,
        "audit_no_replace": "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit " + _IS_THERE + _REFUSE,
    },
    "postgresql": {
        "audit_only_added_to": "CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added_to()",
    },
}
TRIGGER_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$"
)


def _after_create(statement: str, dialect: str) -> None:
    ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
    event.listen(AuditLine.__table__, "after_create", ddl)


_after_create(TRIGGER_FUNCTION, "postgresql")
for _dialect, _triggers in TRIGGERS.items():
    for _statement in _triggers.values():
        _after_create(_statement, _dialect)
