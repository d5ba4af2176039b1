"""What must be true of a barrier, and its state: when it stood, whether it stands, was resolved or re-opened."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from enabler.rules.facts import BarrierFact
from enabler.rules.method.intervals import Interval, interval
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import BarrierState


class BarrierSpan(Protocol):
    """An interval of a barrier: of the facts, of a page, or a row."""

    @property
    def began_on(self) -> date: ...

    @property
    def resolved_on(self) -> date | None: ...


def check_kind(kind: str, kinds: Collection[str], field: str = "kind") -> None:
    """Refuse a kind of barrier that is not in the list."""
    if kind not in kinds:
        raise Refused(f"“{kind}” is not a kind of barrier.", field)


def check_began_on(began_on: date, today: date) -> None:
    """Refuse a barrier that begins in the future. Before the admission, or after the discharge, is possible."""
    check_not_future(began_on, today, "began_on", "start of a barrier")


def check_last_began_on(began_on: date, intervals: Sequence[BarrierSpan]) -> None:
    """Refuse another start of the last interval: after it was resolved, or before the earlier one was."""
    *earlier, last = intervals
    if last.resolved_on is not None and began_on > last.resolved_on:
        raise Refused(f"It was resolved on {in_full(last.resolved_on)}, so it cannot begin after that.", "began_on")
    stood_until = earlier[-1].resolved_on if earlier else None
    if stood_until is not None and began_on < stood_until:
        raise Refused(f"It stood before, until {in_full(stood_until)}: it began again after that.", "began_on")


def check_resolved_on(resolved_on: date, began_on: date, today: date) -> None:
    """Refuse a barrier resolved in the future or before it began; the same day is possible."""
    check_not_future(resolved_on, today, "resolved_on", "resolution")
    if resolved_on < began_on:
        raise Refused(f"Resolved before it began on {in_full(began_on)}.", "resolved_on")


def check_reopened_on(reopened_on: date, resolved_on: date | None, today: date) -> None:
    """Refuse to re-open a barrier that still stands, or before it was last resolved, or in the future."""
    if resolved_on is None:
        raise Refused("This barrier is not resolved, so it cannot be re-opened.", "began_on")
    check_not_future(reopened_on, today, "began_on", "re-opening")
    if reopened_on < resolved_on:
        raise Refused(f"Re-opened before it was resolved on {in_full(resolved_on)}.", "began_on")


def days_stood(barrier_span: BarrierSpan) -> Interval:
    """The days on which an interval of a barrier stood, as ordinals: not the day it was resolved, without end
    before."""
    return interval(barrier_span.began_on, barrier_span.resolved_on)


def stands(barrier_span: BarrierSpan, on: date) -> bool:
    """Whether it stood at the midnight that ends the date, in the way of discharge or not.

    record/facts/barrier_state.py says the same to the database.
    """
    start, end = days_stood(barrier_span)
    return start <= on.toordinal() < end


def blocks(barrier: BarrierFact, on: date) -> bool:
    """Whether it stood in the way of discharge at the midnight that ends the date."""
    return bool(barrier.blocks) and stands(barrier, on)


def is_reopened(intervals: Sequence[BarrierSpan]) -> bool:
    """Whether a barrier had been resolved before the last of its intervals, which are in order, began."""
    return len(intervals) > 1


def state(intervals: Sequence[BarrierSpan], today: date) -> BarrierState:
    """The state of a barrier by the last of its intervals, which are in order."""
    if days_stood(intervals[-1])[1] <= today.toordinal():
        return BarrierState.RESOLVED
    return BarrierState.REOPENED if is_reopened(intervals) else BarrierState.STANDS


def days_waiting(since_on: date, today: date) -> int:
    """Days since somebody was first waited for; 0 on the day itself."""
    return max(0, (today - since_on).days)
