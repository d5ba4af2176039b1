"""Truth tables of the indicators about the stay and the leaving of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from enabler.rules.facts import BarrierFact, ReadyFact
from enabler.rules.indicators.indicator_facts import DutyFact, Evidence, HomeFact
from enabler.vocabulary import DischargeOutcome, ReadyEnd
from tests.rules.indicator_cases import LEFT, a_case, found, said

NOT_A_CASE: list[dict[str, Any]] = [{"case_opened_on": None}, {"case_opened_on": LEFT + timedelta(days=1)}]
STILL_HERE: dict[str, Any] = {"discharged_on": None, "discharge_outcome": None}
OF_THE_STAY = (
    "ready_to_case",
    "left_within_7_days",
    "median_housing_nights",
    "outcome_recorded",
    "destination_settled",
)


@pytest.mark.parametrize("key", OF_THE_STAY)
@pytest.mark.parametrize("facts", NOT_A_CASE)
def test_who_was_not_taken_on_is_in_no_count(key: str, facts: dict[str, Any]) -> None:
    assert said(key, a_case(**facts)) is None


@pytest.mark.parametrize(
    ("ready", "opened", "value", "on"),
    [
        ([(5, 5)], date(2026, 5, 8), 3, date(2026, 5, 5)),
        ([(5, 5)], date(2026, 5, 5), 0, date(2026, 5, 5)),
        ([(5, 5)], date(2026, 4, 3), 0, date(2026, 5, 5)),
        ([(5, 5), (4, 20)], date(2026, 4, 24), 4, date(2026, 4, 20)),  # the first of several, in any order
    ],
)
def test_days_from_ready_to_case(ready: list[tuple[int, int]], opened: date, value: int, on: date) -> None:
    periods = tuple(ReadyFact(date(2026, *one)) for one in ready)
    one = found("ready_to_case", a_case(ready_periods=periods, case_opened_on=opened))
    assert one is not None and (one.value, one.on) == (value, on)


def test_never_ready_is_no_part_of_days_to_the_case() -> None:
    assert said("ready_to_case", a_case(ready_periods=())) is None


@pytest.mark.parametrize(
    ("consents", "told", "standing"),
    [
        ([True], [date(2026, 4, 9)], "counted"),
        ([True], [None], "not counted"),
        ([None], [None], "not counted"),  # nobody asked for consent: not an excuse
        ([False], [None], "excluded"),
        ([False, None], [None, None], "not counted"),
        ([False, True], [None, date(2026, 4, 9)], "counted"),
    ],
)
def test_duty_to_refer(consents: list[bool | None], told: list[date | None], standing: str) -> None:
    duties = tuple(
        DutyFact(Evidence("Duty to refer", "B1", on), consent, on) for consent, on in zip(consents, told, strict=True)
    )
    one = found("duty_to_refer", a_case(duties=duties))
    assert one is not None and (one.standing.value, one.on) == (standing, date(2026, 4, 3))
    assert one.evidence


def test_no_home_barrier_no_duty() -> None:
    assert said("duty_to_refer", a_case()) is None


@pytest.mark.parametrize(
    ("left", "outcome", "as_at", "expected"),
    [
        (0, DischargeOutcome.DISCHARGED, 8, ("counted", "Left after 0 days")),
        (7, DischargeOutcome.DISCHARGED, 8, ("counted", "Left after 7 days")),
        (8, DischargeOutcome.DISCHARGED, 9, ("not counted", "Still in hospital after 7 days: 8 days")),
        (3, DischargeOutcome.DISCHARGED, 7, ("excluded", "The 7 days are not over")),
        (3, DischargeOutcome.DIED, 30, ("excluded", "Died")),
        (3, DischargeOutcome.TRANSFERRED, 30, ("excluded", "Transferred to another hospital")),
        (3, DischargeOutcome.SELF_DISCHARGED, 30, ("excluded", "Left against advice")),
        (9, DischargeOutcome.DIED, 30, ("not counted", "Still in hospital after 7 days: 9 days")),
        (3, None, 30, ("not known", "How the stay ended is not recorded")),
        (None, None, 7, ("excluded", "The 7 days are not over")),
        (None, None, 8, ("not counted", "Still in hospital after 7 days")),
    ],
)
def test_left_within_7_days(
    left: int | None, outcome: DischargeOutcome | None, as_at: int, expected: tuple[str, str]
) -> None:
    ready = date(2026, 5, 1)
    left_on = None if left is None else ready + timedelta(days=left)
    case = a_case(ready_periods=(ReadyFact(ready, left_on),), discharged_on=left_on, discharge_outcome=outcome)
    assert said("left_within_7_days", case, ready + timedelta(days=as_at)) == expected


def test_the_last_ready_period_counts_and_a_relapse_is_excluded() -> None:
    first = ReadyFact(date(2026, 4, 10), date(2026, 4, 20), ReadyEnd.UNWELL_AGAIN)
    again = a_case(ready_periods=(first, ReadyFact(date(2026, 5, 5), LEFT)))
    assert said("left_within_7_days", again) == ("counted", "Left after 5 days")
    assert said("left_within_7_days", a_case(ready_periods=(first,), **STILL_HERE)) == (
        "excluded",
        "Became unwell again before leaving",
    )


@pytest.mark.parametrize(
    ("facts", "expected", "value"),
    [
        ({}, ("counted", "3 housing nights"), 3),  # ready 5 May, barrier resolved 8 May
        ({"barriers": ()}, ("counted", "0 housing nights"), 0),
        ({"barriers": (BarrierFact("debts", date(2026, 5, 9), None, True),)}, ("counted", "1 housing night"), 1),
        ({"ready_periods": ()}, ("not known", "No ready period: the delay is unknown, not 0"), None),
        ({"discharge_outcome": None}, ("not known", "How the stay ended is not recorded"), None),
        ({"discharge_outcome": DischargeOutcome.DIED}, ("excluded", "Died"), None),
        ({"discharge_outcome": DischargeOutcome.SELF_DISCHARGED}, ("excluded", "Left against advice"), None),
        (STILL_HERE, None, None),
    ],
)
def test_housing_nights(facts: dict[str, Any], expected: tuple[str, str] | None, value: int | None) -> None:
    assert said("median_housing_nights", a_case(**facts)) == expected
    one = found("median_housing_nights", a_case(**facts))
    assert one is None or one.value == value


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("counted", "Discharged")),
        ({"discharge_outcome": None}, ("not counted", "Not recorded: how the stay ended")),
        ({"destination": None}, ("not counted", "Not recorded: where to")),
        ({"destination": "99"}, ("not counted", "Not recorded: where to")),
        ({"destination": "19", "home": None}, ("not counted", "Not recorded: what kind of home")),
        ({"destination": "85", "home": None}, ("counted", "Discharged")),
        ({"discharge_outcome": DischargeOutcome.DIED, "destination": None, "home": None}, ("counted", "Died")),
        (STILL_HERE, None),
    ],
)
def test_outcome_recorded(facts: dict[str, Any], expected: tuple[str, str] | None) -> None:
    assert said("outcome_recorded", a_case(**facts)) == expected


@pytest.mark.parametrize(
    ("destination", "home", "standing"),
    [
        ("19", HomeFact("02", "Tenant", False), "counted"),
        ("19", HomeFact("11", "Specialist housing", False), "counted"),
        ("19", HomeFact("12", "Rough sleeper", True), "not counted"),
        ("29", HomeFact("04", "Living with family", False), "counted"),
        ("85", HomeFact("09", "Care home", False), "not counted"),
        ("37", HomeFact("21", "Criminal justice", False), "not counted"),
        ("19", HomeFact("98", "Other", False), "not known"),
        ("19", None, "not known"),  # includes no fixed abode
        (None, None, "not known"),
        ("99", None, "not known"),
        ("29", None, "not counted"),
        ("38", None, "not counted"),
    ],
)
def test_destination_settled(destination: str | None, home: HomeFact | None, standing: str) -> None:
    one = said("destination_settled", a_case(destination=destination, home=home))
    assert one is not None and one[0] == standing


@pytest.mark.parametrize("outcome", [DischargeOutcome.DIED, DischargeOutcome.TRANSFERRED])
def test_died_and_transferred_went_to_no_home(outcome: DischargeOutcome) -> None:
    one = said("destination_settled", a_case(discharge_outcome=outcome))
    assert one is not None and one[0] == "excluded"
    assert said("destination_settled", a_case(**STILL_HERE)) is None
    assert said("destination_settled", a_case(), LEFT - timedelta(days=1)) is None  # not gone by the day of the report
