"""Bootstrap resamples of waits and the mean nights of each: Kaplan-Meier areas, all resamples at once."""

# Method, section 2.

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from enabler.rules.method.random_stream import Real, Whole

RESAMPLES = 2000
OUTSIDE = RESAMPLES * 25 // 1000


@dataclass(frozen=True, slots=True)
class WaitArrays:
    """Waits in a fixed order, which a resample's places refer to: each one's nights, and its cell.

    A cell is a night of `every`, ended or waiting; `all_over` says that nobody waits still.
    """

    nights: Whole
    cells: Whole
    every: Whole
    all_over: bool

    def __len__(self) -> int:
        return len(self.nights)


def waits(rows: Iterable[tuple[int, bool]]) -> WaitArrays:
    """Rows of (nights, waiting), made ready for resampling."""
    given = np.array([(nights, waiting) for nights, waiting in rows], dtype=np.int64).reshape(-1, 2)
    every, cells = np.unique(given[:, 0], return_inverse=True)
    return WaitArrays(given[:, 0], 2 * cells + given[:, 1], every, not given[:, 1].any())


def means_of(places: Whole, among: WaitArrays, horizon: int) -> Real:
    """The restricted mean nights of each resample, which is a row of places, up to a horizon that is the same for
    all."""
    if among.all_over:
        return np.asarray(np.minimum(among.nights, horizon).take(places).sum(axis=1) / places.shape[1])
    cells = 2 * len(among.every)
    spots = among.cells.take(places) + cells * np.arange(len(places))[:, None]
    counts = np.bincount(spots.ravel(), minlength=cells * len(places)).reshape(len(places), -1, 2)
    return _areas(counts[:, :, 0].T, counts[:, :, 1].T, among.every, horizon)


def middle_95(values: Real) -> tuple[float, float]:
    """The percentile interval, to 6 decimals: the 50th lowest and the 50th highest of 2,000 values."""
    ordered = np.sort(values)
    return round(float(ordered[OUTSIDE - 1]), 6) + 0.0, round(float(ordered[-OUTSIDE]), 6) + 0.0


def _areas(ended: Whole, waiting: Whole, nights: Whole, horizon: int) -> Real:
    """Night after night, in that order on every machine; ended come before waiting on the same night."""
    at_risk = ended.sum(axis=0) + waiting.sum(axis=0)
    area, standing, now = np.zeros(len(at_risk)), np.ones(len(at_risk)), 0
    for place, night in enumerate(nights.tolist()):
        if night >= horizon:
            break
        area += standing * (night - now)
        now = night
        standing *= 1 - ended[place] / np.maximum(at_risk, 1)
        at_risk = at_risk - ended[place] - waiting[place]
    return np.asarray(area + standing * (horizon - now))
