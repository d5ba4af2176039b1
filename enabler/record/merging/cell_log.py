"""What a merge changes, cell by cell with what stood there before, so that it can be taken back exactly."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from enabler.database import Base
from enabler.models import WITH_WITHDRAWN

Value = str | int | float | bool | None
MODELS: dict[str, type[Base]] = {}


@dataclass(frozen=True, slots=True)
class CellChange:
    """`key`: the row's own, as it was before. Dates and instants are text."""

    table: str
    key: int
    column: str
    before: Value
    after: Value

    @property
    def key_now(self) -> int:
        """A row whose key is its stay's was moved with it."""
        is_key = self.column in _key_columns(model_of(self.table))
        return int(self.after or 0) if is_key else self.key

    @property
    def taken_back(self) -> "CellChange":
        return CellChange(self.table, self.key_now, self.column, self.after, self.before)

    def row(self, session: Session) -> Any:
        return session.get(model_of(self.table), self.key_now, execution_options=WITH_WITHDRAWN)


class CellLog:
    """Rows are changed through it. A cell that is changed twice keeps what stood there first."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, int, str], CellChange] = {}
        self._first_keys: dict[tuple[str, int], int] = {}  # of rows whose key is their stay's, by the key they have now

    def put(self, row: Base, **values: Any) -> None:
        table, key_now = row.__tablename__, _key(row)
        key = self._first_keys.get((table, key_now), key_now)
        for name, value in values.items():
            before = getattr(row, name)
            if before == value:
                continue
            place = (table, key, name)
            first = self._cells[place].before if place in self._cells else plain(before)
            self._cells[place] = CellChange(table, key, name, first, plain(value))
            setattr(row, name, value)
            if name in _key_columns(type(row)):
                self._first_keys[table, value] = key

    @property
    def cells(self) -> list[CellChange]:
        return [cell for cell in self._cells.values() if cell.before != cell.after]


def _key_columns(model: type[Base]) -> set[str]:
    return {column.name for column in inspect(model).primary_key}


def _key(row: Base) -> int:
    """As the database has it, also once another was put."""
    identity = inspect(row).identity
    if identity is None:
        raise ValueError("a new row has nothing that could be put back")
    return int(identity[0])


def plain(value: Any) -> Value:
    return value.isoformat() if isinstance(value, date | datetime) else value


def as_stored(cell: CellChange, value: Value) -> Any:
    """What the column holds for a plain value."""
    kind = getattr(model_of(cell.table), cell.column).type.python_type
    if isinstance(value, str) and issubclass(kind, datetime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and issubclass(kind, date) else value


def model_of(table: str) -> type[Base]:
    if not MODELS:
        MODELS.update({mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers})
    return MODELS[table]


@dataclass(frozen=True, slots=True)
class MergeChanges:
    """All that a merge changed; `overlapping`: ids of stays that covered the same nights already, within one record."""

    cells: list[CellChange]
    overlapping: list[tuple[int, int]]

    def to_text(self) -> str:
        said = {"cells": [asdict(cell) for cell in self.cells], "overlapping": self.overlapping}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "MergeChanges":
        said = json.loads(text)
        pairs = [(one, other) for one, other in said["overlapping"]]
        return cls([CellChange(**cell) for cell in said["cells"]], pairs)
