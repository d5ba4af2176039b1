"""Nights in pounds, only at a sourced unit cost of the same setting, and the break-even."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.ledger import Row, row_totals
from enabler.rules.method.net import Net
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

WORDS = "capacity released, not cash saved"
BED_NIGHT = "bed night"
DAYS_A_WEEK = 7

_YEAR = re.compile(r"(?P<from>\d{4})(?:/(?P<to>\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class SourcedCost:
    """Pounds for a bed night of a setting, in the prices of a year (2025, or 2023/24), with its range where known."""

    setting: Setting
    pounds: float
    price_year: str
    source: str
    low: float | None = None
    high: float | None = None
    cashable: bool = False
    unit: str = BED_NIGHT

    @property
    def range(self) -> tuple[float, float]:
        """Low and high; the cost itself where its source gives none."""
        return self.pounds if self.low is None else self.low, self.pounds if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Worth:
    """Net nights of one setting and what they are worth, in pounds: low and high over both nets and unit costs."""

    cost: SourcedCost
    stays: int
    net: Net
    pounds: Net


@dataclass(frozen=True, slots=True)
class Value:
    """The figure in pounds, setting by setting. Always printed with WORDS."""

    settings: tuple[Worth, ...]

    @property
    def pounds(self) -> Net:
        return sum((setting.pounds for setting in self.settings), Net())

    @property
    def unit_cost(self) -> float:
        """Pounds a night; where there are several settings, their mean weighted by stays."""
        return sum(setting.stays * setting.cost.pounds for setting in self.settings) / sum(
            setting.stays for setting in self.settings
        )


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Nights a week the service must release to cover its own cost, and the net nights a week that it did."""

    cost_per_week: float
    nights_per_week: float
    released_per_week: Net

    @property
    def is_covered(self) -> bool:
        return self.released_per_week.central >= self.nights_per_week


def check_unit_cost(cost: SourcedCost) -> None:
    """Refuse a unit cost without source or price year, of another unit, not above nothing, or outside its own range."""
    if not cost.source.strip():
        raise Refused("Say where the unit cost comes from: without a source it gives no pounds.", "source")
    if not is_price_year(cost.price_year):
        raise Refused("Write the price year as 2025 or 2023/24.", "price_year")
    if cost.unit != BED_NIGHT:
        raise Refused(f"Only a cost for a {BED_NIGHT} can be multiplied with nights.", "unit")
    if not cost.pounds > 0:
        raise Refused("A unit cost is more than nothing.", "pounds")
    if cost.low is not None and not 0 < cost.low <= cost.pounds:
        raise Refused("The low value lies above nothing and is at most the cost itself.", "low")
    if cost.high is not None and cost.high < cost.pounds:
        raise Refused("The high value is below the cost itself.", "high")


def is_price_year(text: str) -> bool:
    """Whether a text is a year of prices: 2025, or 2023/24 with the second following the first."""
    found = _YEAR.fullmatch(text)
    return found is not None and (found["to"] is None or (int(found["from"]) + 1) % 100 == int(found["to"]))


def value(rows: Sequence[Row], assumptions: Assumptions, costs: Iterable[SourcedCost]) -> Value:
    """Net nights x the unit cost of their setting, in pounds. Method, section 2.

    Refused where a setting of the rows has no sourced cost, or two. With several settings each one's net is its own,
    so a gain in one setting is corrected in full although another has a shortfall: together never more nights than the
    net of all.
    """
    if not rows:
        raise Refused("No stay entered the figure: there is nothing to put a value on.", "unit_cost")
    by_setting: dict[Setting, list[SourcedCost]] = {}
    for cost in costs:
        check_unit_cost(cost)
        by_setting.setdefault(cost.setting, []).append(cost)
    stays = Counter(row.stay.setting for row in rows)
    return Value(
        tuple(
            _worth([row for row in rows if row.stay.setting is setting], assumptions, _only(by_setting, setting))
            for setting in Setting
            if stays[setting]
        )
    )


def break_even(found: Value, net: Net, cost_per_week: float, period: Period) -> BreakEven:
    """Set what the service must release against what it did. Cost in pounds a week, net nights of the whole period."""
    if not cost_per_week > 0:
        raise Refused("Without the cost of the service there is no break-even.", "cost_per_week")
    weeks = ((period.to_on - period.from_on).days + 1) / DAYS_A_WEEK
    released = Net(net.low / weeks, net.central / weeks, net.high / weeks)
    return BreakEven(cost_per_week, cost_per_week / found.unit_cost, released)


def _only(costs: dict[Setting, list[SourcedCost]], setting: Setting) -> SourcedCost:
    fitting = costs.get(setting, [])
    if not fitting:
        raise Refused(f"No unit cost with a source for {setting.label.lower()} beds: no pounds.", "unit_cost")
    if len(fitting) > 1:
        raise Refused(f"There are {len(fitting)} unit costs for {setting.label.lower()} beds: choose one.", "unit_cost")
    return fitting[0]


def _worth(rows: Sequence[Row], assumptions: Assumptions, cost: SourcedCost) -> Worth:
    net = row_totals(rows, assumptions).net
    low = min(net.low * pounds for pounds in cost.range)
    high = max(net.high * pounds for pounds in cost.range)
    return Worth(cost, len(rows), net, Net(low, net.central * cost.pounds, high))
