"""What must be true of ready periods: inside the stay, in order, touching at most. Method, section 1."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import DischargeOutcome, ReadyEnd

END_OF_STAY = {
    DischargeOutcome.DISCHARGED: ReadyEnd.DISCHARGED,
    DischargeOutcome.DIED: ReadyEnd.DIED,
    DischargeOutcome.TRANSFERRED: ReadyEnd.TRANSFERRED,
    DischargeOutcome.SELF_DISCHARGED: ReadyEnd.SELF_DISCHARGED,
}


def check_ready_period(period: ReadyFact, *, admitted_on: date | None, discharged_on: date | None, today: date) -> None:
    """Refuse a ready period before the admission, after the discharge, in the future or that ends before it starts."""
    check_not_future(period.ready_on, today, "ready_on", "ready date")
    if admitted_on is not None and period.ready_on < admitted_on:
        raise Refused(f"Ready before admitted: the admission was on {in_full(admitted_on)}.", "ready_on")
    if discharged_on is not None and period.ready_on > discharged_on:
        raise Refused(f"Ready after the discharge on {in_full(discharged_on)}.", "ready_on")
    if period.ended_on is None:
        if period.end_reason is not None:
            raise Refused("Give the date on which the ready period ended.", "ended_on")
        return
    check_not_future(period.ended_on, today, "ended_on", "end")
    if period.ended_on < period.ready_on:
        raise Refused(f"Ended before it began: ready since {in_full(period.ready_on)}.", "ended_on")
    if discharged_on is not None and period.ended_on > discharged_on:
        raise Refused(f"Ended after the discharge on {in_full(discharged_on)}.", "ended_on")


def check_no_overlap(periods: Iterable[ReadyFact], discharged_on: date | None = None) -> None:
    """Refuse ready periods of one stay that share a night or lie inside each other; touching ones may stand."""
    ordered = sorted(periods, key=lambda one: (one.ready_on, one.ended_on or date.max))
    for earlier, later in pairwise(ordered):
        end = earlier.ended_on or discharged_on or date.max
        if later.ready_on < end or earlier == later:
            raise Refused(
                f"Overlaps the ready period from {in_full(earlier.ready_on)}{_until(earlier.ended_on)}.", "ready_on"
            )


def is_open(period: ReadyFact) -> bool:
    """Whether a ready period has no end yet."""
    return period.ended_on is None


def _until(ended_on: date | None) -> str:
    return f" to {in_full(ended_on)}" if ended_on else ", which has no end yet"
