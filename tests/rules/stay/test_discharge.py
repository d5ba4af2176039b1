"""When somebody can have left, where to, and that code 19 never says housed."""

from datetime import date

import pytest

from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay import discharge
from enabler.vocabulary import DischargeOutcome, ReadyEnd

TODAY = date(2026, 6, 10)
READY = [ReadyFact(date(2026, 5, 5))]


@pytest.mark.parametrize(
    ("left_on", "sentence"),
    [
        (date(2026, 6, 11), "11 June 2026 is in the future"),
        (date(2026, 3, 31), "Left before admitted"),
        (date(2026, 5, 4), "Left before ready: the ready date is 5 May 2026"),
        (date(2026, 5, 5), None),
        (TODAY, None),
    ],
)
def test_when_somebody_can_have_left(left_on: date, sentence: str | None) -> None:
    dates = {"admitted_on": date(2026, 4, 1), "ready": READY, "today": TODAY}
    if sentence is None:
        discharge.check_left_on(left_on, **dates)
        return
    with pytest.raises(Refused, match=sentence) as refused:
        discharge.check_left_on(left_on, **dates)
    assert refused.value.field == "discharged_on"


def test_not_before_a_closed_ready_period_ended() -> None:
    closed = [ReadyFact(date(2026, 5, 5), date(2026, 5, 9), ReadyEnd.UNWELL_AGAIN)]
    with pytest.raises(Refused, match="ready period ended on 9 May 2026"):
        discharge.check_left_on(date(2026, 5, 8), admitted_on=None, ready=closed, today=TODAY)


def test_future_is_refused_without_an_admission_date() -> None:
    with pytest.raises(Refused, match="future"):
        discharge.check_left_on(date(2027, 1, 1), admitted_on=None, ready=(), today=TODAY)


HOME, DIED, AWAY = DischargeOutcome.DISCHARGED, DischargeOutcome.DIED, DischargeOutcome.TRANSFERRED


@pytest.mark.parametrize(
    ("outcome", "destination", "home_after", "field"),
    [
        (HOME, None, None, "discharge_destination"),
        (HOME, "19", None, "home_after"),
        (HOME, "19", "02", None),
        (HOME, "19", discharge.HOME_NOT_KNOWN, None),
        (HOME, "29", None, None),
        (HOME, "79", None, "discharge_destination"),
        (AWAY, None, None, "discharge_destination"),
        (AWAY, "51", None, None),
        (DIED, None, None, None),
        (DIED, "79", None, None),
        (DIED, "19", "02", "discharge_destination"),
    ],
)
def test_destination(
    outcome: DischargeOutcome, destination: str | None, home_after: str | None, field: str | None
) -> None:
    if field is None:
        discharge.check_destination(outcome, destination, home_after)
        return
    with pytest.raises(Refused) as refused:
        discharge.check_destination(outcome, destination, home_after)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("home_after", "housed"),
    [(None, None), (discharge.HOME_NOT_KNOWN, None), ("02", True), ("12", False), ("19", False)],
)
def test_housed_is_read_from_the_kind_of_home_only(home_after: str | None, housed: bool | None) -> None:
    assert discharge.is_housed(home_after, {"12", "19"}) is housed


@pytest.mark.parametrize(
    ("outcome", "is_case", "followed"),
    [
        (HOME, True, True),
        (DischargeOutcome.SELF_DISCHARGED, True, True),
        (DIED, True, False),
        (AWAY, True, False),
        (HOME, False, False),
    ],
)
def test_who_is_followed_up(outcome: DischargeOutcome, is_case: bool, followed: bool) -> None:
    assert discharge.is_followed_up(outcome, is_case=is_case) is followed
