"""Barriers: what stands in the way, since when, and on whom it waits. Their facts are in barrier_facts."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import Barrier, BarrierInterval, Stay
from enabler.models.columns import new_reference
from enabler.record.directory.agencies import agency_named
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused, Stale
from enabler.rules.stay import barriers as rules
from enabler.rules.stay.stays import check_not_future
from enabler.vocabulary import YesNo


def add_barrier(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    kind: str,
    began_on: date,
    blocks_discharge: YesNo | str | None = None,
    note: str | None = None,
    waiting_on: str | None = None,
    waiting_person: str | None = None,
    waiting_since: date | None = None,
) -> Barrier:
    """Another barrier of a stay, standing since `began_on`."""
    stay = session.get(Stay, stay_id)
    if stay is None:
        raise Refused("This stay is no longer there.")
    rules.check_kind(kind, codes.barrier_kinds())
    rules.check_began_on(began_on, clock.today())
    barrier = Barrier(
        ref=new_reference("B"),
        stay_id=stay_id,
        kind=kind,
        blocks_discharge=blocks_discharge or None,
        note=note,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    barrier.intervals = [_interval(by, began_on)]
    _wait(session, barrier, waiting_on, waiting_person, waiting_since)
    session.add(barrier)
    detail = {"kind": kind, "began_on": began_on, "blocks_discharge": blocks_discharge, "waiting_on": waiting_on}
    audit.record(session, by=by, action="add barrier", subject=barrier, stay_id=stay_id, detail=detail)
    return barrier


def change_barrier(
    session: Session,
    *,
    by: Actor,
    barrier_id: int,
    expected_version: int | None,
    kind: str,
    began_on: date,
    blocks_discharge: YesNo | str | None,
    note: str | None,
) -> Barrier:
    """Put right what a barrier says; `began_on` is that of its present (or last) interval."""
    barrier = _current(session, barrier_id, expected_version)
    rules.check_kind(kind, codes.barrier_kinds())
    last = barrier.intervals[-1]
    rules.check_began_on(began_on, clock.today())
    rules.check_last_began_on(began_on, barrier.intervals)
    new = {"kind": kind, "blocks_discharge": blocks_discharge or None, "note": note}
    detail = audit.changes(barrier, new) | audit.changes(last, {"began_on": began_on})
    last.began_on = began_on
    _set(barrier, by, new)
    audit.record(session, by=by, action="change barrier", subject=barrier, stay_id=barrier.stay_id, detail=detail)
    return barrier


def resolve_barrier(
    session: Session,
    *,
    by: Actor,
    barrier_id: int,
    expected_version: int | None,
    resolved_on: date,
    how_resolved: str | None = None,
) -> Barrier:
    """It no longer stands in the way; done again, it puts the day right. On whom it waited stays, for reports."""
    barrier = _current(session, barrier_id, expected_version)
    _resolve(session, by, barrier, resolved_on, how_resolved)
    barrier.intervals[-1].closed_by_discharge = False
    return barrier


def close_by_discharge(session: Session, *, by: Actor, barrier: Barrier, left_on: date) -> None:
    """Resolved by the time the patient left: it moves with the discharge, and stands again when that is taken back."""
    _resolve(session, by, barrier, left_on, None)
    barrier.intervals[-1].closed_by_discharge = True


def go_on_after_all(session: Session, *, by: Actor, barrier: Barrier) -> None:
    """The discharge that closed it is taken back: it stands on, as if it had never been resolved."""
    last = barrier.intervals[-1]
    detail = audit.changes(last, {"resolved_on": None})
    last.resolved_on, last.closed_by_discharge = None, False
    _set(barrier, by, {})
    audit.record(session, by=by, action="re-open barrier", subject=barrier, stay_id=barrier.stay_id, detail=detail)


def reopen_barrier(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, began_on: date
) -> Barrier:
    """It stands again: another interval, the earlier ones kept."""
    barrier = _current(session, barrier_id, expected_version)
    rules.check_reopened_on(began_on, barrier.intervals[-1].resolved_on, clock.today())
    barrier.intervals.append(_interval(by, began_on))
    _set(barrier, by, {})
    audit.record(
        session,
        by=by,
        action="re-open barrier",
        subject=barrier,
        stay_id=barrier.stay_id,
        detail={"began_on": [None, began_on]},
    )
    return barrier


def set_waiting_on(
    session: Session,
    *,
    by: Actor,
    barrier_id: int,
    expected_version: int | None,
    waiting_on: str | None,
    waiting_person: str | None = None,
    waiting_since: date | None = None,
) -> Barrier:
    """On whom a barrier waits, in words; words that are an agency's name link to the directory. None: nobody."""
    barrier = _current(session, barrier_id, expected_version)
    names = ("waiting_on", "waiting_agency_id", "waiting_person", "waiting_since")
    before = {name: getattr(barrier, name) for name in names}
    _wait(session, barrier, waiting_on, waiting_person, waiting_since)
    _set(barrier, by, {})
    after = {name: getattr(barrier, name) for name in names}
    detail = {name: [before[name], after[name]] for name in names if before[name] != after[name]}
    audit.record(session, by=by, action="set waiting on", subject=barrier, stay_id=barrier.stay_id, detail=detail)
    return barrier


def _resolve(session: Session, by: Actor, barrier: Barrier, resolved_on: date, how_resolved: str | None) -> None:
    last = barrier.intervals[-1]
    rules.check_resolved_on(resolved_on, last.began_on, clock.today())
    detail = audit.changes(last, {"resolved_on": resolved_on, "how_resolved": how_resolved})
    last.resolved_on, last.how_resolved = resolved_on, how_resolved
    _set(barrier, by, {})
    audit.record(session, by=by, action="resolve barrier", subject=barrier, stay_id=barrier.stay_id, detail=detail)


def _wait(session: Session, barrier: Barrier, words: str | None, person: str | None, since: date | None) -> None:
    if not words and (person or since):
        raise Refused("Say who is waited for: an agency, or a person in words.", "waiting_on")
    if since is not None:
        check_not_future(since, clock.today(), "waiting_since", "start of the wait")
    agency = agency_named(session, words) if words else None
    barrier.waiting_on = agency.name if agency else words or None
    barrier.waiting_agency_id = agency.id if agency else None
    barrier.waiting_person = person or None
    barrier.waiting_since = (since or clock.today()) if words else None


def _current(session: Session, barrier_id: int, expected_version: int | None) -> Barrier:
    """A barrier to change; if somebody was quicker, what they saved includes the dates it stood."""
    try:
        return current(session, Barrier, barrier_id, expected_version)
    except Stale as stale:
        last = session.get_one(Barrier, barrier_id).intervals[-1]
        stale.theirs |= {name: getattr(last, name) for name in ("began_on", "resolved_on", "how_resolved")}
        raise


def _interval(by: Actor, began_on: date) -> BarrierInterval:
    return BarrierInterval(began_on=began_on, recorded_at=clock.now(), recorded_by=by.name)


def _set(barrier: Barrier, by: Actor, new: dict[str, Any]) -> None:
    """Every change moves the barrier's version on, also one of its intervals only: a form shows both."""
    for name, value in new.items():
        setattr(barrier, name, value)
    barrier.recorded_at, barrier.recorded_by = clock.now(), by.name
    flag_modified(barrier, "recorded_at")
