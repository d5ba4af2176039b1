"""A patient leaves: the stay ends, its open ready period with it, and the checks after discharge begin."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enabler import audit, codes
from enabler.audit import Actor
from enabler.clock import today
from enabler.models import Barrier, BarrierInterval, ReadyPeriod, ReadyPeriodValue, Stay
from enabler.record.follow_ups import cancel_follow_ups, check_none_done_before, plan_follow_ups, withdraw_follow_ups
from enabler.record.versions import current
from enabler.rules import discharge as rules
from enabler.rules.facts import ReadyFact
from enabler.rules.ready_periods import END_OF_STAY
from enabler.rules.refusal import Refused
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
) -> Stay:
    """The patient left. Barriers stay as they are: for nights they end with the stay."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is not None:
        raise Refused("This stay has ended already. Change the discharge instead.", "discharged_on")
    _put(session, by, stay, "discharge", None, discharged_on, outcome, destination, home_after, note)
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
    """Puts a recorded discharge right; the ready period it ended and the checks not yet done move with it."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is None:
        raise Refused("This patient has not left.", "discharged_on")
    check_none_done_before(session, stay_id, discharged_on)
    ended = _ended_by_discharge(stay)
    _put(session, by, stay, "change discharge", ended, discharged_on, outcome, destination, home_after, note)
    return stay


def undo_discharge(session: Session, *, by: Actor, stay_id: int, expected_version: int) -> Stay:
    """The patient did not leave after all: the stay and its ready period go on. What was recorded stays in the history."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.discharged_on is None:
        raise Refused("This patient has not left.")
    period = _ended_by_discharge(stay)
    if period is not None:
        _change_period(session, by, period, "re-open ready period", None, None)
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
    """Barriers with an interval that has no end: what the discharge form asks about."""
    return (
        session.scalars(
            select(Barrier)
            .where(
                Barrier.stay_id == stay_id,
                Barrier.intervals.any(BarrierInterval.resolved_on.is_(None)),
            )
            .options(joinedload(Barrier.intervals))
            .order_by(Barrier.id)
        )
        .unique()
        .all()
    )


def home_in_words(home_after: str | None) -> str | None:
    """The kind of home after discharge as people read it; None while nobody has recorded it."""
    if home_after is None:
        return None
    return "Not known" if home_after == rules.HOME_NOT_KNOWN else codes.accommodation_types()[home_after].label


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
    died = outcome == DischargeOutcome.DIED
    period = ended or next((one for one in stay.ready_periods if one.ended_on is None), None)
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
    if home_after not in (None, rules.HOME_NOT_KNOWN) and home_after not in codes.accommodation_types():
        raise Refused("Choose a kind of home from the list.", "home_after")
    ready = [ReadyFact(one.ready_on, None if one is ended else one.ended_on) for one in stay.ready_periods]
    rules.check_left_on(left_on, admitted_on=stay.admitted_on, ready=ready, today=today())
    rules.check_destination(outcome, destination, home_after)


def _ended_by_discharge(stay: Stay) -> ReadyPeriod | None:
    """The ready period that ended with the stay."""
    ends = set(END_OF_STAY.values())
    for period in stay.ready_periods:
        if period.ended_on == stay.discharged_on and period.end_reason in ends:
            return period
    return None


def _change_period(
    session: Session, by: Actor, period: ReadyPeriod, action: str, ended_on: date | None, reason: ReadyEnd | None
) -> None:
    new = {"ended_on": ended_on, "end_reason": reason}
    detail = audit.changes(period, new)
    if not detail:
        return
    if period.ended_on is not None:
        session.add(_as_it_was(period))
    period.ended_on, period.end_reason = ended_on, reason
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
    detail = audit.changes(stay, new, texts=("discharge_note",))
    if not detail:
        return
    for name, value in new.items():
        setattr(stay, name, value)
    audit.record(session, by=by, action=action, subject=stay, stay_id=stay.id, detail=detail)
