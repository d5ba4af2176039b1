"""Which stays enter the figure: the funnel, and the first rule each other stay failed. Method, section 2."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enabler.rules.facts import BarrierFact, MainBarrierFact, ShareFact, StayFacts
from enabler.rules.method.expected import Bases, Expected
from enabler.rules.method.judging import Judged, judged
from enabler.rules.method.nights import has_left, stay_nights
from enabler.rules.method.periods import Period
from enabler.rules.stay.barriers import days_stood
from enabler.vocabulary import DischargeOutcome


class Rule(StrEnum):
    """The rules in their order; a stay that drops out is listed with the first it failed."""

    CASE = "case"
    BARRIER = "barrier"
    READY = "ready"
    DISCHARGED = "discharged"
    BASIS = "basis"


SENTENCES = {
    Rule.CASE: "Not taken on by the service, or only after the discharge",
    Rule.BARRIER: "No housing barrier stood in the way of discharge",
    Rule.READY: "No ready period is recorded",
    Rule.DISCHARGED: "Not discharged in the period",
    Rule.BASIS: "No share judged before discharge, or no basis for what to expect",
}

ALL = "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stay of the funnel: the first rule it failed, or what it enters the figure with."""

    stay: StayFacts
    failed: Rule | None
    share: Judged[ShareFact]
    main_barrier: Judged[MainBarrierFact]
    expected: Expected | None

    @property
    def kind(self) -> str | None:
        return self.main_barrier.used.value if self.main_barrier.used else None


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many stays remained after a step."""

    step: str
    stays: int


def is_in_period(stay: StayFacts, period: Period, as_at: date) -> bool:
    """Whether a stay has a night or its discharge in the period: where the funnel starts."""
    if has_left(stay, as_at) and stay.discharged_on is not None and stay.discharged_on in period:
        return True
    low, high = period.interval
    return any(start < high and low < end for start, end in stay_nights(stay, as_at))


def is_of_wards(stay: StayFacts, wards: frozenset[str] | None) -> bool:
    """Whether a stay belongs to a report on some wards: by the ward that discharged it or has it now."""
    return wards is None or stay.ward in wards


def enter(stay: StayFacts, period: Period, as_at: date, bases: Bases) -> Entry:
    """Try the rules on a stay in their order."""
    share, main_barrier = judged(stay.shares, stay), judged(stay.main_barriers, stay)
    kind = main_barrier.used.value if main_barrier.used else None
    failed = _first_failed(stay, period, as_at)
    expected = bases.expected(stay, kind)
    if failed is None and (share.used is None or expected is None):
        failed = Rule.BASIS
    return Entry(stay, failed, share, main_barrier, expected)


def funnel(entries: Sequence[Entry]) -> tuple[FunnelStep, ...]:
    """The stays that remain after each step, from all to basis."""
    remaining = len(entries)
    steps = [FunnelStep(ALL, remaining)]
    for rule in Rule:
        remaining -= sum(entry.failed is rule for entry in entries)
        steps.append(FunnelStep(rule.value, remaining))
    return tuple(steps)


def is_case(stay: StayFacts) -> bool:
    """Whether the service took the stay on, and not after the discharge."""
    opened = stay.case_opened_on
    return opened is not None and (stay.discharged_on is None or opened <= stay.discharged_on)


def has_housing_barrier(stay: StayFacts, as_at: date) -> bool:
    """Whether a housing barrier, however short, stood in the way of discharge at some time of the stay."""
    return any(barrier.blocks and _touches_stay(barrier, stay, as_at) for barrier in stay.barriers)


def is_discharged_in(stay: StayFacts, period: Period, as_at: date) -> bool:
    """Whether the patient was discharged in the period: not died, transferred, self-discharged or unrecorded."""
    return stay.discharge_outcome is DischargeOutcome.DISCHARGED and left_in(stay, period, as_at)


def left_in(stay: StayFacts, period: Period, as_at: date) -> bool:
    """Whether the patient left the hospital in the period, in whatever way."""
    return stay.discharged_on is not None and stay.discharged_on in period and has_left(stay, as_at)


def left_out(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that failed a rule, by stay."""
    return sorted((entry for entry in entries if entry.failed), key=lambda entry: entry.stay.ref)


def _first_failed(stay: StayFacts, period: Period, as_at: date) -> Rule | None:
    if not is_case(stay):
        return Rule.CASE
    if not has_housing_barrier(stay, as_at):
        return Rule.BARRIER
    if not stay.ready_periods:
        return Rule.READY
    return None if is_discharged_in(stay, period, as_at) else Rule.DISCHARGED


def _touches_stay(barrier: BarrierFact, stay: StayFacts, as_at: date) -> bool:
    began, resolved = days_stood(barrier)
    last = min(stay.discharged_on or as_at, as_at).toordinal()
    return began <= last and resolved >= stay.known_from.toordinal()
