"""Truth tables of the indicators about what follows a discharge: silence is no answer, lost contact no success."""

from datetime import timedelta
from typing import Any

import pytest

from enabler.rules.indicators.indicator_facts import CheckFact, Evidence
from enabler.vocabulary import Asked, DischargeOutcome, FollowUpResult, HomeKept, Milestone
from tests.rules.indicator_cases import LEFT, a_case, a_check, an_answer, found, later_stay, said

H48, W1, W4, W13, W26 = (
    Milestone.HOURS_48,
    Milestone.WEEK_1,
    Milestone.WEEKS_4,
    Milestone.WEEKS_13,
    Milestone.WEEKS_26,
)
DAYS = {
    "reached_at_48_hours": 2,
    "readmitted_28_days": 28,
    "home_kept_13_weeks": 91,
    "readmitted_91_days": 91,
    "happier_with_home": 91,
    "home_kept_52_weeks": 364,
}


@pytest.mark.parametrize("key", DAYS)
def test_placed_by_its_day_and_never_before_that_is_over(key: str) -> None:
    day = LEFT + timedelta(days=DAYS[key])
    on_the_day = found(key, a_case(), day)
    assert on_the_day is not None and (on_the_day.on, on_the_day.why) == (day, "Not due yet")
    assert said(key, a_case(), day + timedelta(days=1)) != ("excluded", "Not due yet")


@pytest.mark.parametrize("key", DAYS)
def test_still_in_hospital_is_no_part_of_it(key: str) -> None:
    assert said(key, a_case(discharged_on=None, discharge_outcome=None)) is None
    assert said(key, a_case(case_opened_on=None)) is None


@pytest.mark.parametrize("key", DAYS)
@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (DischargeOutcome.DIED, ("excluded", "Died in hospital")),
        (DischargeOutcome.TRANSFERRED, ("excluded", "Transferred to another hospital")),
        (None, ("not known", "How the stay ended is not recorded")),
    ],
)
def test_how_the_stay_ended(key: str, outcome: DischargeOutcome | None, expected: tuple[str, str]) -> None:
    assert said(key, a_case(discharge_outcome=outcome)) == expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (a_check(W13, 91, home_kept=HomeKept.KEPT), ("counted", "Home kept")),
        (
            a_check(W13, 91, home_kept=HomeKept.MOVED),
            ("counted", "Moved on as planned to another settled home"),
        ),
        (a_check(W13, 91, home_kept=HomeKept.LOST), ("not counted", "Home lost")),
        (
            a_check(W13, 91, home_kept=HomeKept.NOT_KNOWN),
            ("not known", "Whether the home was kept is not known"),
        ),
        (a_check(W13, 91, FollowUpResult.NO_CONTACT, home_kept=HomeKept.NOT_KNOWN), ("not known", "Could not contact")),
        (a_check(W13, 91, FollowUpResult.DECLINED), ("not known", "Declined")),
        (a_check(W13, 91, FollowUpResult.READMITTED, home_kept=HomeKept.KEPT), ("counted", "Home kept")),
        (a_check(W13, 91, FollowUpResult.DIED), ("excluded", "Died before the check")),
        (a_check(W13, 84, home_kept=HomeKept.KEPT), ("counted", "Home kept")),
        (a_check(W13, 83, home_kept=HomeKept.KEPT), ("not known", "Asked 8 days before the check was due")),
        (a_check(W13, 120, home_kept=HomeKept.KEPT), ("counted", "Home kept")),
        (a_check(W13, None), ("not known", "The check was not made")),
        (None, ("not known", "No check was planned")),
        (a_check(W26, 182, home_kept=HomeKept.KEPT), ("not known", "No check was planned")),  # another milestone
        (
            CheckFact(W13, Evidence("Follow-up"), cancelled_because="died"),
            ("excluded", "Died before the check"),
        ),
    ],
)
def test_home_kept_at_13_weeks(check: CheckFact | None, expected: tuple[str, str]) -> None:
    assert said("home_kept_13_weeks", a_case((check,) if check else ())) == expected


def test_a_death_after_the_check_leaves_it_standing() -> None:
    checks = (a_check(W13, 91, home_kept=HomeKept.KEPT), a_check(W26, 150, FollowUpResult.DIED))
    assert said("home_kept_13_weeks", a_case(checks)) == ("counted", "Home kept")
    assert said("home_kept_52_weeks", a_case(checks)) == ("excluded", "Died before the check")


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (a_check(H48, 1), ("counted", "Reached by the second day")),
        (a_check(H48, 2), ("counted", "Reached by the second day")),
        (a_check(H48, 3), ("not counted", "Reached 1 day late")),
        (a_check(H48, 2, FollowUpResult.READMITTED), ("counted", "Reached by the second day")),
        (a_check(H48, 2, FollowUpResult.NO_CONTACT), ("not counted", "Could not contact")),
        (a_check(H48, 2, FollowUpResult.DECLINED), ("not counted", "Declined")),
        (a_check(H48, 2, FollowUpResult.DIED), ("excluded", "Died before the check")),
        (a_check(H48, None), ("not counted", "Not made")),
        (CheckFact(H48, Evidence("Follow-up"), cancelled_because="died"), ("not counted", "Not made")),
        (None, ("not counted", "No check was planned")),
        (a_check(W1, 2), ("not counted", "No check was planned")),
    ],
)
def test_reached_at_48_hours(check: CheckFact | None, expected: tuple[str, str]) -> None:
    if check is not None and check.cancelled_because:
        expected = ("excluded", "Died before the check")
    assert said("reached_at_48_hours", a_case((check,) if check else ())) == expected


