"""Barriers: known kinds, dates in order, whether one stands."""

from collections.abc import Callable

import pytest

from enabler import codes
from enabler.rules.facts import BarrierFact
from enabler.rules.refusal import Refused
from enabler.rules.stay import barriers as rules
from enabler.rules.stay.barriers import (
    check_began_on,
    check_kind,
    check_last_began_on,
    check_reopened_on,
    check_resolved_on,
    days_waiting,
    stands,
    state,
)
from enabler.vocabulary import BarrierState
from tests.rules.caseloads import d

TODAY = d("20 Apr")


def stood(began: str, resolved: str | None = None) -> BarrierFact:
    return BarrierFact("no_home", d(began), d(resolved) if resolved else None)


@pytest.mark.parametrize(
    ("check", "field", "words"),
    [
        (lambda: check_kind("moon", codes.barrier_kinds()), "kind", "“moon” is not a kind of barrier"),
        (lambda: check_began_on(d("21 Apr"), TODAY), "began_on", "in the future"),
        (lambda: check_resolved_on(d("9 Apr"), d("10 Apr"), TODAY), "resolved_on", "before it began on 10 April 2026"),
        (lambda: check_resolved_on(d("21 Apr"), d("10 Apr"), TODAY), "resolved_on", "in the future"),
        (lambda: check_reopened_on(d("9 Apr"), d("10 Apr"), TODAY), "began_on", "before it was resolved"),
        (lambda: check_reopened_on(d("21 Apr"), d("10 Apr"), TODAY), "began_on", "in the future"),
        (lambda: check_reopened_on(d("9 Apr"), None, TODAY), "began_on", "not resolved"),
        (
            lambda: check_last_began_on(d("14 Apr"), [stood("10 Apr", "13 Apr")]),
            "began_on",
            "resolved on 13 April 2026",
        ),
        (
            lambda: check_last_began_on(d("11 Apr"), [stood("1 Apr", "12 Apr"), stood("13 Apr")]),
            "began_on",
            "stood before, until 12 April 2026",
        ),
    ],
)
def test_refused_at_its_field(check: Callable[[], None], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check()
    assert refused.value.field == field


def test_same_day_is_accepted() -> None:
    check_kind("no_home", codes.barrier_kinds())
    check_began_on(TODAY, TODAY)
    check_resolved_on(d("10 Apr"), d("10 Apr"), TODAY)
    check_reopened_on(d("10 Apr"), d("10 Apr"), TODAY)
    check_last_began_on(d("10 Apr"), [stood("1 Apr", "10 Apr"), stood("11 Apr", "11 Apr")])


@pytest.mark.parametrize(
    ("blocks", "on", "standing"),
    [
        (True, "9 Apr", False),
        (True, "10 Apr", True),
        (True, "12 Apr", True),
        (True, "13 Apr", False),
        (False, "11 Apr", False),
        (None, "11 Apr", False),
    ],
)
def test_stands_over_its_half_open_interval(blocks: bool | None, on: str, standing: bool) -> None:
    barrier = BarrierFact("no_home", d("10 Apr"), d("13 Apr"), blocks)
    assert rules.blocks(barrier, d(on)) is standing
    assert stands(barrier, d(on)) is (d("10 Apr") <= d(on) < d("13 Apr"))


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ([("10 Apr", None)], BarrierState.STANDS),
        ([("20 Apr", None)], BarrierState.STANDS),
        ([("10 Apr", "19 Apr")], BarrierState.RESOLVED),
        ([("10 Apr", "20 Apr")], BarrierState.RESOLVED),
        ([("20 Apr", "20 Apr")], BarrierState.RESOLVED),
        ([("10 Apr", "12 Apr"), ("12 Apr", None)], BarrierState.REOPENED),
        ([("10 Apr", "12 Apr"), ("13 Apr", "20 Apr")], BarrierState.RESOLVED),
    ],
)
def test_its_state_is_that_of_its_last_interval(intervals: list[tuple[str, str | None]], said: BarrierState) -> None:
    assert state([stood(*one) for one in intervals], TODAY) is said


def test_days_waiting() -> None:
    assert [days_waiting(d(on), TODAY) for on in ("20 Apr", "13 Apr", "21 Apr")] == [0, 7, 0]
