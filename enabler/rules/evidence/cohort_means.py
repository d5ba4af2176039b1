"""The strata of a comparison cohort, resampled: the mean nights of each in every resample. Method, section 2."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from enabler.rules.evidence.comparison import Cohort, CohortRow, StratumKey, stratum_label
from enabler.rules.method.random_stream import Real, Stream, Whole, portions
from enabler.rules.method.resampling import RESAMPLES, WaitArrays, means_of, waits
from enabler.vocabulary import Setting


def cohort_means(
    cohort: Cohort, horizons: Mapping[StratumKey, int], reference: str, resamples: int = RESAMPLES
) -> dict[StratumKey, Real]:
    """The mean nights in each resample of the strata named in `horizons`, times the share delayed.

    Each stratum's rows are resampled on their own. Where the whole setting is used beside one of its strata, a row of
    that stratum in the setting's resample is one that the stratum's own resample took: their means move together, as
    they do in truth. The horizon is the original stratum's in every resample, so that all estimate the same mean.
    """
    factor = 1.0 if cohort.delayed_share is None else cohort.delayed_share
    found = {key: np.empty(resamples) for key in horizons}
    for setting in {key[0] for key in horizons}:
        used = strata_of(cohort, setting, [kind for at, kind in horizons if at is setting], reference)
        for part, kind, places in drawn(used, resamples):
            means = means_of(places, used[kind].waits, horizons[setting, kind])
            found[setting, kind][part] = factor * means
    return found


@dataclass(frozen=True, slots=True)
class Used:
    """A stratum in use: its waits, where its rows begin among those of its setting, and its own words."""

    waits: WaitArrays
    first: int
    stream: Stream


def strata_of(
    cohort: Cohort, setting: Setting, kinds: Collection[str | None], reference: str
) -> dict[str | None, Used]:
    """The used strata of a setting, the whole setting (None) last. The order of the cohort's rows makes no
    difference."""
    rows = sorted((row for row in cohort.rows if row.setting is setting), key=_order)
    found = {}
    for kind in sorted(kinds, key=lambda kind: (kind is None, kind)):
        places = [place for place, row in enumerate(rows) if kind is None or row.kind == kind]
        stream = Stream(reference, f"cohort|{cohort.name}|{stratum_label(setting, kind)}")
        found[kind] = Used(waits((rows[place].nights, rows[place].waiting) for place in places), places[0], stream)
    return found


def drawn(used: Mapping[str | None, Used], resamples: int) -> Iterator[tuple[slice, str | None, Whole]]:
    """In portions of the resamples, the places that each stratum's resamples take among its waits."""
    largest = max(len(one.waits) for one in used.values())
    for part in portions(resamples, largest):
        places = {kind: one.stream.indices(part.stop - part.start, len(one.waits)) for kind, one in used.items()}
        if None in used:
            for kind, one in used.items():
                if kind is not None:
                    _share(places[None], places[kind], one.first)
        for kind in used:
            yield part, kind, places[kind]


def _share(whole: Whole, own: Whole, first: int) -> None:
    """Let the setting's resample take, where it falls into a stratum, what the stratum's own resample took."""
    size = own.shape[1]
    falls = (whole >= first) & (whole < first + size)
    times = np.count_nonzero(falls, axis=1)
    row = np.repeat(np.arange(len(whole)), times)
    turn = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    taken = turn < size
    whole.reshape(-1)[np.flatnonzero(falls)[taken]] = first + own[row[taken], turn[taken]]


def _order(row: CohortRow) -> tuple[str, int, bool]:
    return row.kind or "", row.nights, row.waiting
