"""The same words on any machine: the generator as published, and our own formulas on its words. Method, section 2."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.method import random_stream
from enabler.rules.method.random_stream import Stream, fraction, portions, scaled
from tests.rules import naive_chance

GOLDEN = ["4cf85097e2416f01", "071e9c2d42ee6277", "e3cd2b8a72c66cfa", "3cf6dd4ef4d913c4"]


def test_golden_words() -> None:
    assert [f"{word:016x}" for word in Stream("R-1", "stays").words(1, 4)[0]] == GOLDEN


@given(st.text(max_size=30), st.text(max_size=30))
def test_words_are_those_of_the_published_generator(reference: str, purpose: str) -> None:
    plain = list(islice(naive_chance.words(reference, purpose), 12))
    assert Stream(reference, purpose).words(3, 4).ravel().tolist() == plain


def test_each_reference_and_each_purpose_has_its_own_words() -> None:
    streams = [("R-1", "stays"), ("R-2", "stays"), ("R-1", "cohort"), ("R-1\nstays", "")]
    firsts = {int(Stream(*names).words(1, 1)[0, 0]) for names in streams}
    assert len(firsts) == 4


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_rows_may_be_asked_for_in_any_portions(rows: int, more: int, size: int) -> None:
    whole = Stream("R", "p").indices(rows + more, size)
    stream = Stream("R", "p")
    assert np.array_equal(whole, np.concatenate([stream.indices(rows, size), stream.indices(more, size)]))


@given(st.integers(1, 40))
def test_resamples_are_those_of_the_plain_formula(size: int) -> None:
    stream = naive_chance.words("R", "p")
    plain = [naive_chance.resample(stream, size) for _ in range(5)]
    assert Stream("R", "p").indices(5, size).tolist() == plain


def test_every_place_is_as_likely_as_any_other() -> None:
    counts = np.bincount(Stream("R", "p").indices(20_000, 7).ravel(), minlength=7)
    expected = 20_000
    assert len(counts) == 7
    assert ((counts - expected) ** 2 / expected).sum() < 22.5  # chi-square, 6 degrees of freedom, 1 in 1,000


@pytest.mark.parametrize(("half", "place"), [(0, 0), (2**31 - 1, 4), (2**32 - 1, 9)])
def test_scaled_at_its_ends(half: int, place: int) -> None:
    assert scaled(np.array([half], dtype=np.uint64), 10).tolist() == [place]


def test_fractions_stay_inside_0_and_1() -> None:
    ends = fraction(np.array([0, 2**32 - 1], dtype=np.uint64))
    assert 0 < ends[0] < 1e-9
    assert 1 - 1e-9 < ends[1] < 1


@pytest.mark.parametrize(("resamples", "size"), [(2000, 10), (2000, 100_000), (7, 1), (2000, 0)])
def test_portions_cover_all_and_keep_memory_flat(resamples: int, size: int) -> None:
    parts = list(portions(resamples, size))
    assert [place for part in parts for place in range(part.start, part.stop)] == list(range(resamples))
    assert all((part.stop - part.start) * size <= max(random_stream.AT_ONCE, size) for part in parts)
