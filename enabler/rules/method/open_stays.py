"""Stays that are not over: their housing nights so far beside what was expected. Method, section 3."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enabler.rules.facts import StayFacts
from enabler.rules.method.entry import has_housing_barrier, is_case, is_of_wards
from enabler.rules.method.expected import Bases, Expected
from enabler.rules.method.judging import judged
from enabler.rules.method.nights import has_left, observed
from enabler.vocabulary import Share


@dataclass(frozen=True, slots=True)
class OpenStay:
    """A case still in hospital; its share and what was expected are None where not judged, or without a basis."""

    stay: StayFacts
    kind: str | None
    share: Share | None
    expected: Expected | None
    nights: int

    @property
    def over(self) -> float | None:
        """Nights so far beyond the expected ones; below 0 while there is still time."""
        return None if self.expected is None else self.nights - self.expected.nights


def open_stays(
    stays: Iterable[StayFacts], as_at: date, bases: Bases, wards: frozenset[str] | None = None
) -> tuple[OpenStay, ...]:
    """The cases in hospital on as_at with a housing barrier and a ready period begun, most nights so far first."""
    found = [_open(stay, as_at, bases) for stay in stays if is_open(stay, as_at) and is_of_wards(stay, wards)]
    return tuple(sorted(found, key=lambda one: (-one.nights, one.stay.ref)))


def is_open(stay: StayFacts, as_at: date) -> bool:
    """Whether a case waits, or waited before it became unwell again, and has not left."""
    ready = any(period.ready_on <= as_at for period in stay.ready_periods)
    return ready and not has_left(stay, as_at) and is_case(stay) and has_housing_barrier(stay, as_at)


def _open(stay: StayFacts, as_at: date, bases: Bases) -> OpenStay:
    main, share = judged(stay.main_barriers, stay).used, judged(stay.shares, stay).used
    kind = main.value if main else None
    return OpenStay(stay, kind, share.value if share else None, bases.expected(stay, kind), observed(stay, as_at))
