"""How the service's patients and a cohort differ, and who was ready with a housing issue but not taken on."""

# Method, section 6.

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from enabler.rules.evidence.comparison import CohortRow, StratumKey
from enabler.rules.facts import StayFacts
from enabler.rules.method.entry import has_housing_barrier, is_case, is_of_wards
from enabler.rules.method.intervals import interval
from enabler.rules.method.ledger import Row
from enabler.rules.method.nights import observed
from enabler.rules.method.periods import Period
from enabler.vocabulary import Setting


@dataclass(frozen=True, slots=True)
class Side:
    """How many of a side's patients, and which share of them."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """As a fraction; 0 where the side is empty."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A setting and main barrier kind (None: not recorded), side by side."""

    setting: Setting
    kind: str | None
    service: Side
    cohort: Side


@dataclass(frozen=True, slots=True)
class Balance:
    """All lines, most of the service's patients first; every patient of either side is in one."""

    lines: tuple[BalanceLine, ...]

    @property
    def difference(self) -> float:
        """The share of patients who would have to change line for both sides to look alike: 0 to 1."""
        return sum(abs(line.service.share - line.cohort.share) for line in self.lines) / 2


def balance(rows: Sequence[Row], cohort: Sequence[CohortRow]) -> Balance:
    """Set the rows of the figure beside the rows of a cohort, by setting and main barrier kind."""
    ours: Counter[StratumKey] = Counter((row.stay.setting, row.kind) for row in rows)
    theirs: Counter[StratumKey] = Counter((row.setting, row.kind) for row in cohort)
    keys = sorted({*ours, *theirs}, key=lambda key: (-ours[key], -theirs[key], key[0], key[1] or ""))
    return Balance(tuple(BalanceLine(*key, Side(ours[key], len(rows)), Side(theirs[key], len(cohort))) for key in keys))


@dataclass(frozen=True, slots=True)
class NotTakenOn:
    """Stays ready in the period with a housing issue that were no case; their housing nights are of the whole stay."""

    stays: tuple[StayFacts, ...]
    housing_nights: int


def not_taken_on(
    stays: Iterable[StayFacts],
    period: Period,
    as_at: date,
    *,
    screened_with_issue: Collection[str] = (),
    wards: frozenset[str] | None = None,
) -> NotTakenOn:
    """Those ready in the period, with a housing barrier or a screening (by the stays' references) that found an
    issue."""
    found = tuple(
        stay
        for stay in stays
        if not is_case(stay)
        and is_of_wards(stay, wards)
        and was_ready_in(stay, period, as_at)
        and (stay.ref in screened_with_issue or has_housing_barrier(stay, as_at))
    )
    return NotTakenOn(found, sum(observed(stay, as_at) for stay in found))


def was_ready_in(stay: StayFacts, period: Period, as_at: date) -> bool:
    """Whether a ready period of the stay ran in the period, up to as_at; one that ended on its first day did."""
    low, high = period.interval[0], min(period.interval[1], as_at.toordinal() + 1)
    left = min(stay.discharged_on or as_at, as_at).toordinal()
    spans = (interval(ready.ready_on, ready.ended_on) for ready in stay.ready_periods)
    return any(start < high and max(start + 1, min(end, left)) > low for start, end in spans)
