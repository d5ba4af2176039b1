"""A patient leaves: the stay ends and what ends with it, the checks after discharge begin; and all that taken back."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from enabler import audit, codes
from enabler.audit import Actor
from enabler.clock import today
from enabler.models import Barrier, BarrierInterval, ReadyPeriod, ReadyPeriodValue, Stay
from enabler.record.facts.barrier_state import stands_on
from enabler.record.stay.barriers import close_by_discharge, go_on_after_all
from enabler.record.stay.follow_ups import (
    cancel_follow_ups,
    check_none_done_before,
    plan_follow_ups,
    withdraw_follow_ups,
)
from enabler.record.stay.stays_apart import check_apart, span_of
from enabler.record.stay.versions import current
from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay import discharge as rules
from enabler.rules.stay.overlaps import StaySpan
from enabler.rules.stay.ready_periods import END_OF_STAY
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import DischargeOutcome, ReadyEnd

UNDONE = "the discharge was a mistake"
CALLED_OFF = {DischargeOutcome.DIED: "died", DischargeOutcome.TRANSFERRED: "transferred to another hospital"}


def discharge(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    expected_version: int,
    discharged_on: date,
    outcome: DischargeOutcome,
    destination: str | None,
    home_after: str | None,
    note: str | None,
    resolved: Collection[int],
) -> Stay:
    """The patient left. `resolved`: barriers that were by then; others stay as they are: for nights they end with
    the stay."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is not None:
        raise Refused("This stay has ended already. Change the discharge instead.", "discharged_on")
    _put(session, by, stay, "discharge", None, discharged_on, outcome, destination, home_after, note)
    closed = [barrier for barrier in standing_barriers(session, stay_id) if barrier.id in resolved]
    _close_barriers(session, by, closed, discharged_on)
    return stay


