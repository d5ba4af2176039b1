"""Discharge and after: the checklist, the follow-ups with their tries, and what the patient says."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.columns import Chosen, Key, Long, Name, Recorded, Reference, Versioned, listed
from enabler.vocabulary import Asked, CheckState, ContactMethod, DischargeCheck, FollowUpResult, HomeKept, Milestone

if TYPE_CHECKING:
    from enabler.models.stays import Stay


class DischargeCheckAnswer(Versioned, Recorded, Base):
    """One line of the checklist before somebody goes home; no row or no state means nobody has looked yet."""

    __tablename__ = "discharge_checks"
    __table_args__ = (UniqueConstraint("stay_id", "item"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    item: Mapped[str] = listed(DischargeCheck)
    state: Mapped[str | None] = listed(CheckState)
    note: Mapped[Long | None]


class FollowUp(Versioned, Recorded, Base):
    """A planned check after discharge."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("stay_id", "milestone"),
        CheckConstraint("result IS NULL OR done_on IS NOT NULL", name="result_when_done"),
        CheckConstraint("cancelled_because IS NULL OR done_on IS NULL", name="cancelled_or_done"),
        Index("ix_follow_ups_due", "done_on", "due_on"),
        Index("ix_follow_ups_result", "result", "stay_id"),
        Index("ix_follow_ups_stay_open", "stay_id", "done_on", "due_on"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    milestone: Mapped[str] = listed(Milestone)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    result: Mapped[str | None] = listed(FollowUpResult)
    home_kept: Mapped[str | None] = listed(HomeKept)
    readmitted: Mapped[str | None] = listed(Asked)
    readmission_housing_related: Mapped[str | None] = listed(Asked)
    note: Mapped[Long | None]
    cancelled_because: Mapped[Name | None]  # died: nobody rings

    stay: Mapped["Stay"] = relationship()
    tries: Mapped[list["FollowUpTry"]] = relationship(back_populates="follow_up", order_by="FollowUpTry.tried_at")


class FollowUpTry(Recorded, Base):
    """An attempt to reach somebody for a follow-up."""

    __tablename__ = "follow_up_tries"
    __table_args__ = (Index("ix_follow_up_tries_follow_up_id", "follow_up_id"),)

    id: Mapped[Key]
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_ups.id"))
    tried_at: Mapped[datetime]
    method: Mapped[str | None] = listed(ContactMethod, checked=False)
    note: Mapped[Long | None]

    follow_up: Mapped[FollowUp] = relationship(back_populates="tries")


class WellbeingAnswer(Recorded, Base):
    """One answer to one item of an instrument in codes/wellbeing_items.csv; who asked matters, so it is kept."""

    __tablename__ = "wellbeing_answers"
    __table_args__ = (UniqueConstraint("stay_id", "occasion", "instrument", "item"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    occasion: Mapped[Chosen]  # start, discharge, or a milestone
    asked_on: Mapped[date]
    asked_by: Mapped[Name | None]
    instrument: Mapped[Chosen]
    item: Mapped[int]
    answer: Mapped[int | None]  # empty: not answered