YES, NO, NOT_ASKED = Asked.YES, Asked.NO, Asked.NOT_ASKED
SAID_SO = ("counted", "Said to have been back in hospital")
DAY_NOT_KNOWN = ("counted", f"{SAID_SO[1]}; the day is not recorded, so it counts")


@pytest.mark.parametrize(
    ("checks", "later", "expected"),
    [
        ((), 0, ("counted", "Back in hospital on day 0")),
        ((), 28, ("counted", "Back in hospital on day 28")),
        # a later stay after day 28 does not show there was none before
        ((), 29, ("not known", "No check was planned")),
        ((a_check(W4, 28, readmitted=NO),), None, ("not counted", "Asked: not back in hospital")),
        ((a_check(W4, 27, readmitted=NO),), None, ("not known", "Asked 1 day before the last day")),
        ((a_check(W4, 27, readmitted=NO), a_check(W13, 91, readmitted=NO)), None, ("not counted", "Asked: not back in hospital")),
        ((a_check(W1, 7, readmitted=YES),), None, SAID_SO),
        ((a_check(W1, 7, readmitted=YES), a_check(W4, 28, readmitted=NO)), None, SAID_SO),
        ((a_check(W4, 28, readmitted=YES),), None, SAID_SO),
        ((a_check(W4, 30, readmitted=YES),), None, DAY_NOT_KNOWN),
        ((a_check(W4, 30, readmitted=YES),), 29, ("not counted", "Back in hospital on day 29")),
        ((a_check(W4, 30, readmitted=YES),), 28, ("counted", "Back in hospital on day 28")),
        # the record over what was said
        ((a_check(W4, 28, readmitted=NO),), 10, ("counted", "Back in hospital on day 10")),
        ((a_check(W4, 28, readmitted=NOT_ASKED),), None, ("not known", "Not asked")),
        ((a_check(W4, 28, readmitted=NOT_ASKED), a_check(W13, 91, readmitted=YES)), None, ("not known", "Not asked")),
        ((a_check(W4, 28, FollowUpResult.NO_CONTACT, readmitted=NOT_ASKED),), None, ("not known", "Could not contact")),
        ((a_check(W4, None),), None, ("not known", "The check was not made")),
        ((a_check(W1, 5, FollowUpResult.DIED),), None, ("excluded", "Died before it could be asked")),
        ((a_check(W1, 7, readmitted=YES), a_check(W4, 20, FollowUpResult.DIED)), None, SAID_SO),
    ],
)  # fmt: skip
def test_back_within_28_days(checks: tuple[CheckFact, ...], later: int | None, expected: tuple[str, str]) -> None:
    case = a_case(checks, next_stay=None if later is None else later_stay(later))
    assert said("readmitted_28_days", case) == expected


def test_day_29_is_within_91_days() -> None:
    assert said("readmitted_91_days", a_case(next_stay=later_stay(29))) == ("counted", "Back in hospital on day 29")
    assert said("readmitted_91_days", a_case(next_stay=later_stay(92))) == ("not known", "No check was planned")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"at_start": an_answer(2), "at_13_weeks": an_answer(4)}, ("counted", "2 at the start, 4 at 13 weeks")),
        ({"at_start": an_answer(3), "at_13_weeks": an_answer(3)}, ("not counted", "3 at the start, 3 at 13 weeks")),
        ({"at_start": an_answer(4), "at_13_weeks": an_answer(2)}, ("not counted", "4 at the start, 2 at 13 weeks")),
        ({"at_start": an_answer(None), "at_13_weeks": an_answer(5)}, ("not known", "Not answered both times")),
        ({"at_13_weeks": an_answer(5)}, ("not known", "Not answered both times")),
        ({}, ("not known", "Not answered both times")),
    ],
)
def test_happier_with_home(facts: dict[str, Any], expected: tuple[str, str]) -> None:
    assert said("happier_with_home", a_case(**facts)) == expected


def test_who_died_could_not_answer_again() -> None:
    case = a_case((a_check(W4, 20, FollowUpResult.DIED),), at_start=an_answer(2))
    assert said("happier_with_home", case) == ("excluded", "Died before 13 weeks")
