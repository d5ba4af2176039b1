"""The lines of the tables of days avoided."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from enabler.pages.reports.figure.cells import FigureCell, count, measured
from enabler.rules.method.ledger import Row
from enabler.rules.method.net import Net
from enabler.rules.method.nights import NightTotals


@dataclass(frozen=True)
class GroupLine:
    """A line of the table by group of the main barrier; sums without remainder."""

    group: str
    stays: FigureCell
    expected: FigureCell
    observed: FigureCell
    gross: FigureCell


@dataclass(frozen=True, slots=True)
class WardLine:
    """A ward with its nights, and the stays it discharged that are counted."""

    ward: str
    nights: list[FigureCell]
    stays: FigureCell
    gross: FigureCell


@dataclass(frozen=True, slots=True)
class BasisLine:
    """What rests on one basis."""

    basis: str
    grade: int
    stays: FigureCell
    gross: FigureCell
    part: str
    net: Net


@dataclass(frozen=True)
class RowLine:
    """A stay of the figure with its arithmetic in a sentence."""

    row: Row
    kind: str
    basis: str
    sentence: str


def group_line(group: str, rows: Sequence[Row], key: str) -> GroupLine:
    return GroupLine(
        group,
        count(len(rows), f"rows:stays{key}"),
        measured(fsum(row.expected.nights for row in rows), f"rows:expected{key}", len(rows)),
        count(sum(row.observed for row in rows), f"rows:observed{key}"),
        measured(fsum(row.counted for row in rows), f"rows:gross{key}", len(rows)),
    )


def ward_nights_cells(ward: str, night_totals: NightTotals) -> list[FigureCell]:
    """Delay nights, and those of them that are housing."""
    return [count(night_totals.delay, f"ward:delay:{ward}"), count(night_totals.housing, f"ward:housing:{ward}")]
