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


def _ready(ready_period: ReadyPeriod) -> Iterator[TimelineEntry]:
    standard = ReadyStandard(ready_period.standard).label if ready_period.standard else "standard not recorded"
    said = f", said {ready_period.said_by}" if ready_period.said_by else ""
    yield _entry(ready_period, ready_period.ready_on, "ready", "Ready to leave", f"{standard}{said}")
    if ready_period.ended_on:
        end = ReadyEnd(ready_period.end_reason).label if ready_period.end_reason else "Ended"
        yield TimelineEntry(ready_period.ended_on, "ready", f"No longer waiting: {end.lower()}", id=ready_period.id)


def _leave(leave: Leave) -> Iterator[TimelineEntry]:
    kind = LeaveKind(leave.kind).label if leave.kind else "Leave"
    bed = {YesNo.YES: "bed kept", YesNo.NO: "bed not kept"}.get(leave.bed_kept, "bed kept or not: not recorded")  # type: ignore[call-overload]
    yield _entry(leave, leave.from_on, "leave", f"{kind} began", bed)
    if leave.to_on:
        yield TimelineEntry(leave.to_on, "leave", f"Back from leave: {kind.lower()}", id=leave.id)


def _reason(delay_reason: DelayReason) -> Iterator[TimelineEntry]:
    known = codes.delay_reasons().get((delay_reason.list, delay_reason.code))
    label = known.label if known else f"{delay_reason.list} {delay_reason.code}"
    yield _entry(delay_reason, delay_reason.from_on, "reason", f"Other reason began: {label}")
    if delay_reason.to_on:
        yield TimelineEntry(delay_reason.to_on, "reason", f"Other reason ended: {label}", id=delay_reason.id)


def _moves(moves: Sequence[WardMove]) -> Iterator[TimelineEntry]:
    """The first ward is part of the admission."""
    for move in moves[1:]:
        if move.from_on:
            bed = f", bed {move.bed}" if move.bed else ""
            yield _entry(move, move.from_on, "move", f"Moved to {move.ward.name}{bed}")


def _judged(judgement: Judgement) -> Iterator[TimelineEntry]:
    on = judgement.judged_on or clock.london_date(judgement.recorded_at)
    if judgement.about == "share":
        yield _entry(judgement, on, "judgement", "Share judged", Share(judgement.value).label)
    else:
        kind = codes.barrier_kinds().get(judgement.value)
        yield _entry(judgement, on, "judgement", "Main barrier judged", kind.label if kind else judgement.value)


def _estimate(estimate: Estimate) -> Iterator[TimelineEntry]:
    nights = f"{estimate.likely:g} nights without help, from {estimate.low:g} to {estimate.high:g}"
    where = " (sealed in another system)" if estimate.elsewhere == YesNo.YES else ""
    text = f"{nights}. {estimate.reason}" if estimate.reason else nights
    on = clock.london_date(estimate.sealed_at)
    yield TimelineEntry(
        on, "estimate", f"Estimate sealed{where}", text, by=estimate.made_by, at=estimate.sealed_at, id=estimate.id
    )


def _agreed(agreement: EstimateAgreement) -> Iterator[TimelineEntry]:
    on = clock.london_date(agreement.recorded_at)
    yield TimelineEntry(
        on, "estimate", "Agreed with the estimate", agreement.note, by=agreement.recorded_by, at=agreement.recorded_at
    )


def _screened(screening: Screening) -> Iterator[TimelineEntry]:
    yield _entry(
        screening, screening.screened_on, "screening", f"Screened: {ScreeningResult(screening.result).label.lower()}"
    )


def _follow_up(follow_up: FollowUp) -> Iterator[TimelineEntry]:
    if follow_up.done_on is not None:
        result = FollowUpResult(follow_up.result).label if follow_up.result else None
        yield _entry(
            follow_up, follow_up.done_on, "follow-up", f"Follow-up at {Milestone(follow_up.milestone).label}", result
        )


def _tried(follow_up_try: FollowUpTry) -> Iterator[TimelineEntry]:
    what = f"Tried to reach for the {follow_up_try.follow_up.milestone} follow-up"
    on = clock.london_date(follow_up_try.tried_at)
    yield TimelineEntry(
        on, "follow-up", what, follow_up_try.note, by=follow_up_try.recorded_by, at=follow_up_try.tried_at
    )


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
