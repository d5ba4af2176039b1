"""The check on the ledger: whole cohorts by the date they became ready, with the waits that are not over."""

# Method, section 3.

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from enabler.rules.evidence.cohort_means import cohort_means
from enabler.rules.evidence.comparison import (
    FEW_COHORT_ROWS,
    Cohort,
    StratumKey,
    find_stratum,
    restricted_mean,
    stratum_label,
)
from enabler.rules.facts import StayFacts
from enabler.rules.method.entry import has_housing_barrier, is_case, is_of_wards
from enabler.rules.method.expected import Bases
from enabler.rules.method.interval import FEWEST_STAYS, SamplingInterval
from enabler.rules.method.judging import judged
from enabler.rules.method.nights import has_left, observed
from enabler.rules.method.periods import Period
from enabler.rules.method.random_stream import Real, Stream, portions
from enabler.rules.method.resampling import RESAMPLES, means_of, middle_95, waits
from enabler.vocabulary import DischargeOutcome

Wait = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class CheckedStratum:
    """Waits of the service's patients and rows of the comparison, as (nights, not over); means up to the horizon."""

    cohort: Cohort
    key: StratumKey
    waits: tuple[Wait, ...]
    rows: tuple[Wait, ...]
    horizon: int

    @property
    def label(self) -> str:
        return stratum_label(*self.key)

    @property
    def expected(self) -> float:
        factor = 1.0 if self.cohort.delayed_share is None else self.cohort.delayed_share
        return factor * restricted_mean(self.rows, self.horizon)

    @property
    def found(self) -> float:
        return restricted_mean(self.waits, self.horizon)


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Comparison minus service, in nights a patient up to the horizon, and its interval, likewise for a patient.

    `waiting` are still in hospital, `left_otherwise` died, were transferred, left against advice or in a way not
    recorded: for all of these the wait counts as not over. `not_compared` have no stratum in any cohort.
    """

    horizon: int
    patients: int
    waiting: int
    left_otherwise: int
    not_compared: int
    strata: tuple[CheckedStratum, ...]
    difference_per_patient: float
    interval: SamplingInterval

    @property
    def difference(self) -> float:
        """For all patients together, in nights."""
        return self.difference_per_patient * self.patients


def cross_check(
    stays: Sequence[StayFacts],
    *,
    period: Period,
    as_at: date,
    bases: Bases,
    reference: str,
    wards: frozenset[str] | None = None,
) -> CrossCheck | None:
    """Compare the cases that became ready in the period with the cohorts; None where no cohort has a stratum for any.

    Every case with a housing barrier counts, whatever came after, with all its housing nights up to as_at and without
    a share: this asks what happened to everybody, not what the service may claim.
    """
    ready = [stay for stay in stays if became_ready(stay, period, as_at) and is_of_wards(stay, wards)]
    strata = _strata(ready, bases, as_at)
    compared = sum(len(one.waits) for one in strata)
    if not compared:
        return None
    still = sum(not has_left(stay, as_at) and _stratum_of(stay, bases) is not None for stay in ready)
    not_over = sum(unfinished for one in strata for _, unfinished in one.waits)
    return CrossCheck(
        strata[0].horizon,
        patients=compared,
        waiting=still,
        left_otherwise=not_over - still,
        not_compared=len(ready) - compared,
        strata=strata,
        difference_per_patient=sum(len(one.waits) * (one.expected - one.found) for one in strata) / compared,
        interval=_interval(strata, compared, reference),
    )


def became_ready(stay: StayFacts, period: Period, as_at: date) -> bool:
    """Whether a case with a housing barrier became ready, for the first time, in the period and by as_at."""
    first = min((ready.ready_on for ready in stay.ready_periods), default=date.max)
    return first in period and first <= as_at and is_case(stay) and has_housing_barrier(stay, as_at)


def is_over(stay: StayFacts, as_at: date) -> bool:
    """Whether the wait ended with a discharge: not by death, transfer, leaving against advice, or in a way not known.

    Leaving against advice tells no more than a transfer how long the wait would have been.
    """
    return has_left(stay, as_at) and stay.discharge_outcome is DischargeOutcome.DISCHARGED


def common_horizon(rows: Sequence[Sequence[Wait]], service: Sequence[Wait], fixed: int | None) -> int:
    """The horizon for both sides and all strata, in nights: the settings' own where they have one.

    Else it is as far as every stratum of the comparison is known: to its longest row where that one still waits,
    without end where it does not. Where all are known without end it is the longest wait of either side, so none is
    cut. The service's patients who wait still are taken to wait on up to it, which is to the service's disadvantage.
    """
    if fixed is not None:
        return fixed
    longest = [max(row) for row in rows]
    ends = [nights for nights, waiting in longest if waiting]
    return min(ends) if ends else max(nights for nights, _ in [*longest, *service])


def _strata(ready: Sequence[StayFacts], bases: Bases, as_at: date) -> tuple[CheckedStratum, ...]:
    found: defaultdict[tuple[int, StratumKey], list[Wait]] = defaultdict(list)
    for stay in ready:
        place = _stratum_of(stay, bases)
        if place is not None:
            found[place].append((observed(stay, as_at), not is_over(stay, as_at)))
    places = sorted(found, key=lambda place: (place[0], place[1][0], place[1][1] or ""))
    cohorts = [cohort for cohort, _ in bases.strata]
    rows = [tuple(_rows(cohorts[number], key)) for number, key in places]
    service = [wait for some in found.values() for wait in some]
    horizon = common_horizon(rows, service, bases.assumptions.horizon) if places else 0
    return tuple(
        CheckedStratum(cohorts[place[0]], place[1], tuple(sorted(found[place])), its_rows, horizon)
        for place, its_rows in zip(places, rows, strict=True)
    )


def _stratum_of(stay: StayFacts, bases: Bases) -> tuple[int, StratumKey] | None:
    """The first cohort with a stratum for the stay, by number, and the stratum: the one that the ledger would use."""
    main = judged(stay.main_barriers, stay).used
    for number, (_, table) in enumerate(bases.strata):
        stratum = find_stratum(table, stay.setting, main.value if main else None)
        if stratum is not None:
            return number, (stratum.setting, stratum.kind)
    return None


def _rows(cohort: Cohort, key: StratumKey) -> Iterator[Wait]:
    setting, kind = key
    for row in cohort.rows:
        if row.setting is setting and (kind is None or row.kind == kind):
            yield row.nights, row.waiting


def _interval(strata: Sequence[CheckedStratum], patients: int, reference: str) -> SamplingInterval:
    """For a patient, in nights: patients and rows resampled within their strata, as for the gross."""
    if patients < FEWEST_STAYS:
        return SamplingInterval(patients, reason=f"Fewer than {FEWEST_STAYS} patients ({patients}): no interval.")
    total = np.zeros(RESAMPLES)
    for cohort in {one.cohort.name: one.cohort for one in strata}.values():
        its_strata = [one for one in strata if one.cohort is cohort]
        means = cohort_means(cohort, {one.key: one.horizon for one in its_strata}, reference)
        for one in its_strata:
            total += len(one.waits) * (means[one.key] - _service_means(one, reference))
    few = [one for one in strata if len(one.rows) < FEW_COHORT_ROWS]
    warnings = (
        f"Only {len(one.rows)} rows of {one.cohort.name} in {one.label}: the interval is too narrow." for one in few
    )
    return SamplingInterval(patients, *middle_95(total / patients), warnings=tuple(warnings))


def _service_means(stratum: CheckedStratum, reference: str) -> Real:
    stream, among = Stream(reference, f"cross-check|{stratum.cohort.name}|{stratum.label}"), waits(stratum.waits)
    parts = portions(RESAMPLES, len(among))
    return np.concatenate(
        [means_of(stream.indices(part.stop - part.start, len(among)), among, stratum.horizon) for part in parts]
    )
