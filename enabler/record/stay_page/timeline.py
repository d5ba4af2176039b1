"""The one timeline of a stay, newest first: said, done, begun, resolved, moved, ready, judged, left, checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enabler import clock, codes
from enabler.models import (
    DelayReason,
    Estimate,
    EstimateAgreement,
    FollowUp,
    FollowUpTry,
    Judgement,
    Leave,
    ReadyPeriod,
    Screening,
    Stay,
    WardMove,
)
from enabler.record.stay_page.dated_rows import DatedRows
from enabler.record.stay_page.stay_rows import BarrierSeen, Said, ToDo
from enabler.rules.stay.barriers import is_reopened
from enabler.vocabulary import (
    ContactMethod,
    DischargeOutcome,
    FollowUpResult,
    LeaveKind,
    Milestone,
    ReadyEnd,
    ReadyStandard,
    ScreeningResult,
    Share,
    YesNo,
)

WrittenDown = ReadyPeriod | Leave | DelayReason | WardMove | Judgement | Screening | FollowUp


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line. `kind` and `id` say what it is a line of; `about` is a barrier's label, `text` what somebody wrote."""

    on: date
    kind: str
    what: str
    text: str | None = None
    about: str | None = None
    by: str | None = None
    at: datetime | None = None
    id: int | None = None
    version: int | None = None


def entries(
    stay: Stay,
    barriers: Sequence[BarrierSeen],
    actions: Sequence[ToDo],
    contacts: Sequence[Said],
    dated: DatedRows,
) -> list[TimelineEntry]:
    """The lines put together from what a page has read already."""
    labels = {barrier.id: barrier.label for barrier in barriers}
    found = [
        *_of_stay(stay),
        *(_said(contact, labels) for contact in contacts),
        *(_done(action, labels) for action in actions if action.done_on),
        *(line for barrier in barriers for line in _of_barrier(barrier)),
        *(line for kind, lines in LINES.items() for row in getattr(dated, kind) for line in lines(row)),
        *_moves(dated.moves),
    ]
    return sorted(found, key=_newest_first, reverse=True)


def _newest_first(entry: TimelineEntry) -> tuple[date, float, int]:
    return entry.on, entry.at.timestamp() if entry.at else 0.0, entry.id or 0


def _of_stay(stay: Stay) -> Iterator[TimelineEntry]:
    if stay.admitted_on:
        yield TimelineEntry(stay.admitted_on, "stay", "Admitted")
    if stay.case_opened_on:
        yield TimelineEntry(stay.case_opened_on, "stay", "Case opened", text=stay.what_is_wrong, by=stay.officer_name)
    if stay.discharged_on:
        outcome = DischargeOutcome(stay.discharge_outcome).label if stay.discharge_outcome else "Left the hospital"
        yield TimelineEntry(stay.discharged_on, "discharge", outcome, text=stay.discharge_note)


def _said(contact: Said, labels: Mapping[int, str]) -> TimelineEntry:
    how = ContactMethod(contact.method).label if contact.method else "Contact"
    return TimelineEntry(
        contact.on,
        "contact",
        f"{how} with {contact.with_whom}" if contact.with_whom else how,
        contact.text,
        labels.get(contact.barrier_id or 0),
        contact.recorded_by,
        contact.recorded_at,
        contact.id,
        contact.version,
    )


def _done(action: ToDo, labels: Mapping[int, str]) -> TimelineEntry:
    assert action.done_on is not None
    text = action.what if not action.outcome else f"{action.what}\n{action.outcome}"
    about = labels.get(action.barrier_id or 0)
    return TimelineEntry(
        action.done_on, "action", "Done", text, about, action.recorded_by, action.recorded_at, action.id, action.version
    )


def _of_barrier(barrier: BarrierSeen) -> Iterator[TimelineEntry]:
    for place, stood in enumerate(barrier.stood):
        word = "Barrier again" if is_reopened(barrier.stood[: place + 1]) else "Barrier began"
        yield TimelineEntry(
            stood.began_on,
            "barrier",
            f"{word}: {barrier.label}",
            None,
            None,
            stood.recorded_by,
            stood.recorded_at,
            barrier.id,
        )
        if stood.resolved_on:
            yield TimelineEntry(
                stood.resolved_on, "barrier", f"Resolved: {barrier.label}", stood.how_resolved, id=barrier.id
            )
    yield from _of_referral(barrier)


def _of_referral(barrier: BarrierSeen) -> Iterator[TimelineEntry]:
    """The duty to refer has its own dates, and the page must show that it was sent."""
    facts: Mapping[str, Any] = barrier.facts or {}
    if facts.get("referred_on"):
        yield TimelineEntry(
            facts["referred_on"], "barrier", f"Duty to refer sent to {facts.get('council')}", about=barrier.label
        )
    if facts.get("answered_on"):
        outcome = facts.get("outcome") or "outcome not recorded"
        yield TimelineEntry(
            facts["answered_on"],
            "barrier",
            f"Council answered: {outcome}",
            about=barrier.label,
        )