def change_discharge(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    expected_version: int,
    discharged_on: date,
    outcome: DischargeOutcome,
    destination: str | None,
    home_after: str | None,
    note: str | None,
) -> Stay:
    """Puts a recorded discharge right; the ready period and barriers it closed and the checks not done move with it."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is None:
        raise Refused("This patient has not left.", "discharged_on")
    check_none_done_before(session, stay_id, discharged_on)
    ended = _ended_by_discharge(stay)
    _put(session, by, stay, "change discharge", ended, discharged_on, outcome, destination, home_after, note)
    _close_barriers(session, by, closed_barriers(session, stay_id), discharged_on)
    return stay


def undo_discharge(session: Session, *, by: Actor, stay_id: int, expected_version: int) -> Stay:
    """The patient did not leave after all: the stay goes on, with the ready period and the barriers that it closed.

    What was closed by hand stays closed, what was added since is kept, and what was recorded stays in the history.
    """
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is None:
        raise Refused("This patient has not left.")
    check_apart(session, stay, StaySpan(span_of(stay).began, None), before=span_of(stay), field=None)
    period = _ended_by_discharge(stay)
    if period is not None:
        _change_period(session, by, period, "re-open ready period", None, None)
    for barrier in closed_barriers(session, stay_id):
        go_on_after_all(session, by=by, barrier=barrier)
    withdraw_follow_ups(session, by=by, stay_id=stay.id, because=UNDONE)
    _set(
        session,
        by,
        stay,
        "undo discharge",
        discharged_on=None,
        discharge_outcome=None,
        discharge_destination=None,
        home_after=None,
        discharge_note=None,
    )
    return stay


def standing_barriers(session: Session, stay_id: int) -> Sequence[Barrier]:
    """What the discharge form asks about."""
    return _barriers(session, stay_id, stands_on(today()))


def closed_barriers(session: Session, stay_id: int) -> Sequence[Barrier]:
    """Barriers that the discharge closed and nobody has touched since: they stand again if it is taken back."""
    found = _barriers(session, stay_id, BarrierInterval.closed_by_discharge.is_(True))
    return [barrier for barrier in found if barrier.intervals[-1].closed_by_discharge]


def _barriers(session: Session, stay_id: int, with_interval: ColumnElement[bool]) -> Sequence[Barrier]:
    return (
        session.scalars(
            select(Barrier)
            .where(Barrier.stay_id == stay_id, Barrier.intervals.any(with_interval))
            .options(joinedload(Barrier.intervals))
            .order_by(Barrier.id)
        )
        .unique()
        .all()
    )


def _close_barriers(session: Session, by: Actor, barriers: Sequence[Barrier], left_on: date) -> None:
    for barrier in barriers:
        began_on = barrier.intervals[-1].began_on
        if left_on < began_on:
            label = codes.barrier_kinds()[barrier.kind].label
            raise Refused(f"“{label}” cannot be resolved by then: it began on {in_full(began_on)}.", "discharged_on")
        close_by_discharge(session, by=by, barrier=barrier, left_on=left_on)


def home_in_words(home_after: str | None) -> str | None:
    """The kind of home after discharge as people read it; None while nobody has recorded it."""
    if home_after is None:
        return None
    return codes.homes()[home_after]


def is_housed(stay: Stay) -> bool | None:
    """Whether they left to a home; None when that is not known. Destination 19 alone never says so."""
    return rules.is_housed(
        stay.home_after, [kind.code for kind in codes.accommodation_types().values() if kind.homeless]
    )


def _put(
    session: Session,
    by: Actor,
    stay: Stay,
    action: str,
    ended: ReadyPeriod | None,
    left_on: date,
    outcome: DischargeOutcome,
    destination: str | None,
    home_after: str | None,
    note: str | None,
) -> None:
    _check(stay, ended, left_on, outcome, destination, home_after)
    check_apart(session, stay, StaySpan(span_of(stay).began, left_on), before=span_of(stay), field="discharged_on")
    died = outcome == DischargeOutcome.DIED
    period = ended or next((period for period in stay.ready_periods if period.ended_on is None), None)
    if period is not None:
        _change_period(session, by, period, "end ready period", left_on, END_OF_STAY[outcome])
    _set(
        session,
        by,
        stay,
        action,
        discharged_on=left_on,
        discharge_outcome=outcome,
        discharge_destination=rules.DIED if died else destination,
        home_after=None if died else home_after,
        discharge_note=note,
    )
    if rules.is_followed_up(outcome, is_case=stay.case_opened_on is not None):
        plan_follow_ups(session, by=by, stay=stay)
    else:
        cancel_follow_ups(session, by=by, stay_id=stay.id, because=CALLED_OFF.get(outcome, UNDONE))


def _check(
    stay: Stay,
    ended: ReadyPeriod | None,
    left_on: date,
    outcome: DischargeOutcome,
    destination: str | None,
    home_after: str | None,
) -> None:
    if destination is not None and destination not in codes.discharge_destinations():
        raise Refused("Choose a destination from the list.", "discharge_destination")
    if home_after is not None and home_after not in codes.homes():
        raise Refused("Choose a kind of home from the list.", "home_after")
    ready = [ReadyFact(period.ready_on, None if period is ended else period.ended_on) for period in stay.ready_periods]
    rules.check_left_on(left_on, admitted_on=stay.admitted_on, ready=ready, today=today())
    rules.check_destination(outcome, destination, home_after)


def _ended_by_discharge(stay: Stay) -> ReadyPeriod | None:
    """The ready period that ended with the stay; None also where somebody has put its end right by hand since."""
    return next((period for period in stay.ready_periods if period.closed_by_discharge), None)


def _change_period(
    session: Session, by: Actor, period: ReadyPeriod, action: str, ended_on: date | None, reason: ReadyEnd | None
) -> None:
    new = {"ended_on": ended_on, "end_reason": reason}
    detail = audit.changes(period, new)
    if not detail:
        return
    if period.ended_on is not None:
        session.add(_as_it_was(period))
    period.ended_on, period.end_reason, period.closed_by_discharge = ended_on, reason, ended_on is not None
    audit.record(session, by=by, action=action, subject=period, stay_id=period.stay_id, detail=detail)


def _as_it_was(period: ReadyPeriod) -> ReadyPeriodValue:
    return ReadyPeriodValue(
        ready_period_id=period.id,
        ready_on=period.ready_on,
        ended_on=period.ended_on,
        end_reason=period.end_reason,
        standard=period.standard,
        said_by=period.said_by,
        recorded_at=period.recorded_at,
        recorded_by=period.recorded_by,
    )


def _set(session: Session, by: Actor, stay: Stay, action: str, **new: object) -> None:
    detail = audit.changes(stay, new)
    if not detail:
        return
    for name, value in new.items():
        setattr(stay, name, value)
    audit.record(session, by=by, action=action, subject=stay, stay_id=stay.id, detail=detail)
