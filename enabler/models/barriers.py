"""What stands in the way: barriers, the intervals they stood, and one table of facts per family."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler import codes
from enabler.database import Base
from enabler.models.columns import (
    Code,
    EndsWithStay,
    Key,
    Long,
    Name,
    Recorded,
    Reference,
    Versioned,
    in_order,
    listed,
)
from enabler.vocabulary import AdaptationRoute, ConsentGiven, LandlordStep, ReferralReason, Tenancy, YesNo

if TYPE_CHECKING:
    from enabler.models.stays import Stay
    from enabler.models.wards import Agency


class Barrier(Versioned, Recorded, Base):
    """A barrier of a kind in codes/barrier_kinds.csv. It stood over its intervals; re-opening starts another."""

    __tablename__ = "barriers"
    __table_args__ = (
        Index("ix_barriers_stay_id", "stay_id", "blocks_discharge"),
        Index("ix_barriers_waiting_agency_id", "waiting_agency_id"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[str] = listed(codes.barrier_kinds)
    blocks_discharge: Mapped[str | None] = listed(YesNo)  # empty: not recorded, which does not count
    note: Mapped[Long | None]
    waiting_on: Mapped[Name | None]  # in words: "City council housing options"
    waiting_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    waiting_person: Mapped[Name | None]
    waiting_since: Mapped[date | None]

    stay: Mapped["Stay"] = relationship(back_populates="barriers")
    intervals: Mapped[list["BarrierInterval"]] = relationship(
        back_populates="barrier", order_by="[BarrierInterval.began_on, BarrierInterval.id]"
    )
    waiting_agency: Mapped["Agency | None"] = relationship()


class BarrierInterval(EndsWithStay, Recorded, Base):
    """`[began_on, resolved_on)`, open-ended while unresolved. `began_on` is when it began to matter."""

    __tablename__ = "barrier_intervals"
    __table_args__ = (
        in_order("began_on", "resolved_on"),
        Index("ix_barrier_intervals_barrier_id", "barrier_id", "began_on", "resolved_on"),
    )

    id: Mapped[Key]
    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"))
    began_on: Mapped[date]
    resolved_on: Mapped[date | None]
    how_resolved: Mapped[Long | None]

    barrier: Mapped[Barrier] = relationship(back_populates="intervals")


class ArrearsFacts(Versioned, Recorded, Base):
    __tablename__ = "arrears_facts"
    __table_args__ = (
        CheckConstraint("balance_pence IS NULL OR balance_pence >= 0", name="balance_not_negative"),
        CheckConstraint("weekly_rent_pence IS NULL OR weekly_rent_pence >= 0", name="rent_not_negative"),
    )

    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"), primary_key=True)
    landlord: Mapped[Name | None]
    balance_pence: Mapped[int | None]
    balance_on: Mapped[date | None]
    weekly_rent_pence: Mapped[int | None]
    plan_weekly_pence: Mapped[int | None]
    plan_offered_on: Mapped[date | None]
    plan_agreed_on: Mapped[date | None]
    first_payment_kept: Mapped[str | None] = listed(YesNo, checked=False)
    tenancy: Mapped[str | None] = listed(Tenancy)
    landlord_step: Mapped[str | None] = listed(LandlordStep, 200, checked=False)
    notice_expires_on: Mapped[date | None]
    hearing_on: Mapped[date | None]


class AdaptationFacts(Versioned, Recorded, Base):
    """The grant path, a date for each step reached; who is waited for is on the barrier."""

    __tablename__ = "adaptation_facts"

    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"), primary_key=True)
    route: Mapped[str | None] = listed(AdaptationRoute, checked=False)
    assessment_asked_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    means_tested_on: Mapped[date | None]
    landlord_consent_on: Mapped[date | None]
    application_valid_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    works_started_on: Mapped[date | None]
    works_done_on: Mapped[date | None]
    interim_plan: Mapped[Long | None]


class BenefitFacts(Versioned, Recorded, Base):
    __tablename__ = "benefit_facts"

    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"), primary_key=True)
    benefit: Mapped[Name | None]
    stopped_on: Mapped[date | None]
    claimed_on: Mapped[date | None]
    expected_on: Mapped[date | None]
    in_payment_on: Mapped[date | None]
    weekly_pence: Mapped[int | None]


class HomelessnessFacts(Versioned, Recorded, Base):
    """The duty to refer: sent only with contact details, consent and an agreed reason."""

    __tablename__ = "homelessness_facts"
    __table_args__ = (
        CheckConstraint(
            "referred_on IS NULL OR (consent_given = 'yes' AND contact_details IS NOT NULL AND reason IS NOT NULL)",
            name="referred_with_minimums",
        ),
    )

    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"), primary_key=True)
    council: Mapped[Name | None]
    consent_given: Mapped[str | None] = listed(YesNo)
    consent_on: Mapped[date | None]
    consent_how: Mapped[str | None] = listed(ConsentGiven, checked=False)
    contact_details: Mapped[Long | None]
    reason: Mapped[str | None] = listed(ReferralReason, checked=False)
    referred_on: Mapped[date | None]
    council_reference: Mapped[Code | None]
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None] = listed(codes.referral_outcomes, 200)
    duty_started_on: Mapped[date | None]  # means something only beside an outcome that accepts a duty
    decision_received_on: Mapped[date | None]  # the 21 days for a review begin with it


class HazardFacts(Versioned, Recorded, Base):
    """`landlord_told_at` only where somebody gave the time; the day is told without it."""

    __tablename__ = "hazard_facts"

    barrier_id: Mapped[int] = mapped_column(ForeignKey("barriers.id"), primary_key=True)
    hazard: Mapped[Name | None]
    social_landlord: Mapped[str | None] = listed(YesNo)
    tenancy: Mapped[str | None] = listed(Tenancy)
    emergency: Mapped[str | None] = listed(YesNo)
    damp_or_mould: Mapped[str | None] = listed(YesNo)
    landlord_told_on: Mapped[date | None]
    landlord_told_at: Mapped[datetime | None]
    investigated_on: Mapped[date | None]
    summary_given_on: Mapped[date | None]
    made_safe_on: Mapped[date | None]
    works_booked_on: Mapped[date | None]
    works_done_on: Mapped[date | None]
