"""The stay and what is dated about it: wards, expected dates, leave, ready periods, other reasons, screening."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler import codes
from enabler.database import Base
from enabler.models.accounts import User, of_account
from enabler.models.barriers import Barrier
from enabler.models.columns import (
    Chosen,
    Code,
    EndsWithStay,
    Key,
    Long,
    Name,
    Recorded,
    Reference,
    Versioned,
    Withdrawable,
    both_or_neither,
    in_order,
    listed,
)
from enabler.models.only_added_to import guard
from enabler.models.patients import Patient
from enabler.models.wards import Ward
from enabler.models.work import Action, Contact
from enabler.vocabulary import (
    DischargeOutcome,
    Held,
    LeaveKind,
    ReadyEnd,
    ReadyStandard,
    ScreeningResult,
    Setting,
    YesNo,
)


class Stay(Withdrawable, Versioned, Recorded, Base):
    """One hospital stay. With `case_opened_on` it is a case: the service has taken it on."""

    __tablename__ = "stays"
    __table_args__ = (
        in_order("admitted_on", "discharged_on"),
        CheckConstraint("discharge_outcome IS NULL OR discharged_on IS NOT NULL", name="outcome_with_discharge"),
        CheckConstraint("officer_id IS NULL OR held_under IS NULL", name="one_holder"),
        both_or_neither("withdrawn_at", "withdrawn_by"),
        both_or_neither("withdrawn_at", "withdrawn_because"),
        Index("ix_stays_officer_id", "officer_id"),
        Index("ix_stays_patient_id", "patient_id"),
        Index("ix_stays_ward_open", "ward_id", "discharged_on"),
        Index("ix_stays_discharged_on", "discharged_on"),
        Index("ix_stays_discharge_outcome", "discharge_outcome", "patient_id"),
        Index("ix_stays_case_opened_on", "case_opened_on"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    ward_id: Mapped[int] = mapped_column(ForeignKey("wards.id"))  # where the patient lies now, or lay last
    setting: Mapped[str] = listed(Setting)
    bed: Mapped[Code | None]
    admitted_on: Mapped[date | None]
    case_opened_on: Mapped[date | None]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # who holds the case
    held_under: Mapped[Name | None]  # who holds it by a name that is no account's, as imports and old records have
    what_is_wrong: Mapped[Long | None]  # the first line said at the bedside
    expected_discharge_on: Mapped[date | None]
    discharged_on: Mapped[date | None]
    discharge_outcome: Mapped[str | None] = listed(DischargeOutcome)
    discharge_destination: Mapped[str | None] = listed(codes.discharge_destinations)
    home_after: Mapped[str | None] = listed(
        codes.homes
    )  # accommodation type after discharge: 19 alone never says housed
    discharge_note: Mapped[Long | None]

    legal_status: Mapped[str | None] = listed(codes.mental_health_act_statuses)  # never printed
    referral_source: Mapped[Name | None]
    housing_on_admission: Mapped[str | None] = listed(codes.accommodation_types)  # accommodation type
    landlord: Mapped[Name | None]
    council: Mapped[Name | None]
    household: Mapped[Long | None]
    waiting_at_home: Mapped[Long | None]  # pets, children, keys, meters

    hospital_says_fit_on: Mapped[date | None]  # "medically fit" on a hospital list: not a ready date until confirmed
    gone_from_list_on: Mapped[date | None]  # no longer on the hospital's list: Today asks where to
    list_note: Mapped[Long | None]  # cells of the last list that nobody could read, as they were written
    last_confirmed_at: Mapped[datetime | None]
    last_confirmed_by: Mapped[Name | None]

    patient: Mapped[Patient] = relationship(back_populates="stays")
    ward: Mapped[Ward] = relationship()
    officer: Mapped[User | None] = relationship()
    ready_periods: Mapped[list["ReadyPeriod"]] = relationship(back_populates="stay", order_by="ReadyPeriod.ready_on")
    leave: Mapped[list["Leave"]] = relationship(back_populates="stay", order_by="Leave.from_on")
    delay_reasons: Mapped[list["DelayReason"]] = relationship(back_populates="stay", order_by="DelayReason.from_on")
    ward_moves: Mapped[list["WardMove"]] = relationship(back_populates="stay", order_by="WardMove.from_on")
    barriers: Mapped[list[Barrier]] = relationship(back_populates="stay", order_by="Barrier.id")
    actions: Mapped[list[Action]] = relationship(back_populates="stay", order_by="Action.due_on")
    contacts: Mapped[list[Contact]] = relationship(back_populates="stay", order_by="Contact.on.desc()")
    held_benefits: Mapped["HeldBenefits | None"] = relationship()

    @hybrid_property
    def officer_name(self) -> str | None:
        """Who holds the case, as lists and paper call them."""
        return self.officer.display_name if self.officer else self.held_under

    @officer_name.inplace.expression
    @classmethod
    def _officer_name(cls) -> ColumnElement[str | None]:
        return func.coalesce(of_account(User.display_name, cls.officer_id), cls.held_under)

    @hybrid_property
    def officer_account(self) -> str | None:
        """Who holds the case, by the name of the account, which never changes."""
        return self.officer.name if self.officer else self.held_under

    @officer_account.inplace.expression
    @classmethod
    def _officer_account(cls) -> ColumnElement[str | None]:
        return func.coalesce(of_account(User.name, cls.officer_id), cls.held_under)


class CaseHolder(Recorded, Base):
    """From this day somebody held the case, or nobody did. Only added to: the database refuses to change or remove
    one."""

    __tablename__ = "case_holders"
    __table_args__ = (Index("ix_case_holders_stay_id", "stay_id"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    held_under: Mapped[Name | None]
    from_on: Mapped[date | None]

    officer: Mapped[User | None] = relationship()

    @property
    def name(self) -> str | None:
        return self.officer.display_name if self.officer else self.held_under


guard(CaseHolder, "holders of a case are only added to")


class HeldBenefits(Versioned, Recorded, Base):
    """Which benefits the patient has: what is not recorded as held has no dates."""

    __tablename__ = "held_benefits"

    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"), primary_key=True)
    universal_credit_housing: Mapped[str | None] = listed(Held)
    housing_benefit: Mapped[str | None] = listed(Held)
    pip_or_dla: Mapped[str | None] = listed(Held)
    attendance_allowance: Mapped[str | None] = listed(Held)


class WardMove(Recorded, Base):
    """From this date the patient lay on this ward, in this bed."""

    __tablename__ = "ward_moves"
    __table_args__ = (Index("ix_ward_moves_stay_id", "stay_id"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    ward_id: Mapped[int] = mapped_column(ForeignKey("wards.id"))
    bed: Mapped[Code | None]
    from_on: Mapped[date | None]

    stay: Mapped[Stay] = relationship(back_populates="ward_moves")
    ward: Mapped[Ward] = relationship()


class ExpectedDischarge(Recorded, Base):
    """An expected discharge date as it once stood: how often it slipped is a fact about the stay."""

    __tablename__ = "expected_discharges"
    __table_args__ = (Index("ix_expected_discharges_stay_id", "stay_id"),)

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    expected_on: Mapped[date | None]
    reason: Mapped[Long | None]


class Leave(Versioned, Recorded, Base):
    """Nights away on leave, `[from_on, to_on)`; they count only while the bed is kept."""

    __tablename__ = "leave"
    __table_args__ = (
        in_order("from_on", "to_on"),
        Index("ix_leave_stay_id", "stay_id"),
    )

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[str | None] = listed(LeaveKind)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    bed_kept: Mapped[str | None] = listed(YesNo)

    stay: Mapped[Stay] = relationship(back_populates="leave")


class ReadyPeriod(EndsWithStay, Versioned, Recorded, Base):
    """`[ready_on, ended_on)`: the team said the patient no longer needed the bed, until they left or were unwell
    again."""

    __tablename__ = "ready_periods"
    __table_args__ = (
        in_order("ready_on", "ended_on"),
        CheckConstraint("end_reason IS NULL OR ended_on IS NOT NULL", name="end_reason_when_ended"),
        Index("ix_ready_periods_stay_id", "stay_id"),
    )

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    ready_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = listed(ReadyEnd)
    standard: Mapped[str | None] = listed(ReadyStandard)
    said_by: Mapped[Name | None]

    stay: Mapped[Stay] = relationship(back_populates="ready_periods")


class ReadyPeriodValue(Recorded, Base):
    """What a ready period said before it was changed."""

    __tablename__ = "ready_period_values"
    __table_args__ = (Index("ix_ready_period_values_ready_period_id", "ready_period_id"),)

    id: Mapped[Key]
    ready_period_id: Mapped[int] = mapped_column(ForeignKey("ready_periods.id"))
    ready_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = listed(ReadyEnd, checked=False)
    standard: Mapped[str | None] = listed(ReadyStandard, checked=False)
    said_by: Mapped[Name | None]


class DelayReason(Versioned, Recorded, Base):
    """Another reason the patient was held, `[from_on, to_on)`, by a national code list."""

    __tablename__ = "delay_reasons"
    __table_args__ = (in_order("from_on", "to_on"), Index("ix_delay_reasons_stay_id", "stay_id"))

    id: Mapped[Key]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    list: Mapped[str] = listed(codes.delay_reason_lists)
    code: Mapped[Chosen]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    stay: Mapped[Stay] = relationship(back_populates="delay_reasons")


class Screening(Recorded, Base):
    """One answer to the screening questions; "no issue" and "declined" count too. The stay may be forgotten, the
    count not."""

    __tablename__ = "screenings"
    __table_args__ = (Index("ix_screenings_ward_id_screened_on", "ward_id", "screened_on"),)

    id: Mapped[Key]
    ward_id: Mapped[int] = mapped_column(ForeignKey("wards.id"))
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stays.id"))
    screened_on: Mapped[date]
    result: Mapped[str] = listed(ScreeningResult)
