"""What days avoided stand on: judgements, sealed estimates, comparison cohorts, and the installation's preferences."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler import codes
from enabler.database import Base
from enabler.models.columns import (
    Chosen,
    Code,
    Key,
    Long,
    Name,
    Recorded,
    Reference,
    Retirable,
    both_or_neither,
    listed,
)
from enabler.vocabulary import Setting, YesNo


class Judgement(Recorded, Base):
    """The main barrier or the share as somebody judged it on a day. Never edited: a new judgement is a new row."""

    __tablename__ = "judgements"
    __table_args__ = (
        CheckConstraint("about IN ('main barrier', 'share')", name="about_known"),
        Index("ix_judgements_stay_id", "stay_id"),
    )

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    about: Mapped[Chosen]
    value: Mapped[Chosen]
    judged_on: Mapped[date | None]  # empty: judged in the sender's system before discharge, day not known


class Estimate(Recorded, Base):
    """Nights expected without the service, sealed before discharge. A change is a new estimate beside the old."""

    __tablename__ = "estimates"
    __table_args__ = (
        CheckConstraint("0 <= low AND low <= likely AND likely <= high", name="low_likely_high"),
        Index("ix_estimates_stay_id", "stay_id"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    low: Mapped[float] = mapped_column(Float)
    likely: Mapped[float] = mapped_column(Float)
    high: Mapped[float] = mapped_column(Float)
    reason: Mapped[Long | None]
    made_by: Mapped[Name | None]
    agreed_by: Mapped[Name | None]
    sealed_at: Mapped[datetime]
    elsewhere: Mapped[str] = listed(YesNo)  # yes: sealed in another system and imported


class EstimateAgreement(Recorded, Base):
    """A second person's agreement, from their own sign-in, that an estimate is fair. One a person, never taken back."""

    __tablename__ = "estimate_agreements"
    __table_args__ = (UniqueConstraint("estimate_id", "recorded_by"),)

    id: Mapped[Key]
    estimate_id: Mapped[int] = mapped_column(ForeignKey("estimates.id"))
    note: Mapped[Long | None]


class ComparisonCohort(Retirable, Recorded, Base):
    """A named cohort of earlier or elsewhere stays."""

    __tablename__ = "comparison_cohorts"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 6", name="grade_known"),
        CheckConstraint(
            "delayed_share IS NULL OR (delayed_share > 0 AND delayed_share <= 1)", name="delayed_share_range"
        ),
        both_or_neither("delayed_share", "delayed_source"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    source: Mapped[Long]
    grade: Mapped[int]
    place: Mapped[Name | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    standard: Mapped[Chosen | None]
    delayed_share: Mapped[float | None]
    delayed_source: Mapped[Long | None]

    rows: Mapped[list["ComparisonCohortRow"]] = relationship(back_populates="cohort", order_by="ComparisonCohortRow.id")


class ComparisonCohortRow(Base):
    __tablename__ = "cohort_rows"
    __table_args__ = (
        CheckConstraint("nights >= 0", name="nights_not_negative"),
        Index("ix_cohort_rows_cohort_id", "cohort_id"),
    )

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("comparison_cohorts.id"))
    setting: Mapped[str] = listed(Setting)
    kind: Mapped[str | None] = listed(codes.barrier_kinds)
    nights: Mapped[int]
    waiting: Mapped[bool]

    cohort: Mapped[ComparisonCohort] = relationship(back_populates="rows")


class Preference(Recorded, Base):
    """One setting of the installation, as JSON text; the last row of a key holds, the others are its history."""

    __tablename__ = "preferences"
    __table_args__ = (Index("ix_preferences_key", "key"),)

    id: Mapped[Key]
    key: Mapped[Code]
    value: Mapped[Long]
    reason: Mapped[Long | None]  # why it was changed, where that must be said
