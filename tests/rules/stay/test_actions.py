"""Questions about what is to be done."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.actions import (
    check_done_on,
    check_due_on,
    is_faded,
    is_overdue,
    is_snoozed,
    is_too_long_without_contact,
)
from tests.rules.caseloads import d

TODAY = d("20 Apr")


@pytest.mark.parametrize(
    ("due", "done", "overdue"),
    [
        ("19 Apr", None, True),
        ("20 Apr", None, False),
        ("21 Apr", None, False),
        (None, None, False),
        ("19 Apr", "20 Apr", False),
        ("20 Apr", "20 Apr", False),
    ],
)
def test_overdue(due: str | None, done: str | None, overdue: bool) -> None:
    due_on, done_on = d(due) if due else None, d(done) if done else None
    assert is_overdue(due_on, done_on, TODAY) is overdue


@pytest.mark.parametrize(("until", "resting"), [(None, False), ("20 Apr", False), ("21 Apr", True)])
def test_snoozed(until: str | None, resting: bool) -> None:
    assert is_snoozed(d(until) if until else None, TODAY) is resting


@pytest.mark.parametrize(("last", "too_long"), [("20 Apr", False), ("13 Apr", False), ("12 Apr", True)])
def test_too_long_without_contact_is_more_than_7_days(last: str, too_long: bool) -> None:
    assert is_too_long_without_contact(d(last), TODAY) is too_long
    assert is_too_long_without_contact(d(last), TODAY, days=30) is False


@pytest.mark.parametrize(("confirmed", "faded"), [("20 Apr", False), ("19 Apr", False), ("18 Apr", True), (None, True)])
def test_confirmed_fades_after_1_day(confirmed: str | None, faded: bool) -> None:
    assert is_faded(d(confirmed) if confirmed else None, TODAY) is faded


def test_dates_that_cannot_be() -> None:
    check_done_on(TODAY, TODAY)
    check_due_on(TODAY, TODAY)
    with pytest.raises(Refused, match="in the future") as done:
        check_done_on(d("21 Apr"), TODAY)
    with pytest.raises(Refused, match="19 April 2026 has passed") as due:
        check_due_on(d("19 Apr"), TODAY)
    assert (done.value.field, due.value.field) == ("done_on", "due_on")
