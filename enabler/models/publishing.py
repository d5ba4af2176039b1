"""What makes a figure stand up: confirmations, costs, cited values, published reports, indicators and trials."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from enabler import codes
from enabler.database import Base
from enabler.models.columns import (
    OURS,
    Chosen,
    Code,
    Key,
    Long,
    Name,
    Recorded,
    Reference,
    Retirable,
    Versioned,
    in_order,
    listed,
)
from enabler.vocabulary import Confirmation, Setting, YesNo


class RowConfirmation(Recorded, Base):
    """A confirmation or dispute of a stay's row by a second person. Never edited: the last one counts."""

    __tablename__ = "confirmations"
    __table_args__ = (Index("ix_confirmations_stay_id", "stay_id"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    state: Mapped[str] = listed(Confirmation)
    note: Mapped[Long | None]
    avoided: Mapped[float]  # the nights that were looked at when it was said


class UnitCost(Retirable, Recorded, Base):
    """A cost of a bed night with its source. Without a source there are no pounds."""

    __tablename__ = "unit_costs"
    __table_args__ = (
        CheckConstraint("pounds > 0", name="pounds_positive"),
        CheckConstraint("low IS NULL OR high IS NULL OR (low <= pounds AND pounds <= high)", name="low_to_high"),
    )

    id: Mapped[Key]
    setting: Mapped[str] = listed(Setting)
    unit: Mapped[Chosen]
    pounds: Mapped[float]
    low: Mapped[float | None]
    high: Mapped[float | None]
    price_year: Mapped[Code]
    cashable: Mapped[str] = listed(YesNo)
    source: Mapped[Long]


class ServiceCost(Versioned, Recorded, Base):
    """What the service cost over a period, by who paid."""

    __tablename__ = "service_costs"
    __table_args__ = (in_order("from_on", "to_on"), CheckConstraint("pence >= 0", name="pence_not_negative"))

    id: Mapped[Key]
    funder: Mapped[Name]
    from_on: Mapped[date]
    to_on: Mapped[date]
    pence: Mapped[int]
    note: Mapped[Long | None]


class CitedMean(Retirable, Recorded, Base):
    """A mean number of housing nights from a source, with its citation."""

    __tablename__ = "cited_means"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 6", name="grade_known"),
        CheckConstraint("nights >= 0 AND n > 0", name="nights_and_n"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    setting: Mapped[str] = listed(Setting)
    kind: Mapped[str | None] = listed(codes.barrier_kinds)
    nights: Mapped[float]
    low: Mapped[float | None]
    high: Mapped[float | None]
    n: Mapped[int]
    grade: Mapped[int]
    citation: Mapped[Long]


class PublishedReport(Recorded, Base):
    """A frozen report: the rows it used, its settings, code-list versions, seed and results. Never edited."""

    __tablename__ = "published_reports"
    __table_args__ = (in_order("period_from", "period_to"),)

    id: Mapped[Key]
    ref: Mapped[Reference]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("published_reports.id"))
    correction: Mapped[Long | None]  # why it replaces the other
    ward: Mapped[Name | None]
    period_from: Mapped[date]
    period_to: Mapped[date]
    as_at: Mapped[date]
    frozen: Mapped[Long]  # canonical JSON
    fingerprint: Mapped[str] = mapped_column(String(64), info=OURS)
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), info=OURS)
    board_pdf: Mapped[bytes | None] = mapped_column(LargeBinary)  # the copy without the annex of references
    board_pdf_sha256: Mapped[str | None] = mapped_column(String(64), info=OURS)
    published_at: Mapped[datetime]


class IndicatorVersion(Recorded, Base):
    """A definition of an indicator; a change is a new version, and a figure prints the one it was counted by."""

    __tablename__ = "indicator_versions"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[Key]
    key: Mapped[Chosen]
    number: Mapped[int]
    name: Mapped[Name]
    numerator: Mapped[Long]
    denominator: Mapped[Long]
    exclusions: Mapped[Long | None]
    evidence: Mapped[Long | None]
    retired_on: Mapped[date | None]
    reason: Mapped[Long | None]  # why the words changed


class Trial(Versioned, Recorded, Base):
    """A named, time-boxed trial on a ward or on all, to look before and after."""

    __tablename__ = "trials"
    __table_args__ = (in_order("from_on", "to_on"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    ward_id: Mapped[int | None] = mapped_column(ForeignKey("wards.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    what_changes: Mapped[Long]
    indicator: Mapped[Chosen | None]  # the key of what is looked at before and after
    learnt: Mapped[Long | None]


class DataExport(Recorded, Base):
    """Data that was taken out, for whom and why, in the words of who did it; how many rows is in the audit trail."""

    __tablename__ = "exports"

    id: Mapped[Key]
    level: Mapped[Chosen]
    format: Mapped[Chosen]
    study: Mapped[Name | None]
    reason: Mapped[Long | None]
