"""Column kinds that many tables share, and the constraints that go with them."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, Text, TypeDecorator, event, false
from sqlalchemy.orm import Mapped, MappedColumn, declared_attr, mapped_column

from enabler.vocabulary import Word, labels

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

Key = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
Long = Annotated[str, mapped_column(Text)]
Code = Annotated[str, mapped_column(String(60))]
OURS = {"ours": True}  # a column's `info`: nobody types what it holds
Chosen = Annotated[str, mapped_column(String(60), info=OURS)]  # a code of ours, which nobody types
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


class Withdrawable:
    """A record that was a mistake: withdrawn by whom and why, it is shown and counted nowhere, and can be put back."""

    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[Name | None]
    withdrawn_because: Mapped[Long | None]


def new_reference(prefix: str) -> str:
    """A reference of our own: short to read aloud, telling nothing; the table's unique constraint guards it."""
    return f"{prefix}-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(7))


Words: TypeAlias = type[Word] | Callable[[], Mapping[str, Any]]


class Listed(TypeDecorator[str]):
    """A word of a list: of the vocabulary, which the database holds it to, or of a code list with its labels."""

    impl = String
    cache_ok = True

    def __init__(self, words: Words, length: int = 60, *, checked: bool = True) -> None:
        super().__init__(length)
        self.words = words
        self.length = length
        self.checked = checked and isinstance(words, type)

    def labels(self) -> Mapping[str, str]:
        """The label of each word that may be stored."""
        if isinstance(self.words, type):
            return labels(self.words)
        return {key: str(getattr(one, "label", one)) for key, one in self.words().items()}


def listed(words: Words, length: int = 60, *, checked: bool = True) -> MappedColumn[Any]:
    """A column that knows its words: read by the check, the history, export and dictionary, and the guards of forms.

    `checked` is False for the copy of a value as it once stood.
    """
    return mapped_column(Listed(words, length, checked=checked))


def labels_of(column: Any) -> Mapping[str, str]:
    """The label of each word that a listed column may hold; empty for other columns."""
    return column.type.labels() if isinstance(column.type, Listed) else {}


IDENTIFIES = {"identifies": True}  # a column's `info`: no text, and yet it tells who somebody is


def may_be_in_trail(column: Any) -> bool:
    """Whether the audit trail may hold a value of this column: never what people type, which may say anything of
    anybody.

    A text is typed unless it is of a list (which is a `TypeDecorator` and no `String`), a code of ours or a reference.
    """
    is_typed = isinstance(column.type, String) and not column.info.get("ours") and column.name != "ref"
    return not is_typed and not column.info.get("identifies")


@event.listens_for(Column, "after_parent_attach")
def _hold_to_the_list(column: "Column[Any]", table: object) -> None:
    """The column holds one of its words, or nothing."""
    if isinstance(table, Table) and isinstance(column.type, Listed) and column.type.checked:
        words = ", ".join("'" + word.replace("'", "''") + "'" for word in column.type.labels())
        check = f"{column.name} IS NULL OR {column.name} IN ({words})"
        table.append_constraint(CheckConstraint(check, name=f"{column.name}_known"))


def in_order(earlier: str, later: str) -> CheckConstraint:
    return CheckConstraint(f"{later} IS NULL OR {earlier} IS NULL OR {earlier} <= {later}", name=f"{earlier}_first")


def both_or_neither(one: str, other: str) -> CheckConstraint:
    return CheckConstraint(f"({one} IS NULL) = ({other} IS NULL)", name=f"{one}_with_{other}")
