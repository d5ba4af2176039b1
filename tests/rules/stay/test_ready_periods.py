"""Ready periods: inside the stay, in order, touching at most. Method, section 1."""

import pytest
from hypothesis import given, strategies as st

from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.ready_periods import check_no_overlap, check_ready_period, is_open
from enabler.vocabulary import ReadyEnd
from tests.rules.caseloads import d, ready_chains

TODAY = d("1 May")


def period(ready: str, ended: str | None = None, why: ReadyEnd | None = None) -> ReadyFact:
    return ReadyFact(d(ready), d(ended) if ended else None, why)


def check(one: ReadyFact, admitted: str | None = "1 Apr", left: str | None = "20 Apr") -> None:
    check_ready_period(
        one, admitted_on=d(admitted) if admitted else None, discharged_on=d(left) if left else None, today=TODAY
    )


@pytest.mark.parametrize(
    "one", [period("1 Apr"), period("20 Apr", "20 Apr"), period("5 Apr", "9 Apr", ReadyEnd.UNWELL_AGAIN)]
)
def test_accepted(one: ReadyFact) -> None:
    check(one)
    check(one, admitted=None)


@pytest.mark.parametrize(
    ("one", "left", "field", "words"),
    [
        (period("31 Mar"), None, "ready_on", "Ready before admitted: the admission was on 1 April 2026."),
        (period("2 May"), None, "ready_on", "in the future"),
        (period("21 Apr"), "20 Apr", "ready_on", "Ready after the discharge"),
        (period("10 Apr", "9 Apr"), None, "ended_on", "Ended before it began"),
        (period("10 Apr", "21 Apr"), "20 Apr", "ended_on", "Ended after the discharge"),
        (period("10 Apr", "2 May"), None, "ended_on", "in the future"),
        (period("10 Apr", None, ReadyEnd.DIED), None, "ended_on", "Give the date"),
    ],
)
def test_refused_at_its_field(one: ReadyFact, left: str | None, field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check(one, left=left)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("periods", "may_stand"),
    [
        ([period("5 Apr", "9 Apr"), period("9 Apr")], True),
        ([period("9 Apr"), period("5 Apr", "9 Apr")], True),
        ([period("5 Apr", "9 Apr"), period("8 Apr", "12 Apr")], False),
        ([period("5 Apr"), period("8 Apr", "12 Apr")], False),
        ([period("5 Apr", "9 Apr"), period("7 Apr", "7 Apr")], False),
        ([period("5 Apr", "9 Apr"), period("5 Apr", "9 Apr")], False),
        ([period("5 Apr", "5 Apr"), period("5 Apr", "9 Apr")], True),
        ([period("5 Apr", "5 Apr"), period("5 Apr", "5 Apr")], False),
        ([], True),
    ],
)
def test_touching_may_stand_overlapping_is_refused(periods: list[ReadyFact], may_stand: bool) -> None:
    if may_stand:
        check_no_overlap(periods)
        return
    with pytest.raises(Refused, match="Overlaps the ready period from 5 April 2026"):
        check_no_overlap(periods)


@given(ready_chains(d("1 Apr")), st.randoms(use_true_random=False))
def test_a_chain_stands_in_any_order_unless_it_repeats_itself(chain: tuple[ReadyFact, ...], order: object) -> None:
    shuffled = list(chain)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    if len(set(chain)) == len(chain):
        check_no_overlap(shuffled)


def test_open_until_it_ends() -> None:
    assert is_open(period("5 Apr"))
    assert not is_open(period("5 Apr", "5 Apr"))
