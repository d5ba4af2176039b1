"""Checks after discharge: when each is due."""

from datetime import date

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.follow_ups import check_done_on, due_dates, due_on
from enabler.vocabulary import Milestone
from tests.rules.caseloads import d


def test_every_milestone_has_its_days() -> None:
    found = due_dates(d("1 Apr"))
    assert list(found) == list(Milestone)
    assert [(due - d("1 Apr")).days for due in found.values()] == [2, 7, 28, 91, 182, 364]


def test_across_29_february() -> None:
    assert due_on(Milestone.WEEK_1, date(2028, 2, 25)) == date(2028, 3, 3)


def test_done_after_the_discharge_and_not_in_the_future() -> None:
    check_done_on(d("1 Apr"), d("1 Apr"), d("1 Apr"))
    for done_on in ("31 Mar", "6 Apr"):
        with pytest.raises(Refused) as refused:
            check_done_on(d(done_on), d("1 Apr"), d("5 Apr"))
        assert refused.value.field == "done_on"
