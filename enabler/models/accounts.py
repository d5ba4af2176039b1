"""People who sign in, their sessions, what they sent and printed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, ScalarSelect, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.columns import Code, Key, Long, Name, Recorded, Versioned, both_or_neither, listed
from enabler.models.wards import Ward
from enabler.vocabulary import Role


def _own_name(context: Any) -> str:
    return str(context.get_current_parameters()["name"])


class User(Versioned, Recorded, Base):
    """An individual account. Never deleted, and its name never changes, so that what somebody did keeps its name."""

    __tablename__ = "users"
    __table_args__ = (both_or_neither("disabled_at", "disabled_by"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    name_key: Mapped[str] = mapped_column(String(120), unique=True)  # folded: one Sam Okafor, however typed
    # as lists and paper call them, which may change
    display_name: Mapped[str] = mapped_column(String(200), default=_own_name, server_default="")
    phone: Mapped[Code | None]  # at work
    role: Mapped[str] = listed(Role)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    one_time_until: Mapped[datetime | None]  # while the password is a one-time one
    disabled_at: Mapped[datetime | None]
    disabled_by: Mapped[Name | None]

    wards: Mapped[list[Ward]] = relationship(secondary="user_wards", order_by=Ward.name)


def of_account(column: Any, user_id: Any) -> ScalarSelect[Any]:
    """A column of the account that a row of another table names."""
    return select(column).where(User.id == user_id).scalar_subquery()


class UserWard(Base):
    __tablename__ = "user_wards"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    ward_id: Mapped[int] = mapped_column(ForeignKey("wards.id"), primary_key=True)


class SignInSession(Base):
    """A server-side session. Only the hash of its token is kept: a stolen database signs nobody in."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_user_id", "user_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    pc: Mapped[Code]
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    messages: Mapped[Long | None]  # JSON: what to say on the next page

    user: Mapped[User] = relationship()


class FailedTries(Base):
    """Wrong passwords lately, for one name and one origin. The key is a keyed hash: it tells neither of them."""

    __tablename__ = "failed_tries"
    __table_args__ = (Index("ix_failed_tries_failed_at", "failed_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failed: Mapped[int]
    failed_at: Mapped[datetime]
    wait_until: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser on which somebody has signed in before; of its cookie only the hash."""

    __tablename__ = "known_devices"

    device_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    used_at: Mapped[datetime]


class Submission(Base):
    """A form that was saved: the same token a second time is answered with where the first one went."""

    __tablename__ = "submissions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    location: Mapped[Long | None]
    message: Mapped[Long | None]
    content: Mapped[str | None] = mapped_column(String(64))  # a keyed fingerprint of what it said


class Draft(Base):
    """What somebody typed and has not saved yet, kept on the server and private to its author."""

    __tablename__ = "drafts"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    fields: Mapped[Long]  # JSON: name to list of values
    at: Mapped[datetime]


class PendingImport(Recorded, Base):
    """A file that was previewed and not yet accepted; private to the person who brought it."""

    __tablename__ = "pending_imports"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ward_id: Mapped[int | None] = mapped_column(ForeignKey("wards.id"))
    kind: Mapped[Code]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    corrections: Mapped[Long | None]  # JSON: cells put right on the preview
