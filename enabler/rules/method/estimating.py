"""How each officer's sealed estimates compared with what happened, so that estimating improves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

from enabler.rules.facts import EstimateFact, StayFacts
from enabler.rules.method.expected import judged_estimate
from enabler.rules.method.nights import has_left, observed
from enabler.vocabulary import DischargeOutcome


@dataclass(frozen=True, slots=True)
class PastEstimate:
    """A sealed estimate beside the housing nights that came of it."""

    stay: StayFacts
    estimate: EstimateFact
    observed: int

    @property
    def difference(self) -> float:
        """Observed minus likely, in nights: above 0 the wait was longer than thought."""
        return self.observed - self.estimate.likely

    @property
    def is_within(self) -> bool:
        return self.estimate.low <= self.observed <= self.estimate.high


@dataclass(frozen=True, slots=True)
class Record:
    """The past estimates of one officer (None: not recorded who), oldest discharge first."""

    officer: str | None
    estimates: tuple[PastEstimate, ...]

    @property
    def n(self) -> int:
        return len(self.estimates)

    @property
    def mean_difference(self) -> float:
        """In nights. An estimate says what would happen without the service, so below 0 is what a service hopes for."""
        return fsum(estimate.difference for estimate in self.estimates) / self.n

    @property
    def share_within(self) -> float:
        """The share of waits that ended between low and high, as a fraction."""
        return sum(estimate.is_within for estimate in self.estimates) / self.n


def records(stays: Iterable[StayFacts], as_at: date, *, elsewhere_counts: bool) -> tuple[Record, ...]:
    """By officer, for patients discharged by as_at: the estimate that stood on the judging day, whatever basis was
    used."""
    found: defaultdict[str | None, list[PastEstimate]] = defaultdict(list)
    for stay in stays:
        estimate = judged_estimate(stay, elsewhere_counts).used
        if estimate and has_left(stay, as_at) and stay.discharge_outcome is DischargeOutcome.DISCHARGED:
            found[estimate.made_by].append(PastEstimate(stay, estimate, observed(stay, as_at)))
    return tuple(
        Record(officer, tuple(sorted(found[officer], key=_order)))
        for officer in sorted(found, key=lambda name: (name is None, name or ""))
    )


def _order(past_estimate: PastEstimate) -> tuple[date, str]:
    return past_estimate.stay.discharged_on or date.max, past_estimate.stay.ref
