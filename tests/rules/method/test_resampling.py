"""Means of resamples against exact areas, and Kaplan-Meier areas against lifelines. Method, section 2."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from enabler.rules.evidence.comparison import restricted_mean
from enabler.rules.method.random_stream import Stream
from enabler.rules.method.resampling import means_of, middle_95, waits
from tests.rules.naive_chance import area

rows = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=25)


@given(rows, st.integers(1, 60))
def test_means_of_resamples_are_areas_under_their_curves(some: list[tuple[int, bool]], horizon: int) -> None:
    places = Stream("R", "p").indices(5, len(some))
    plain = [float(area([some[place] for place in taken], horizon)) for taken in places.tolist()]
    assert means_of(places, waits(some), horizon).tolist() == pytest.approx(plain, rel=1e-12)


@settings(max_examples=15)
@given(rows, st.none() | st.integers(1, 60))
def test_lifelines_finds_the_same_area(some: list[tuple[int, bool]], horizon: int | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter
        from lifelines.utils import restricted_mean_survival_time

        nights, waiting = zip(*some, strict=True)
        limit = max(nights) if horizon is None else horizon
        curve = KaplanMeierFitter().fit(nights, [not still for still in waiting])
        theirs = restricted_mean_survival_time(curve, t=limit) if limit else 0.0
    assert restricted_mean(some, horizon) == pytest.approx(theirs, rel=1e-9, abs=1e-9)


def test_the_interval_is_the_50th_from_either_end() -> None:
    assert middle_95(np.arange(2000, dtype=float)[::-1]) == (49, 1950)
    assert middle_95(np.full(2000, 1 / 3)) == (0.333333, 0.333333)
    assert str(middle_95(np.full(2000, -1e-9))) == "(0.0, 0.0)"
