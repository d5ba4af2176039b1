"""How far chance alone may have moved the gross: 95%, bootstrap percentile, 2,000 resamples. Method, section 2."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enabler.rules.evidence.cohort_means import cohort_means
from enabler.rules.evidence.comparison import FEW_COHORT_ROWS
from enabler.rules.method.expected import Bases
from enabler.rules.method.judging import weight
from enabler.rules.method.ledger import Row
from enabler.rules.method.random_stream import HALF, LOW_HALF, Real, Stream, Whole, fraction, portions, scaled
from enabler.rules.method.resampling import RESAMPLES, middle_95
from enabler.vocabulary import Basis, Confirmation

FEWEST_STAYS = 10
# Sums of whole numbers come out alike in any order: shares are counted in halves, drawn nights in 2^-20 of a night.
HALVES = 2
PER_NIGHT = 1 << 20
WEIGHTS_FROM_BIT = 40
NIGHTS_BELOW = (1 << WEIGHTS_FROM_BIT) - 1

StayStratum = tuple[Basis, str, str]


@dataclass(frozen=True, slots=True)
class SamplingInterval:
    """Low and high, or neither and the reason; and sentences on what the interval leaves out."""

    stays: int
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()


def gross_interval(rows: Sequence[Row], bases: Bases, reference: str) -> SamplingInterval:
    """The interval of the gross of a report's rows, in nights; its reference decides the draws.

    Stays and cohort rows are resampled within their strata: the rows used, after any fallback. An estimate is drawn
    anew for every stay drawn; a cited value is taken as exact. Disputes count as in the gross. Under 10 stays there is
    none.
    """
    if len(rows) < FEWEST_STAYS:
        return SamplingInterval(len(rows), reason=f"Fewer than {FEWEST_STAYS} stays ({len(rows)}): no interval.")
    grouped = by_stratum(rows)
    low, high = middle_95(resampled_gross(grouped, bases, reference))
    return SamplingInterval(len(rows), low, high, warnings=tuple(_warnings(grouped, bases, low, high)))


def by_stratum(rows: Iterable[Row]) -> dict[StayStratum, list[Row]]:
    """The rows by basis, its name and stratum, in an order that does not depend on the stays' references."""
    groups: defaultdict[StayStratum, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        groups[row.expected.basis, row.expected.name, row.expected.stratum].append(row)
    return dict(sorted(groups.items()))


def resampled_gross(
    grouped: Mapping[StayStratum, Sequence[Row]], bases: Bases, reference: str, resamples: int = RESAMPLES
) -> Real:
    """The gross of each resample, in nights."""
    means = _means(grouped, bases, reference, resamples)
    gross = np.zeros(resamples)
    for key, rows in grouped.items():
        stream = Stream(reference, "stays|" + "|".join(key))
        if key[0] is Basis.SEALED:
            gross += _sealed(rows, stream, resamples)
        else:
            gross += _alike(rows, means.get(key, np.full(resamples, rows[0].expected.nights)), stream)
    return gross


def _means(
    grouped: Mapping[StayStratum, Sequence[Row]], bases: Bases, reference: str, resamples: int
) -> dict[StayStratum, Real]:
    """What is expected in each resample of the cohorts, by stratum of the stays."""
    found: dict[StayStratum, Real] = {}
    for cohort, table in bases.strata:
        expected = (rows[0].expected for key, rows in grouped.items() if key[:2] == (Basis.COMPARISON, cohort.name))
        used = {one.key: one for one in expected if one.key is not None}
        horizons = {key: table[key].horizon for key in used}
        for key, means in cohort_means(cohort, horizons, reference, resamples).items():
            found[Basis.COMPARISON, cohort.name, used[key].stratum] = means
    return found


def _alike(rows: Sequence[Row], expected: Real, stream: Stream) -> Real:
    """The gross of a stratum whose stays all expect the same: (sum of shares) x expected - sum of shares x observed."""
    weights, observed, disputed = _columns(rows)
    packed = (weights << WEIGHTS_FROM_BIT) + weights * observed
    gross = np.empty(len(expected))
    for part in portions(len(expected), len(rows)):
        mean = expected[part]
        places = stream.indices(len(mean), len(rows))
        drawn = packed.take(places)
        if disputed.any():
            at = np.nonzero(disputed.take(places))
            drawn[at] = np.where(observed[places[at]] > mean[at[0]], drawn[at], 0)
        sums = drawn.sum(axis=1)
        gross[part] = ((sums >> WEIGHTS_FROM_BIT) * mean - (sums & NIGHTS_BELOW)) / HALVES
    return gross


def _sealed(rows: Sequence[Row], stream: Stream, resamples: int) -> Real:
    """The gross of a stratum of sealed estimates: of a word, the high half draws the stay and the low half its nights.

    A triangular draw u is low + root(u x width x rise) up to the likely value, high - root((1 - u) x width x fall)
    beyond.
    """
    weights, observed, disputed = _columns(rows)
    estimates = [row.expected.estimate for row in rows if row.expected.estimate]
    low, likely, high = (
        np.array([getattr(estimate, of) for estimate in estimates]) for of in ("low", "likely", "high")
    )
    width, unit = high - low, weights * float(PER_NIGHT)
    turn = np.divide(likely - low, width, out=np.ones(len(rows)), where=width > 0)
    begins = np.concatenate([unit * (low - observed), unit * (high - observed)])
    squares = np.concatenate([unit**2 * width * (likely - low), -(unit**2) * width * (high - likely)])
    gross = np.empty(resamples)
    for part in portions(resamples, len(rows)):
        words = stream.words(part.stop - part.start, len(rows))
        places, chance = scaled(words >> HALF, len(rows)), fraction(words & LOW_HALF)
        beyond = chance >= turn.take(places)
        side = places + len(rows) * beyond
        root = np.sqrt((chance - beyond) * squares.take(side))
        avoided = np.rint(begins.take(side) + np.where(beyond, -root, root))
        if disputed.any():
            at = disputed.take(places)
            avoided[at] = np.minimum(avoided[at], 0)
        gross[part] = avoided.sum(axis=1) / (HALVES * PER_NIGHT)
    return gross


def _columns(rows: Sequence[Row]) -> tuple[Whole, Whole, NDArray[np.bool_]]:
    weights = np.array([round(HALVES * weight(row.share)) for row in rows], dtype=np.int64)
    observed = np.array([row.observed for row in rows], dtype=np.int64)
    return weights, observed, np.array([row.confirmed is Confirmation.DISPUTED for row in rows])


def _order(row: Row) -> tuple[float, ...]:
    estimate = row.expected.estimate
    drawn = (estimate.low, estimate.likely, estimate.high) if estimate else ()
    return weight(row.share), row.observed, row.confirmed is Confirmation.DISPUTED, *drawn


def _warnings(grouped: Mapping[StayStratum, Sequence[Row]], bases: Bases, low: float, high: float) -> Iterator[str]:
    for cohort, table in bases.strata:
        for (basis, name, label), rows in grouped.items():
            key = rows[0].expected.key
            if basis is Basis.COMPARISON and name == cohort.name and key and table[key].rows < FEW_COHORT_ROWS:
                yield f"Only {table[key].rows} rows of {name} in {label}: the interval is too narrow."
    alone = sum(len(rows) == 1 for rows in grouped.values())
    if alone:
        yield f"{alone} of the strata hold one stay each, which chance cannot vary here: the interval is too narrow."
    if any(basis is Basis.CITED for basis, _, _ in grouped):
        yield "Cited values are taken as exact: the interval is too narrow."
    gross = sum(row.counted for rows in grouped.values() for row in rows)
    if not low <= gross <= high:
        yield "The gross lies outside its interval: sealed estimates reach further on one side of the likely value."
