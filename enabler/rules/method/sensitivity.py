"""Which assumption matters most: the central net, worked out anew with one assumption changed at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from enabler.rules.facts import StayFacts
from enabler.rules.method.assumptions import BEST_GRADE, WORST_GRADE, Assumptions, Deadweight
from enabler.rules.method.entry import enter, is_of_wards
from enabler.rules.method.expected import Bases
from enabler.rules.method.ledger import row, row_totals
from enabler.rules.method.periods import Period
from enabler.vocabulary import Share

Variant = tuple[str, Assumptions, Share | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The central net, in nights, under the assumption so named."""

    label: str
    figure: float


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one assumption moves the figure: every outcome of it, the report's own first."""

    assumption: str
    outcomes: tuple[Outcome, ...]

    @property
    def low(self) -> Outcome:
        return min(self.outcomes, key=lambda one: one.figure)

    @property
    def high(self) -> Outcome:
        return max(self.outcomes, key=lambda one: one.figure)

    @property
    def width(self) -> float:
        return self.high.figure - self.low.figure


def sensitivity(
    stays: Sequence[StayFacts],
    *,
    period: Period,
    as_at: date,
    assumptions: Assumptions,
    wards: frozenset[str] | None = None,
) -> tuple[Swing, ...]:
    """The swings, widest first, for a tornado: rows and nets are made anew for every outcome, none is approximated.

    An assumption that the settings leave nothing to choose in (one basis, no cohort) is left out.
    """
    bases = Bases(assumptions)
    of_wards = (stay for stay in stays if is_of_wards(stay, wards))
    # No outcome takes a basis or a judgement away or adds one, so the stays of the figure are the same in all.
    entered = [stay for stay in of_wards if not enter(stay, period, as_at, bases).failed]

    def figure(changed: Assumptions, share: Share | None) -> float:
        tried = Bases(changed)
        entries = [enter(_with_share(stay, share), period, as_at, tried) for stay in entered]
        return row_totals([row(entry, as_at) for entry in entries], changed).net.central

    own = Outcome("as in the report", figure(assumptions, None))
    swings = []
    for name, variants in ASSUMPTIONS.items():
        others = tuple(Outcome(label, figure(changed, share)) for label, changed, share in variants(assumptions))
        if others:
            swings.append(Swing(name, (own, *others)))
    return tuple(sorted(swings, key=lambda one: -one.width))


def _with_share(stay: StayFacts, share: Share | None) -> StayFacts:
    """The stay as if every share ever judged had been this one."""
    if share is None:
        return stay
    return replace(stay, shares=tuple(replace(one, value=share) for one in stay.shares))


def _shares(own: Assumptions) -> Iterator[Variant]:
    yield "all joint", own, Share.JOINT
    yield "all sole", own, Share.SOLE


def _horizons(own: Assumptions) -> Iterator[Variant]:
    nights = [row.nights for cohort in own.cohorts for row in cohort.rows]
    if not nights:
        return
    now = own.horizon or max(1, *nights)
    for label, horizon in (("half", max(1, now // 2)), ("double", now * 2)):
        yield f"{label}: {horizon} nights", replace(own, horizon=horizon), None
    if own.horizon is not None:
        yield "longest row", replace(own, horizon=None), None


def _orders(own: Assumptions) -> Iterator[Variant]:
    for order in permutations(own.order):
        if order != own.order:
            yield ", ".join(basis.value for basis in order), replace(own, order=order), None


def _deadweights(own: Assumptions) -> Iterator[Variant]:
    for label, part in (("high", own.deadweight.high), ("low", own.deadweight.low)):
        yield f"{label}: {part:.0%}", replace(own, deadweight=Deadweight(part, part, part)), None


def _grades(own: Assumptions) -> Iterator[Variant]:
    for label, step in (("one grade worse", 1), ("one grade better", -1)):
        moved = {grade: own.optimism[min(max(grade + step, BEST_GRADE), WORST_GRADE)] for grade in own.optimism}
        yield label, replace(own, optimism=moved), None


ASSUMPTIONS: Mapping[str, Callable[[Assumptions], Iterator[Variant]]] = {
    "share": _shares,
    "horizon": _horizons,
    "order of bases": _orders,
    "deadweight": _deadweights,
    "optimism": _grades,
}
