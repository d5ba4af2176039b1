"""When the planned checks after a discharge are due."""

from datetime import date, timedelta

from enabler.rules.dates_as_written import in_full
from enabler.rules.refusal import Refused
from enabler.rules.stays import check_not_future
from enabler.vocabulary import Milestone

DAYS = {
    Milestone.HOURS_48: 2,
    Milestone.WEEK_1: 7,
    Milestone.WEEKS_4: 28,
    Milestone.WEEKS_13: 91,
    Milestone.WEEKS_26: 182,
    Milestone.WEEKS_52: 364,
}


def due_on(milestone: Milestone, discharged_on: date) -> date:
    """The day a check is due, counted from the day of discharge."""
    return discharged_on + timedelta(days=DAYS[milestone])


def due_dates(discharged_on: date) -> dict[Milestone, date]:
    """All six checks with their dates, in order."""
    return {milestone: due_on(milestone, discharged_on) for milestone in DAYS}


def check_done_on(done_on: date, discharged_on: date, today: date) -> None:
    """Refuse a check done in the future or before the discharge."""
    check_not_future(done_on, today, "done_on", "check")
    if done_on < discharged_on:
        raise Refused(f"Done before the discharge on {in_full(discharged_on)}.", "done_on")
