"""The figures of a report as one frozen value, to and from the JSON that others rely on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from enabler.figures.report.money import Prices
from enabler.figures.report.plain_values import from_plain, to_plain
from enabler.rules.method.agreement import Agreement, CheckedMean, agreement
from enabler.rules.method.entry import FunnelStep, Rule
from enabler.rules.method.judging import weight
from enabler.rules.method.ledger import Ledger, Row
from enabler.rules.method.net import Net
from enabler.rules.method.nights import COUNTING_RULE
from enabler.rules.method.periods import Period
from enabler.vocabulary import Basis, Confirmation

if TYPE_CHECKING:
    from enabler.rules.method.cross_check import CrossCheck
    from enabler.rules.method.interval import SamplingInterval


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stay that is not counted, and the first rule that it failed."""

    stay: str
    reason: Rule


@dataclass(frozen=True, slots=True)
class NightCounts:
    """Nights of all cases in the period; `mhs26` are days, `unknown_stays` stays."""

    delay: int
    housing_only: int
    housing_and_other: int
    other_only: int
    none_recorded: int
    mhs26: int
    unknown_stays: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A stay that is counted: avoided = share x (expected - observed), in nights."""

    stay: str
    basis: Basis
    basis_name: str
    stratum: str
    share: float
    expected: float
    observed: int
    avoided: float
    late: bool
    confirmed: Confirmation | None


@dataclass(frozen=True, slots=True)
class Interval:
    """The sampling interval of the gross, in nights."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ResultTotals:
    """Nights; `interval` is None where there is none to give."""

    gross: float
    by_basis: Mapping[Basis, float]
    net: Net
    interval: Interval | None
    claimed: float
    confirmed: float
    disputed: float


@dataclass(frozen=True, slots=True)
class Money:
    """What the net is worth at sourced unit costs, in pounds."""

    unit_cost: float | None
    source: str
    price_year: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BreakEvenRate:
    """Nights a week that would cover the service, and those that it released."""

    nights_per_week: float
    released_per_week: float


@dataclass(frozen=True, slots=True)
class CheckedWaits:
    """The cross-check: nights a patient by which comparison and service differ up to the horizon, and its interval."""

    horizon: int
    difference_per_patient: float
    low: float | None
    high: float | None
    patients: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for a period and wards, as at a day. What a published report did not know yet takes its
    default."""

    period: Period
    ward: str | None
    counting_rule: str
    as_at: date
    funnel: tuple[FunnelStep, ...]
    left_out: tuple[LeftOut, ...]
    nights: NightCounts
    rows: tuple[ResultRow, ...]
    totals: ResultTotals
    money: Money | None = None
    break_even: BreakEvenRate | None = None
    cross_check: CheckedWaits | None = None

    def to_json(self) -> dict[str, Any]:
        return to_plain(self) | {"period": _period(self.period)}

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Results":
        """Raises KeyError, TypeError or ValueError when what was kept is damaged."""
        period = {"from_on": held["period"]["from"], "to_on": held["period"]["to"]}
        return from_plain(cls, held | {"period": period})

    @property
    def agreement(self) -> Agreement:
        """Whether ledger and cross-check agree."""
        cross_check = self.cross_check
        checked = (
            CheckedMean(cross_check.patients, cross_check.horizon, cross_check.low, cross_check.high)
            if cross_check
            else None
        )
        return agreement(self.totals.gross, len(self.rows), checked)

    @property
    def confirmed(self) -> int:
        return sum(row.confirmed is Confirmation.CONFIRMED for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)


def results_of(
    ledger: Ledger, ward: str | None, prices: Prices, interval: "SamplingInterval", cross_check: "CrossCheck | None"
) -> Results:
    nights, totals = ledger.nights, ledger.totals
    return Results(
        period=ledger.period,
        ward=ward,
        counting_rule=COUNTING_RULE,
        as_at=ledger.as_at,
        funnel=tuple(ledger.funnel),
        left_out=tuple(LeftOut(one.stay.ref, Rule(str(one.failed))) for one in ledger.left_out),
        nights=NightCounts(
            nights.totals.delay,
            nights.totals.housing_only,
            nights.totals.housing_and_other,
            nights.totals.other_only,
            nights.totals.none_recorded,
            nights.mhs26,
            nights.unknown_stays,
        ),
        rows=tuple(map(result_row, ledger.rows)),
        totals=ResultTotals(
            totals.gross,
            totals.by_basis,
            totals.net,
            None if interval.low is None or interval.high is None else Interval(interval.low, interval.high),
            totals.claimed,
            totals.confirmed,
            totals.disputed,
        ),
        money=_money(ledger, prices),
        break_even=_break_even(ledger, prices),
        cross_check=_cross_check(cross_check),
    )


def scope(ledger: Ledger, ward: str | None) -> dict[str, Any]:
    """Of what the figures are."""
    return {"period": _period(ledger.period), "ward": ward}


def result_row(row: Row) -> ResultRow:
    return ResultRow(
        stay=row.stay.ref,
        basis=row.expected.basis,
        basis_name=row.expected.name,
        stratum=row.expected.stratum,
        share=weight(row.share),
        expected=row.expected.nights,
        observed=row.observed,
        avoided=row.avoided,
        late=row.late,
        confirmed=row.confirmed,
    )


def _period(period: Period) -> dict[str, str]:
    return {"from": period.from_on.isoformat(), "to": period.to_on.isoformat()}


def _money(ledger: Ledger, prices: Prices) -> Money | None:
    value = prices.value(ledger)
    if value is None:
        return None
    return Money(
        unit_cost=value.unit_cost,
        source="; ".join(setting.cost.source for setting in value.settings),
        price_year="; ".join(dict.fromkeys(setting.cost.price_year for setting in value.settings)),
        value=value.pounds.central,
        low=value.pounds.low,
        high=value.pounds.high,
    )


def _break_even(ledger: Ledger, prices: Prices) -> BreakEvenRate | None:
    found = prices.break_even(ledger)
    return BreakEvenRate(found.nights_per_week, found.released_per_week.central) if found else None


def _cross_check(found: "CrossCheck | None") -> CheckedWaits | None:
    if found is None:
        return None
    return CheckedWaits(
        horizon=found.horizon,
        difference_per_patient=found.difference_per_patient,
        low=found.interval.low,
        high=found.interval.high,
        patients=found.patients,
        waiting=found.waiting,
    )
