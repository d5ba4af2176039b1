"""Questions about what is to be done: overdue, due today, too long without contact, last confirmed too long ago."""

from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full

DAYS_WITHOUT_CONTACT = 7
DAYS_CONFIRMED = 1


def is_overdue(due_on: date | None, done_on: date | None, today: date) -> bool:
    """Whether something not done was due before today."""
    return done_on is None and due_on is not None and due_on < today


def is_snoozed(snoozed_until_on: date | None, today: date) -> bool:
    """Whether something rests until a later day."""
    return snoozed_until_on is not None and today < snoozed_until_on


def is_too_long_without_contact(last_on: date, today: date, days: int = DAYS_WITHOUT_CONTACT) -> bool:
    """Whether the last contact (or the opening of the case, without one) is more than some days ago."""
    return (today - last_on).days > days


def is_faded(confirmed_on: date | None, today: date, days: int = DAYS_CONFIRMED) -> bool:
    """Whether what was last confirmed is too old to be trusted, or never was confirmed."""
    return confirmed_on is None or (today - confirmed_on).days > days


def check_done_on(done_on: date, today: date) -> None:
    """Refuse an action done in the future."""
    check_not_future(done_on, today, "done_on", "action")


def check_due_on(due_on: date, today: date) -> None:
    """Refuse a new action that is due before today."""
    if due_on < today:
        raise Refused(f"{in_full(due_on)} has passed: choose today or later.", "due_on")
