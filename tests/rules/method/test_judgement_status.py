"""Why each judgement is used or not."""

import pytest

from enabler.rules.facts import ReadyFact, StayFacts
from enabler.rules.method.judgement_status import (
    JudgementStatus,
    estimate_statuses,
    is_judging_over,
    judgement_statuses,
)
from enabler.vocabulary import Share
from tests.rules.caseloads import a_stay, d, estimate, share

NOW, USED, LATE, BEFORE = JudgementStatus.NOW, JudgementStatus.USED, JudgementStatus.LATE, JudgementStatus.BEFORE
LATER, AFTER, ELSEWHERE = JudgementStatus.LATER, JudgementStatus.AFTER, JudgementStatus.ELSEWHERE


def estimated(*days: str, **changes: object) -> StayFacts:
    """The judging day is 10 April, the discharge on the 20th."""
    return a_stay(estimates=tuple(estimate(1, 2, 3, day) for day in days), **changes)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["5 Apr"], [USED]),
        (["10 Apr"], [USED]),
        (["11 Apr"], [LATE]),
        (["20 Apr"], [LATE]),
        (["21 Apr"], [AFTER]),
        (["5 Apr", "9 Apr"], [BEFORE, USED]),
        (["9 Apr", "11 Apr"], [USED, LATER]),
        (["11 Apr", "12 Apr"], [LATE, LATER]),
        (["5 Apr", "10 Apr", "15 Apr", "21 Apr"], [BEFORE, USED, LATER, AFTER]),
    ],
)
def test_after_the_stay(days: list[str], said: list[JudgementStatus]) -> None:
    assert estimate_statuses(estimated(*days), d("1 Jul"), elsewhere_counts=False) == said


STILL_IN: dict[str, object] = {
    "discharged_on": None,
    "discharge_outcome": None,
    "ready_periods": (ReadyFact(d("10 Apr")),),
}


@pytest.mark.parametrize(
    ("today", "days", "said"),
    [
        ("9 Apr", ["5 Apr"], [NOW]),
        ("10 Apr", ["5 Apr", "10 Apr"], [BEFORE, NOW]),
        ("11 Apr", ["5 Apr", "10 Apr"], [BEFORE, USED]),
        ("11 Apr", ["11 Apr"], [LATE]),
        ("12 Apr", ["10 Apr", "12 Apr"], [USED, LATER]),
    ],
)
def test_while_in_hospital_the_judging_day_itself_is_not_over(
    today: str, days: list[str], said: list[JudgementStatus]
) -> None:
    stay = estimated(*days, **STILL_IN)
    assert estimate_statuses(stay, d(today), elsewhere_counts=False) == said
    assert is_judging_over(stay, d(today)) is (d(today) > d("10 Apr"))


def test_before_anybody_is_ready_the_last_word_stands() -> None:
    stay = estimated("5 Apr", "9 Apr", **STILL_IN | {"ready_periods": ()})
    assert estimate_statuses(stay, d("1 Jul"), elsewhere_counts=False) == [BEFORE, NOW]


@pytest.mark.parametrize(("counts", "said"), [(False, [USED, ELSEWHERE]), (True, [BEFORE, USED])])
def test_one_from_elsewhere_takes_no_place_unless_it_counts(counts: bool, said: list[JudgementStatus]) -> None:
    both = (estimate(1, 2, 3, "5 Apr"), estimate(4, 5, 6, "6 Apr", elsewhere=True))
    assert estimate_statuses(a_stay(estimates=both), d("1 Jul"), elsewhere_counts=counts) == said


def test_shares_and_main_barriers_too() -> None:
    shares = (share(Share.SOLE, None), share(Share.JOINT, "5 Apr"), share(Share.SOLE, "12 Apr"))
    assert judgement_statuses(shares, a_stay(shares=shares), d("1 Jul")) == [BEFORE, USED, LATER]
