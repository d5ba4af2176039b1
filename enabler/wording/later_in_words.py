"""Judgements that came too late to be used, in words: what each would do to the figure. Nothing is worked out here."""

from collections.abc import Iterable

from enabler import codes
from enabler.rules.method.later_changes import LaterChange
from enabler.vocabulary import Share
from enabler.wording.formatting import plain_date, trimmed


def later_in_words(changes: Iterable[LaterChange], stands_at: float | None) -> list[str]:
    """Share: joint, judged 12 May 2026: would count 3.5 nights instead of 7."""
    return [_in_words(change, stands_at) for change in changes] if stands_at is not None else []


def _in_words(later_change: LaterChange, stands_at: float) -> str:
    when = plain_date(later_change.judged_on) if later_change.judged_on else "on a day not known"
    verb = "sealed" if later_change.what == "estimate" else "judged"
    now, would = trimmed(stands_at), trimmed(later_change.avoided)
    effect = "would change nothing" if now == would else f"would count {would} nights instead of {now}"
    return f"{later_change.what.capitalize()}: {_value(later_change)}, {verb} {when}: {effect}"


def _value(later_change: LaterChange) -> str:
    if later_change.what == "share":
        return Share(later_change.value).label.partition(":")[0].lower()
    known = codes.barrier_kinds().get(later_change.value) if later_change.what == "main barrier" else None
    return known.label.lower() if known else later_change.value
