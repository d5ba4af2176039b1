"""What must be true of a barrier: a known kind, resolved after it began, re-opened after it was resolved."""

from collections.abc import Collection
from datetime import date

from enabler.rules.facts import BarrierFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full


def check_kind(kind: str, kinds: Collection[str], field: str = "kind") -> None:
    """Refuse a kind of barrier that is not in the list."""
    if kind not in kinds:
        raise Refused(f"“{kind}” is not a kind of barrier.", field)


def check_began_on(began_on: date, today: date) -> None:
    """Refuse a barrier that begins in the future. Before the admission, or after the discharge, is possible."""
    check_not_future(began_on, today, "began_on", "start of a barrier")


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


def stands(barrier: BarrierFact, on: date) -> bool:
    """Whether the barrier stood in the way of discharge at the midnight that ends the date."""
    return bool(barrier.blocks) and barrier.began_on <= on and (barrier.resolved_on is None or on < barrier.resolved_on)


def days_waiting(since_on: date, today: date) -> int:
    """Days since somebody was first waited for; 0 on the day itself."""
    return max(0, (today - since_on).days)
