"""What a column of the caseload's tables is: its kind, its code list, its description. The tables are in tables.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import partial
from typing import Any

from enabler.models.columns import labels_of


class Sort(StrEnum):
    """What a cell holds."""

    REFERENCE = "reference"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"


class Apart(Enum):
    """What becomes of a column when identities are taken out."""

    DROPPED = "dropped"
    KEPT = "kept"
    KEYED = "keyed"
    DAYS = "days"


Labels = Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Field:
    """A column. `column` is where its text stands in the database; None: worked out, see columns_of in rows.py."""

    name: str
    sort: Sort
    says: str
    column: Any = None
    labels: Labels | None = None
    needed: bool = False  # an empty cell is refused
    longest: int = 200
    also: Mapping[str, str] = field(default_factory=dict)  # other words that senders use for a code
    apart: Apart = Apart.DROPPED

    @property
    def label_name(self) -> str | None:
        """The name of the twin that carries the labels."""
        return f"{self.name}_label" if self.sort is Sort.CODE else None


@dataclass(frozen=True)
class Table:
    """A file of the caseload. `key` identifies a row among all files; without one a row is its stay and its date."""

    name: str
    says: str
    fields: tuple[Field, ...]
    key: str | None = None
    begins: str | None = None  # the date a row begins on

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a row is known again."""
        begins = (self.begins,) if self.begins else ()
        if self.key is not None:
            return (self.key, *begins) if self.name == "barriers" else (self.key,)
        needed = [one.name for one in self.fields if one.needed and one.sort is not Sort.TEXT]
        return tuple(dict.fromkeys([*needed, *begins]))


def reference(name: str, says: str, column: Any, *, needed: bool = True) -> Field:
    return Field(name, Sort.REFERENCE, says, column, needed=needed, longest=80, apart=Apart.KEYED)


def text(
    name: str, says: str, column: Any, *, longest: int = 200, needed: bool = False, apart: Apart = Apart.DROPPED
) -> Field:
    return Field(name, Sort.TEXT, says, column, longest=longest, needed=needed, apart=apart)


def day(name: str, says: str, column: Any = None, *, needed: bool = False) -> Field:
    return Field(name, Sort.DATE, says, column, needed=needed, apart=Apart.DAYS)


def code(
    name: str,
    says: str,
    column: Any,
    labels: Labels | None = None,
    *,
    needed: bool = False,
    also: Mapping[str, str] | None = None,
    apart: Apart = Apart.KEPT,
) -> Field:
    """A column of a list; `labels` only where the column does not know its words."""
    return Field(
        name, Sort.CODE, says, column, labels or partial(labels_of, column), needed, also=also or {}, apart=apart
    )
