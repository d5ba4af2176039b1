"""Past sealed estimates beside what happened, by officer."""

import pytest

from enabler.rules.facts import StayFacts
from enabler.rules.method.estimating import records
from enabler.vocabulary import DischargeOutcome
from tests.rules.caseloads import d, estimate
from tests.rules.services import waited

AS_AT = d("1 Jul")


def guessed(
    nights: int, low: float, likely: float, high: float, by: str | None = "Ann", **changes: object
) -> StayFacts:
    made = estimate(low, likely, high, "9 Apr", made_by=by)
    return waited(nights, f"S{nights}", **{"estimates": (made,)} | changes)


def test_n_mean_difference_and_share_within() -> None:
    stays = [guessed(10, 5, 12, 20), guessed(20, 21, 25, 40), guessed(30, 10, 15, 30), guessed(7, 7, 7, 7, "Ben")]
    ann, ben = records(stays, AS_AT, elsewhere_counts=False)
    assert (ann.officer, ann.n, ann.mean_difference) == ("Ann", 3, pytest.approx((-2 - 5 + 15) / 3))
    assert ann.share_within == pytest.approx(2 / 3)
    assert [one.observed for one in ann.estimates] == [10, 20, 30]
    assert (ben.officer, ben.n, ben.mean_difference, ben.share_within) == ("Ben", 1, 0, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"discharge_outcome": DischargeOutcome.DIED},
        {"discharge_outcome": DischargeOutcome.SELF_DISCHARGED},
        {"discharge_outcome": None, "discharged_on": None},
        {"discharged_on": d("2 Jul")},
        {"estimates": ()},
        {"estimates": (estimate(1, 2, 3, "21 May"),)},
        {"estimates": (estimate(1, 2, 3, "9 Apr", elsewhere=True),)},
    ],
)
def test_who_is_not_compared(changes: dict[str, object]) -> None:
    assert records([guessed(10, 1, 2, 3, **changes)], AS_AT, elsewhere_counts=False) == ()  # type: ignore[arg-type]


def test_the_estimate_that_stood_on_the_judging_day_is_compared() -> None:
    several = (
        estimate(1, 2, 3, "8 Apr", made_by="Ann"),
        estimate(4, 5, 6, "9 Apr", made_by="Ben"),
        estimate(7, 8, 9, "15 Apr", made_by="Cy"),
    )
    [one] = records([waited(10, estimates=several)], AS_AT, elsewhere_counts=False)
    assert (one.officer, one.mean_difference) == ("Ben", 5)


def test_estimates_from_elsewhere_and_of_nobody_named_come_last() -> None:
    elsewhere = estimate(1, 2, 3, "9 Apr", elsewhere=True)
    found = records([waited(10, estimates=(elsewhere,)), guessed(5, 1, 2, 3)], AS_AT, elsewhere_counts=True)
    assert [one.officer for one in found] == ["Ann", None]
