"""What was said and what is to be done: contacts and actions."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.accounts import User, of_account
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
    owner: Mapped[Name | None]  # as typed
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # where it is somebody of the service
    due_on: Mapped[date | None]
    snoozed_until: Mapped[date | None]
    done_on: Mapped[date | None]
    outcome: Mapped[Long | None]

    stay: Mapped["Stay"] = relationship(back_populates="actions")
    of_service: Mapped[User | None] = relationship()

    @hybrid_property
    def owner_name(self) -> str | None:
        """Who does it: somebody of the service by the name of today, anybody else as typed."""
        return self.of_service.display_name if self.of_service else self.owner

    @owner_name.inplace.expression
    @classmethod
    def _owner_name(cls) -> ColumnElement[str | None]:
        return func.coalesce(of_account(User.display_name, cls.owner_id), cls.owner)

    @hybrid_property
    def owner_account(self) -> str | None:
        """Who does it, somebody of the service by the name of the account, which never changes."""
        return self.of_service.name if self.of_service else self.owner

    @owner_account.inplace.expression
    @classmethod
    def _owner_account(cls) -> ColumnElement[str | None]:
        return func.coalesce(of_account(User.name, cls.owner_id), cls.owner)


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
