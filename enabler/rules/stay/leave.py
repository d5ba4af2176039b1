"""What must be true of leave: inside the stay, back after it began, one at a time. It may be planned ahead."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from enabler.rules.facts import LeaveFact
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full


def check_leave(leave: LeaveFact, *, admitted_on: date | None, discharged_on: date | None) -> None:
    """Refuse leave before the admission, after the discharge, or back before it began."""
    if admitted_on is not None and leave.from_on < admitted_on:
        raise Refused(f"Leave before the admission on {in_full(admitted_on)}.", "from_on")
    if discharged_on is not None and leave.from_on > discharged_on:
        raise Refused(f"Leave after the discharge on {in_full(discharged_on)}.", "from_on")
    if leave.to_on is None:
        return
    if leave.to_on < leave.from_on:
        raise Refused(f"Back before the leave began on {in_full(leave.from_on)}.", "to_on")
    if discharged_on is not None and leave.to_on > discharged_on:
        raise Refused(f"Back after the discharge on {in_full(discharged_on)}.", "to_on")


def check_no_overlap(leave: Iterable[LeaveFact]) -> None:
    """Refuse two leaves of one stay that share a night."""
    ordered = sorted(leave, key=lambda one: (one.from_on, one.to_on or date.max))
    for earlier, later in pairwise(ordered):
        if later.from_on < (earlier.to_on or date.max):
            raise Refused(f"Overlaps the leave from {in_full(earlier.from_on)}.", "from_on")