def _ready(one: ReadyPeriod) -> Iterator[TimelineEntry]:
    standard = ReadyStandard(one.standard).label if one.standard else "standard not recorded"
    said = f", said {one.said_by}" if one.said_by else ""
    yield _entry(one, one.ready_on, "ready", "Ready to leave", f"{standard}{said}")
    if one.ended_on:
        end = ReadyEnd(one.end_reason).label if one.end_reason else "Ended"
        yield TimelineEntry(one.ended_on, "ready", f"No longer waiting: {end.lower()}", id=one.id)


def _leave(one: Leave) -> Iterator[TimelineEntry]:
    kind = LeaveKind(one.kind).label if one.kind else "Leave"
    bed = {YesNo.YES: "bed kept", YesNo.NO: "bed not kept"}.get(one.bed_kept, "bed kept or not: not recorded")  # type: ignore[call-overload]
    yield _entry(one, one.from_on, "leave", f"{kind} began", bed)
    if one.to_on:
        yield TimelineEntry(one.to_on, "leave", f"Back from leave: {kind.lower()}", id=one.id)


def _reason(one: DelayReason) -> Iterator[TimelineEntry]:
    known = codes.delay_reasons().get((one.list, one.code))
    label = known.label if known else f"{one.list} {one.code}"
    yield _entry(one, one.from_on, "reason", f"Other reason began: {label}")
    if one.to_on:
        yield TimelineEntry(one.to_on, "reason", f"Other reason ended: {label}", id=one.id)


def _moves(moves: Sequence[WardMove]) -> Iterator[TimelineEntry]:
    """The first ward is part of the admission."""
    for one in moves[1:]:
        if one.from_on:
            bed = f", bed {one.bed}" if one.bed else ""
            yield _entry(one, one.from_on, "move", f"Moved to {one.ward.name}{bed}")


def _judged(one: Judgement) -> Iterator[TimelineEntry]:
    on = one.judged_on or clock.london_date(one.recorded_at)
    if one.about == "share":
        yield _entry(one, on, "judgement", "Share judged", Share(one.value).label)
    else:
        kind = codes.barrier_kinds().get(one.value)
        yield _entry(one, on, "judgement", "Main barrier judged", kind.label if kind else one.value)


def _estimate(one: Estimate) -> Iterator[TimelineEntry]:
    nights = f"{one.likely:g} nights without help, from {one.low:g} to {one.high:g}"
    where = " (sealed in another system)" if one.elsewhere == YesNo.YES else ""
    text = f"{nights}. {one.reason}" if one.reason else nights
    on = clock.london_date(one.sealed_at)
    yield TimelineEntry(on, "estimate", f"Estimate sealed{where}", text, by=one.made_by, at=one.sealed_at, id=one.id)


def _agreed(one: EstimateAgreement) -> Iterator[TimelineEntry]:
    on = clock.london_date(one.recorded_at)
    yield TimelineEntry(on, "estimate", "Agreed with the estimate", one.note, by=one.recorded_by, at=one.recorded_at)


def _screened(one: Screening) -> Iterator[TimelineEntry]:
    yield _entry(one, one.screened_on, "screening", f"Screened: {ScreeningResult(one.result).label.lower()}")


def _follow_up(one: FollowUp) -> Iterator[TimelineEntry]:
    if one.done_on is not None:
        result = FollowUpResult(one.result).label if one.result else None
        yield _entry(one, one.done_on, "follow-up", f"Follow-up at {Milestone(one.milestone).label}", result)


def _tried(one: FollowUpTry) -> Iterator[TimelineEntry]:
    what = f"Tried to reach for the {one.follow_up.milestone} follow-up"
    on = clock.london_date(one.tried_at)
    yield TimelineEntry(on, "follow-up", what, one.note, by=one.recorded_by, at=one.tried_at)


def _entry(
    row: ReadyPeriod | Leave | DelayReason | WardMove | Judgement | Screening | FollowUp,
    on: date,
    kind: str,
    what: str,
    text: str | None = None,
) -> TimelineEntry:
    """A line of a row, with who wrote it down and when."""
    return TimelineEntry(on, kind, what, text, by=row.recorded_by, at=row.recorded_at, id=row.id)


LINES: dict[str, Callable[[Any], Iterator[TimelineEntry]]] = {
    "ready_periods": _ready,
    "leave": _leave,
    "reasons": _reason,
    "judgements": _judged,
    "estimates": _estimate,
    "agreements": _agreed,
    "screenings": _screened,
    "follow_ups": _follow_up,
    "tries": _tried,
}
