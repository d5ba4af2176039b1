"""People found to be one: what was put together, enough to take it back; and pairs known to be two people."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.columns import Key, Long, Name, Recorded, both_or_neither
from enabler.models.patients import Patient


class Merge(Recorded, Base):
    """Two records of one person, put together: `merged` went into `kept`. Undone, the row stays."""

    __tablename__ = "merges"
    __table_args__ = (
        CheckConstraint("kept_id <> merged_id", name="two_records"),
        both_or_neither("undone_at", "undone_by"),
        Index("ix_merges_kept_id", "kept_id"),
        Index("ix_merges_merged_id", "merged_id"),
    )

    id: Mapped[Key]
    kept_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    changes: Mapped[Long]  # JSON: each cell that was changed, with what stood in it before and after
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[Name | None]

    kept: Mapped[Patient] = relationship(foreign_keys=[kept_id])
    merged: Mapped[Patient] = relationship(foreign_keys=[merged_id])


class NotDuplicate(Recorded, Base):
    """Two people who look alike and are two. `first_id` is the smaller of the keys."""

    __tablename__ = "not_duplicates"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="in_order"),
        UniqueConstraint("first_id", "second_id"),
        Index("ix_not_duplicates_second_id", "second_id"),
    )

    id: Mapped[Key]
    first_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
