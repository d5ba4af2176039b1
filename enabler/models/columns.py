"""Column kinds that many tables share, and the constraints that go with them."""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, Integer, String, Text, false
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

Key = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
Long = Annotated[str, mapped_column(Text)]
Code = Annotated[str, mapped_column(String(60))]
Reference = Annotated[str, mapped_column(String(80), unique=True)]


def by_bytes(length: int) -> String:
    """Text that both databases sort by its bytes, so that "begins with" is a range of an index whatever the locale."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Versioned:
    """A row that people edit: its version goes up by one at every save, and a form carries the one it was made from."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Recorded:
    """Who wrote the row down, and when."""

    recorded_at: Mapped[datetime]
    recorded_by: Mapped[Name]


class EndsWithStay:
    """A span that a discharge can close. Only what it closed goes on when the discharge is taken back."""

    closed_by_discharge: Mapped[bool] = mapped_column(default=False, server_default=false())


class Retirable:
    """Evidence that is taken out of use, by whom and why; the row stays, for the reports that used it."""

    retired_on: Mapped[date | None]
    retired_by: Mapped[Name | None]
    retired_why: Mapped[Long | None]


def new_reference(prefix: str) -> str:
    """A reference of our own: short to read aloud, telling nothing; the table's unique constraint guards it."""
    return f"{prefix}-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(7))


def one_of(column: str, words: type[StrEnum], name: str | None = None) -> CheckConstraint:
    """The column holds one of these words, or nothing."""
    listed = ", ".join("'" + str(word.value).replace("'", "''") + "'" for word in words)
    return CheckConstraint(f"{column} IS NULL OR {column} IN ({listed})", name=name or f"{column}_known")


def in_order(earlier: str, later: str) -> CheckConstraint:
    return CheckConstraint(f"{later} IS NULL OR {earlier} IS NULL OR {earlier} <= {later}", name=f"{earlier}_first")


def both_or_neither(one: str, other: str) -> CheckConstraint:
    return CheckConstraint(f"({one} IS NULL) = ({other} IS NULL)", name=f"{one}_with_{other}")
