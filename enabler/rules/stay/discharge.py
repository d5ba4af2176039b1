"""What must be true of a discharge, and what follows from it: dates in order, where to, what kind of home."""

from collections.abc import Iterable
from datetime import date

from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.ready_periods import is_open
from enabler.rules.stay.stays import check_discharged_on, check_not_future
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import HOME_NOT_KNOWN, DischargeOutcome

USUAL_PLACE = "19"  # includes no fixed abode: never read as housed
DIED = "79"
FOLLOWED_UP = (DischargeOutcome.DISCHARGED, DischargeOutcome.SELF_DISCHARGED)


def check_left_on(left_on: date, *, admitted_on: date | None, ready: Iterable[ReadyFact], today: date) -> None:
    """Refuse a discharge in the future, before the admission, or before any ready date or end of a ready period."""
    if admitted_on is None:
        check_not_future(left_on, today, "discharged_on", "discharge")
    else:
        check_discharged_on(left_on, admitted_on, today)
    for period in ready:
        if left_on < period.ready_on:
            raise Refused(f"Left before ready: the ready date is {in_full(period.ready_on)}.", "discharged_on")
        if not is_open(period) and period.ended_on is not None and left_on < period.ended_on:
            raise Refused(f"Left before the ready period ended on {in_full(period.ended_on)}.", "discharged_on")


def check_destination(outcome: DischargeOutcome, destination: str | None, home_after: str | None) -> None:
    """Refuse a missing destination, one that does not fit the outcome, and code 19 without the kind of home.

    Destination 19 includes people of no fixed abode, so it says nothing of housing: `home_after` (an accommodation
    type, or HOME_NOT_KNOWN) must say it. Nothing is asked of somebody who died.
    """
    if outcome == DischargeOutcome.DIED:
        if destination not in (None, DIED):
            raise Refused(
                "A patient who died has no other destination: choose code 79 or none.", "discharge_destination"
            )
        return
    if destination is None:
        raise Refused("Choose where they went. “Not known” is an answer.", "discharge_destination")
    if destination == DIED:
        raise Refused(
            "Code 79 is only for a patient who died: choose that outcome, or another destination.",
            "discharge_destination",
        )
    if destination == USUAL_PLACE and home_after is None:
        raise Refused(
            "The code for usual place of residence includes no fixed abode: choose what kind of home it is.",
            "home_after",
        )


def is_housed(home_after: str | None, homeless_types: Iterable[str]) -> bool | None:
    """Whether the home after discharge is one; None when it is not recorded or not known, whatever the destination."""
    if home_after is None or home_after == HOME_NOT_KNOWN:
        return None
    return home_after not in set(homeless_types)


def is_followed_up(outcome: DischargeOutcome, *, is_case: bool) -> bool:
    """Whether checks are planned: for cases who went home or left against advice, not after a death or a transfer."""
    return is_case and outcome in FOLLOWED_UP
