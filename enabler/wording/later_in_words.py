"""Judgements that came too late to be used, in words: what each would do to the figure. Nothing is worked out here."""

from collections.abc import Iterable

from enabler import codes
from enabler.rules.method.later_changes import LaterChange
from enabler.vocabulary import Share
from enabler.wording.formatting import plain_date, trimmed


def later_in_words(changes: Iterable[LaterChange], stands_at: float | None) -> list[str]:
    """Share: joint, judged 12 May 2026: would count 3.5 nights instead of 7."""
    return [_in_words(one, stands_at) for one in changes] if stands_at is not None else []


def _in_words(one: LaterChange, stands_at: float) -> str:
    when = plain_date(one.judged_on) if one.judged_on else "on a day not known"
    verb = "sealed" if one.what == "estimate" else "judged"
    now, would = trimmed(stands_at), trimmed(one.avoided)
    effect = "would change nothing" if now == would else f"would count {would} nights instead of {now}"
    return f"{one.what.capitalize()}: {_value(one)}, {verb} {when}: {effect}"


def _value(one: LaterChange) -> str:
    if one.what == "share":
        return Share(one.value).label.partition(":")[0].lower()
    known = codes.barrier_kinds().get(one.value) if one.what == "main barrier" else None
    return known.label.lower() if known else one.value
