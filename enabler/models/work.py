"""What was said and what is to be done: contacts and actions."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.columns import Key, Long, Name, Recorded, Reference, Versioned, listed
from enabler.vocabulary import ContactMethod, OwnerKind

if TYPE_CHECKING:
    from enabler.models.stays import Stay


class Action(Versioned, Recorded, Base):
    """Something somebody will do by a date; done when `done_on` is set."""

    __tablename__ = "actions"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR done_on IS NOT NULL", name="outcome_when_done"),
        Index("ix_actions_stay_open", "stay_id", "done_on", "due_on"),
        Index("ix_actions_due", "done_on", "due_on"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    barrier_id: Mapped[int | None] = mapped_column(ForeignKey("barriers.id"))
    what: Mapped[Long]
    owner_kind: Mapped[str | None] = listed(OwnerKind)
    owner: Mapped[Name | None]
    due_on: Mapped[date | None]
    snoozed_until: Mapped[date | None]
    done_on: Mapped[date | None]
    outcome: Mapped[Long | None]

    stay: Mapped["Stay"] = relationship(back_populates="actions")


class Contact(Versioned, Recorded, Base):
    """A conversation or an attempt at one."""

    __tablename__ = "contacts"
    __table_args__ = (Index("ix_contacts_stay_id_on", "stay_id", "on"),)

    id: Mapped[Key]
    ref: Mapped[Reference]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    barrier_id: Mapped[int | None] = mapped_column(ForeignKey("barriers.id"))
    on: Mapped[date]
    with_whom: Mapped[Name | None]
    method: Mapped[str | None] = listed(ContactMethod)
    text: Mapped[Long | None]

    stay: Mapped["Stay"] = relationship(back_populates="contacts")
