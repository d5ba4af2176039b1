"""Days avoided, stay by stay, put together from the rules: funnel, rows, totals, nights. Method, section 2."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TypeVar

from enabler.rules.facts import StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.entry import (
    Entry,
    FunnelStep,
    enter,
    funnel,
    is_in_period,
    is_of_wards,
    left_in,
    left_out,
)
from enabler.rules.method.expected import Bases, Expected
from enabler.rules.method.judging import weight
from enabler.rules.method.mhs26 import mhs26_days
from enabler.rules.method.net import Net, net, total_net
from enabler.rules.method.nights import NightTotals, by_month, clipped, is_unknown, observed, runs, totals
from enabler.rules.method.periods import Period
from enabler.vocabulary import Basis, Confirmation, DischargeOutcome, Share

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Row:
    """One stay of the figure: avoided = share x (expected - observed), in nights and signed."""

    stay: StayFacts
    kind: str | None
    share: Share
    expected: Expected
    observed: int
    late: bool
    undated: bool

    @property
    def avoided(self) -> float:
        # Adding zero keeps a contributory loss from being printed as minus nothing.
        return weight(self.share) * (self.expected.nights - self.observed) + 0.0

    @property
    def confirmed(self) -> Confirmation | None:
        return self.stay.confirmation

    @property
    def counted(self) -> float:
        """What the row adds to the gross: a disputed gain counts 0, a disputed loss in full."""
        return min(self.avoided, 0.0) if self.confirmed is Confirmation.DISPUTED else self.avoided


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the rows, in nights; gross is claimed after disputes."""

    claimed: float
    gross: float
    confirmed: float
    disputed: float
    by_basis: Mapping[Basis, float]
    net_by_basis: Mapping[Basis, Net]
    grades: Mapping[Basis, int]
    net: Net


@dataclass(frozen=True, slots=True)
class NightsBlock:
    """All nights of all cases in the period, whether or not their stay enters the figure."""

    totals: NightTotals
    by_month: tuple[tuple[Period, NightTotals], ...]
    mhs26: int
    unknown_stays: int


@dataclass(frozen=True, slots=True)
class LeftOtherwise:
    """Stays that ended in the period by death, transfer or self-discharge, with all their housing nights."""

    outcome: DischargeOutcome
    stays: int
    nights: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole figure for a period and some wards (None: all), as it stood on as_at."""

    period: Period
    as_at: date
    wards: frozenset[str] | None
    assumptions: Assumptions
    funnel: tuple[FunnelStep, ...]
    left_out: tuple[Entry, ...]
    rows: tuple[Row, ...]
    totals: Totals
    nights: NightsBlock
    left_otherwise: tuple[LeftOtherwise, ...]

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

    @property
    def undated(self) -> int:
        return sum(row.undated for row in self.rows)

    @property
    def confirmed(self) -> int:
        return sum(row.confirmed is Confirmation.CONFIRMED for row in self.rows)


def ledger(
    stays: Sequence[StayFacts],
    *,
    period: Period,
    as_at: date,
    assumptions: Assumptions,
    wards: frozenset[str] | None = None,
) -> Ledger:
    """Work out days avoided. Give all stays with a night or their discharge in the period, of any ward.

    Stays belong to wards by the ward that discharged them or has them now; nights by the ward of their midnight.
    """
    bases = Bases(assumptions)
    present = [stay for stay in stays if is_in_period(stay, period, as_at)]
    entries = [enter(stay, period, as_at, bases) for stay in present if is_of_wards(stay, wards)]
    rows = tuple(sorted((row(entry, as_at) for entry in entries if not entry.failed), key=lambda one: one.stay.ref))
    return Ledger(
        period,
        as_at,
        wards,
        assumptions,
        funnel(entries),
        tuple(left_out(entries)),
        rows,
        row_totals(rows, assumptions),
        nights_block(present, period, as_at, wards),
        left_otherwise([entry.stay for entry in entries], period, as_at),
    )


def row(entry: Entry, as_at: date) -> Row:
    """The row of a stay that passed every rule; all its housing nights are observed, also those before the period."""
    if entry.share.used is None or entry.share.used.value is None or entry.expected is None:
        raise ValueError(f"{entry.stay.ref} did not enter the figure")
    judgements = (entry.share, entry.main_barrier)
    return Row(
        entry.stay,
        entry.kind,
        entry.share.used.value,
        entry.expected,
        observed(entry.stay, as_at),
        late=entry.expected.late or any(judgement.late for judgement in judgements),
        undated=any(judgement.undated for judgement in judgements),
    )


def row_totals(rows: Sequence[Row], assumptions: Assumptions) -> Totals:
    """Claimed, gross, confirmed and disputed nights, gross and nets by each basis that the settings allow."""
    by_basis = dict.fromkeys(assumptions.order, 0.0) | split(rows, lambda one: one.expected.basis)
    grades = {basis: worst_grade(rows, basis) for basis in by_basis}
    nets = {basis: net(basis, gross, grades[basis], assumptions) for basis, gross in by_basis.items()}
    return Totals(
        claimed=fsum(one.avoided for one in rows),
        gross=fsum(one.counted for one in rows),
        confirmed=fsum(one.avoided for one in rows if one.confirmed is Confirmation.CONFIRMED),
        disputed=fsum(one.avoided for one in rows if one.confirmed is Confirmation.DISPUTED),
        by_basis=by_basis,
        net_by_basis=nets,
        grades={basis: grades[basis] for basis in by_basis if any(one.expected.basis is basis for one in rows)},
        net=total_net(nets),
    )


def worst_grade(rows: Iterable[Row], basis: Basis) -> int:
    """The worst evidence grade among the rows on a basis (6 without any): what its corrections follow."""
    return max((one.expected.grade for one in rows if one.expected.basis is basis), default=6)


def split(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, float]:
    """The gross by some property of the rows, without remainder."""
    parts: defaultdict[Key, list[float]] = defaultdict(list)
    for one in rows:
        parts[key(one)].append(one.counted)
    return {name: fsum(values) for name, values in parts.items()}


def nights_block(
    stays: Iterable[StayFacts], period: Period, as_at: date, wards: frozenset[str] | None = None
) -> NightsBlock:
    """The nights of all cases in the period by part and month, their MHS26 days, and the cases of unknown delay."""
    cases = [stay for stay in stays if stay.case_opened_on is not None]
    months = dict.fromkeys(period.months(), NightTotals())
    for stay in cases:
        for month, found in by_month(clipped(runs(stay, as_at), period, wards), period).items():
            months[month] += totals(found, stay.case_opened_on)
    return NightsBlock(
        sum(months.values(), NightTotals()),
        tuple(months.items()),
        sum(mhs26_days(stay, period, as_at, wards) for stay in cases),
        sum(is_unknown(stay) and left_in(stay, period, as_at) and is_of_wards(stay, wards) for stay in cases),
    )


def left_otherwise(stays: Sequence[StayFacts], period: Period, as_at: date) -> tuple[LeftOtherwise, ...]:
    """Cases that died, were transferred or left against advice in the period, with all their housing nights."""
    found: defaultdict[DischargeOutcome, list[int]] = defaultdict(list)
    for stay in stays:
        outcome = stay.discharge_outcome
        if (
            outcome
            and outcome is not DischargeOutcome.DISCHARGED
            and stay.case_opened_on
            and left_in(stay, period, as_at)
        ):
            found[outcome].append(observed(stay, as_at))
    return tuple(LeftOtherwise(outcome, len(found[outcome]), sum(found[outcome])) for outcome in found)
