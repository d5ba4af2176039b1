"""The rules' plain values as JSON and back, exactly: what a published report keeps must give the same figures again."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, dates in ISO, words as their values, tuples as lists. Floats keep every digit in JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Kind], value: Any) -> Kind:
    """The value of this type that `to_plain` made `value` from; raises KeyError or ValueError when it does not fit.

    A name that is missing takes its default: what was frozen before the name existed.
    """
    return _from_plain(kind, value)


def _has_default(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _from_plain(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if value is None else _from_plain(next(arg for arg in get_args(kind) if arg is not NoneType), value)
    if origin is tuple:
        return tuple(_from_plain(get_args(kind)[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        of, to = get_args(kind)
        return {_from_plain(of, key): _from_plain(to, item) for key, item in value.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        hints, held = (
            get_type_hints(kind),
            [field for field in fields(kind) if field.name in value or not _has_default(field)],
        )
        return kind(**{one.name: _from_plain(hints[one.name], value[one.name]) for one in held})
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum | int | float) and kind is not bool:
        return kind(value)
    return value
