"""The one timeline of a stay, newest first: said, done, begun, resolved, moved, ready, judged, left, checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.models import Stay
from enabler.record.facts.dated import Dated, Sort, dated_things
from enabler.record.stay_page.stay_rows import BarrierSeen, Said, ToDo, actions_of, barriers_seen, contacts_of
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


@dataclass(frozen=True, slots=True)
class Entry:
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


def timeline(session: Session, stay: Stay) -> list[Entry]:
    """The timeline by itself, in four statements."""
    actions = actions_of(session, stay.id)
    barriers = barriers_seen(session, stay.id, actions)
    return entries(stay, barriers, actions, contacts_of(session, stay.id), dated_things(session, stay.id))


def entries(
    stay: Stay,
    barriers: Sequence[BarrierSeen],
    actions: Sequence[ToDo],
    contacts: Sequence[Said],
    dated: Mapping[str, Sequence[Dated]],
) -> list[Entry]:
    """The lines put together from what a page has read already."""
    labels = {barrier.id: barrier.label for barrier in barriers}
    found = [
        *_of_stay(stay),
        *(_said(contact, labels) for contact in contacts),
        *(_done(action, labels) for action in actions if action.done_on),
        *(line for barrier in barriers for line in _of_barrier(barrier)),
        *(line for sort, lines in LINES.items() for one in dated.get(sort, ()) for line in lines(one)),
        *_moves(dated.get(Sort.MOVE, ())),
    ]
    return sorted(found, key=_newest_first, reverse=True)


def _newest_first(entry: Entry) -> tuple[date, float, int]:
    return entry.on, entry.at.timestamp() if entry.at else 0.0, entry.id or 0


def _of_stay(stay: Stay) -> Iterator[Entry]:
    if stay.admitted_on:
        yield Entry(stay.admitted_on, "stay", "Admitted")
    if stay.case_opened_on:
        yield Entry(stay.case_opened_on, "stay", "Case opened", text=stay.what_is_wrong, by=stay.officer)
    if stay.discharged_on:
        outcome = DischargeOutcome(stay.discharge_outcome).label if stay.discharge_outcome else "Left the hospital"
        yield Entry(stay.discharged_on, "discharge", outcome, text=stay.discharge_note)


def _said(contact: Said, labels: Mapping[int, str]) -> Entry:
    how = ContactMethod(contact.method).label if contact.method else "Contact"
    return Entry(
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


def _done(action: ToDo, labels: Mapping[int, str]) -> Entry:
    assert action.done_on is not None
    text = action.what if not action.outcome else f"{action.what}\n{action.outcome}"
    about = labels.get(action.barrier_id or 0)
    return Entry(
        action.done_on, "action", "Done", text, about, action.recorded_by, action.recorded_at, action.id, action.version
    )


def _of_barrier(barrier: BarrierSeen) -> Iterator[Entry]:
    for place, stood in enumerate(barrier.stood):
        word = "Barrier again" if is_reopened(barrier.stood[: place + 1]) else "Barrier began"
        yield Entry(
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
            yield Entry(stood.resolved_on, "barrier", f"Resolved: {barrier.label}", stood.how_resolved, id=barrier.id)
    yield from _of_referral(barrier)


def _of_referral(barrier: BarrierSeen) -> Iterator[Entry]:
    """The duty to refer has its own dates, and the page must show that it was sent."""
    facts: Mapping[str, Any] = barrier.facts or {}
    if facts.get("referred_on"):
        yield Entry(
            facts["referred_on"], "barrier", f"Duty to refer sent to {facts.get('council')}", about=barrier.label
        )
    if facts.get("answered_on"):
        outcome = facts.get("outcome") or "outcome not recorded"
        yield Entry(
            facts["answered_on"],
            "barrier",
            f"Council answered: {outcome}",
            about=barrier.label,
        )


def _ready(one: Dated) -> Iterator[Entry]:
    assert one.from_on is not None
    standard = ReadyStandard(one.detail).label if one.detail else "standard not recorded"
    said = f", said {one.words}" if one.words else ""
    yield Entry(one.from_on, "ready", "Ready to leave", f"{standard}{said}", by=one.by, at=one.at, id=one.id)
    if one.to_on:
        end = ReadyEnd(one.code).label if one.code else "Ended"
        yield Entry(one.to_on, "ready", f"No longer waiting: {end.lower()}", id=one.id)


def _leave(one: Dated) -> Iterator[Entry]:
    assert one.from_on is not None
    kind = LeaveKind(one.code).label if one.code else "Leave"
    bed = {YesNo.YES: "bed kept", YesNo.NO: "bed not kept"}.get(one.detail, "bed kept or not: not recorded")  # type: ignore[call-overload]
    yield Entry(one.from_on, "leave", f"{kind} began", bed, by=one.by, at=one.at, id=one.id)
    if one.to_on:
        yield Entry(one.to_on, "leave", f"Back from leave: {kind.lower()}", id=one.id)


def _reason(one: Dated) -> Iterator[Entry]:
    assert one.from_on is not None
    known = codes.delay_reasons().get((one.detail or "", one.code or ""))
    label = known.label if known else f"{one.detail} {one.code}"
    yield Entry(one.from_on, "reason", f"Other reason began: {label}", by=one.by, at=one.at, id=one.id)
    if one.to_on:
        yield Entry(one.to_on, "reason", f"Other reason ended: {label}", id=one.id)


def _moves(moves: Sequence[Dated]) -> Iterator[Entry]:
    """The first ward is part of the admission."""
    for one in moves[1:]:
        if one.from_on:
            bed = f", bed {one.code}" if one.code else ""
            yield Entry(one.from_on, "move", f"Moved to {one.words}{bed}", by=one.by, at=one.at, id=one.id)


def _judged(one: Dated) -> Iterator[Entry]:
    on = one.from_on or clock.london_date(one.at)
    if one.code == "share":
        yield Entry(on, "judgement", "Share judged", Share(one.detail or "").label, by=one.by, at=one.at, id=one.id)
    else:
        kind = codes.barrier_kinds().get(one.detail or "")
        yield Entry(
            on, "judgement", "Main barrier judged", kind.label if kind else one.detail, by=one.by, at=one.at, id=one.id
        )


def _estimate(one: Dated) -> Iterator[Entry]:
    nights = f"{one.likely:g} nights without help, from {one.low:g} to {one.high:g}"
    where = " (sealed in another system)" if one.detail == YesNo.YES else ""
    text = f"{nights}. {one.words}" if one.words else nights
    sealed_at = one.then or one.at
    on = clock.london_date(sealed_at)
    yield Entry(on, "estimate", f"Estimate sealed{where}", text, by=one.by, at=sealed_at, id=one.id)


def _agreed(one: Dated) -> Iterator[Entry]:
    on = clock.london_date(one.at)
    yield Entry(on, "estimate", "Agreed with the estimate", one.words, by=one.by, at=one.at)


def _screened(one: Dated) -> Iterator[Entry]:
    assert one.from_on is not None
    result = ScreeningResult(one.code).label if one.code else ""
    yield Entry(one.from_on, "screening", f"Screened: {result.lower()}", by=one.by, at=one.at, id=one.id)


def _follow_up(one: Dated) -> Iterator[Entry]:
    if one.to_on is None or one.code is None:
        return
    result = FollowUpResult(one.detail).label if one.detail else None
    yield Entry(
        one.to_on, "follow-up", f"Follow-up at {Milestone(one.code).label}", result, by=one.by, at=one.at, id=one.id
    )


def _tried(one: Dated) -> Iterator[Entry]:
    tried_at = one.then or one.at
    what = f"Tried to reach for the {one.detail} follow-up"
    yield Entry(clock.london_date(tried_at), "follow-up", what, one.words, by=one.by, at=tried_at)


LINES = {
    Sort.READY: _ready,
    Sort.LEAVE: _leave,
    Sort.REASON: _reason,
    Sort.JUDGEMENT: _judged,
    Sort.ESTIMATE: _estimate,
    Sort.AGREEMENT: _agreed,
    Sort.SCREENING: _screened,
    Sort.FOLLOW_UP: _follow_up,
    Sort.TRY: _tried,
}
