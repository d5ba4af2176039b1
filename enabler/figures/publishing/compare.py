"""Where two trees of plain values differ, by name and with both values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """`name` as in the JSON: totals.net.central, rows[2].observed. A value that is missing on one side is None."""

    name: str
    one: Any
    other: Any


def compare(one: Any, other: Any, where: str = "") -> Iterator[Difference]:
    """In the order of the names; a list of another length differs as a whole."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            yield from compare(one.get(name), other.get(name), f"{where}.{name}".lstrip("."))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from compare(a, b, f"{where}[{place}]")
    elif one != other:
        yield Difference(where, one, other)
