"""When the planned checks after a discharge are due, and what their answers may say."""

from datetime import date, timedelta

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import Asked, FollowUpResult, HomeKept, Milestone

DAYS = {
    Milestone.HOURS_48: 2,
    Milestone.WEEK_1: 7,
    Milestone.WEEKS_4: 28,
    Milestone.WEEKS_13: 91,
    Milestone.WEEKS_26: 182,
    Milestone.WEEKS_52: 364,
}
NOT_REACHED = (FollowUpResult.NO_CONTACT, FollowUpResult.DECLINED)


def due_on(milestone: Milestone, discharged_on: date) -> date:
    """The day a check is due, counted from the day of discharge."""
    return discharged_on + timedelta(days=DAYS[milestone])


def due_dates(discharged_on: date) -> dict[Milestone, date]:
    """All checks with their dates, in order."""
    return {milestone: due_on(milestone, discharged_on) for milestone in DAYS}


def check_done_on(done_on: date, discharged_on: date, today: date) -> None:
    """Refuse a check done in the future or before the discharge."""
    check_not_future(done_on, today, "done_on", "check")
    if done_on < discharged_on:
        raise Refused(f"Done before the discharge on {in_full(discharged_on)}.", "done_on")


def check_result(
    result: FollowUpResult, home_kept: HomeKept | None, readmitted: Asked | None, housing_related: Asked | None
) -> None:
    """Refuse answers that the result cannot carry: who was not reached has told nothing, so no home counts as kept."""
    if result == FollowUpResult.DIED:
        return
    if result in NOT_REACHED:
        if home_kept not in (None, HomeKept.NOT_KNOWN):
            raise Refused("Nobody was reached, so the home is “not known”. Lost contact is not success.", "home_kept")
    elif home_kept is None:
        raise Refused("Say whether the home was kept. “Not known” is an answer.", "home_kept")
    if result == FollowUpResult.READMITTED and readmitted not in (None, Asked.YES):
        raise Refused("Back in hospital means readmitted: choose yes.", "readmitted")
    if result == FollowUpResult.DONE and readmitted is None:
        raise Refused("Say whether they were readmitted. “Not asked” is an answer.", "readmitted")
    is_back = readmitted == Asked.YES or result == FollowUpResult.READMITTED
    if is_back and housing_related is None:
        raise Refused("Say whether housing had to do with it. “Not asked” is an answer.", "readmission_housing_related")


def home_was_kept(result: FollowUpResult, home_kept: HomeKept | None) -> bool | None:
    """Whether the follow-up shows a home kept (or changed as planned) or lost; None when it shows neither."""
    if result in NOT_REACHED or result == FollowUpResult.DIED:
        return None
    return {HomeKept.KEPT: True, HomeKept.MOVED: True, HomeKept.LOST: False}.get(home_kept or HomeKept.NOT_KNOWN)


def is_open(done_on: date | None, cancelled_because: str | None) -> bool:
    """Whether somebody still has to make this check."""
    return done_on is None and cancelled_because is None
