"""Which judgement is used, which is late, which never counts. Method, section 2."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from enabler.rules.facts import ReadyFact, ShareFact
from enabler.rules.method.judging import judged, judging_day, weight
from enabler.vocabulary import Share
from tests.rules.caseloads import a_stay, d, share

READY = (ReadyFact(d("10 Apr"), d("20 Apr")),)


@pytest.mark.parametrize(
    ("opened", "ready", "day"),
    [
        ("2 Apr", "10 Apr", "10 Apr"),
        ("8 Apr", "10 Apr", "10 Apr"),
        ("9 Apr", "10 Apr", "11 Apr"),
        ("15 Apr", "10 Apr", "17 Apr"),
        (None, "10 Apr", None),
        ("2 Apr", None, None),
    ],
)
def test_judging_day(opened: str | None, ready: str | None, day: str | None) -> None:
    periods = (ReadyFact(d("18 Apr")), ReadyFact(d(ready), d("15 Apr"))) if ready else ()
    stay = a_stay(case_opened_on=d(opened) if opened else None, ready_periods=periods)
    assert judging_day(stay) == (d(day) if day else None)


def used(*shares: ShareFact, **changes: object) -> tuple[Share | None, bool, int]:
    stay = a_stay(shares=shares, ready_periods=READY, **changes)
    found = judged(stay.shares, stay)
    return found.used.value if found.used else None, found.late, len(found.later)


SOLE, JOINT = Share.SOLE, Share.JOINT


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], (None, False, 0)),
        ([share(SOLE, "5 Apr")], (SOLE, False, 0)),
        ([share(SOLE, "10 Apr")], (SOLE, False, 0)),  # on the judging day itself
        ([share(SOLE, "11 Apr")], (SOLE, True, 0)),  # after it, before discharge: late
        ([share(SOLE, "20 Apr")], (SOLE, True, 0)),  # on the day of discharge
        ([share(SOLE, "21 Apr")], (None, False, 1)),  # after discharge: kept, never used
        ([share(SOLE, None)], (SOLE, False, 0)),  # imported without its date
        ([share(SOLE, "3 Apr"), share(JOINT, "5 Apr")], (JOINT, False, 0)),  # the one that stood
        ([share(JOINT, "5 Apr"), share(SOLE, "3 Apr")], (JOINT, False, 0)),  # in whatever order they come
        ([share(SOLE, "10 Apr", hour=9), share(JOINT, "10 Apr", hour=17)], (JOINT, False, 0)),  # end of the day
        ([share(JOINT, "10 Apr", hour=17), share(SOLE, "10 Apr", hour=9)], (JOINT, False, 0)),
        ([share(SOLE, "5 Apr"), share(JOINT, "12 Apr")], (SOLE, False, 1)),  # later changes never enter
        ([share(SOLE, "11 Apr"), share(JOINT, "12 Apr")], (SOLE, True, 1)),  # the first after it
        ([share(SOLE, None), share(JOINT, "12 Apr")], (SOLE, False, 1)),
        ([share(SOLE, None), share(JOINT, "9 Apr")], (JOINT, False, 0)),
        ([share(SOLE, "5 Apr"), share(None, "6 Apr")], (None, False, 0)),  # withdrawn: nothing stood
        ([share(SOLE, "5 Apr"), share(None, "6 Apr"), share(JOINT, "12 Apr")], (JOINT, True, 0)),
    ],
)
def test_truth_table(shares: list[ShareFact], expected: tuple[Share | None, bool, int]) -> None:
    assert used(*shares) == expected


def test_a_judging_day_after_the_discharge_ends_with_the_discharge() -> None:
    late_case = {"case_opened_on": d("19 Apr")}
    assert used(share(SOLE, "20 Apr"), **late_case) == (SOLE, False, 0)
    assert used(share(SOLE, "21 Apr"), **late_case) == (None, False, 1)


def test_undated_ones_are_known_as_such() -> None:
    stay = a_stay()
    assert judged([share(SOLE, None)], stay).undated
    assert not judged([share(SOLE, "5 Apr")], stay).undated


@given(st.lists(st.tuples(st.sampled_from(Share), st.none() | st.dates(d("1 Apr"), d("30 Apr"))), max_size=6))
def test_what_is_recorded_after_the_discharge_changes_nothing(given_shares: list[tuple[Share, date | None]]) -> None:
    stay = a_stay(ready_periods=READY)
    shares = [
        share(value, None) if on is None else ShareFact(value, on, share(value, None).recorded_at)
        for value, on in given_shares
    ]
    found = judged(shares, stay)
    in_time = [one for one in shares if one.judged_on is None or one.judged_on <= d("20 Apr")]
    assert found.used == judged(in_time, stay).used
    assert (found.used is None) == (not in_time)


def test_weights() -> None:
    assert [weight(one) for one in (Share.SOLE, Share.JOINT, Share.CONTRIBUTORY)] == [1, 0.5, 0]
