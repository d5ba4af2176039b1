"""The planned checks after a discharge: made by it, tried, finished, and called off when there is nobody to ring."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import FollowUp, FollowUpTry, Stay
from enabler.models.columns import new_reference
from enabler.record.stay.deaths import check_alive
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay import follow_ups as rules
from enabler.rules.stay.stays import check_not_future
from enabler.vocabulary import Asked, ContactMethod, FollowUpResult, HomeKept, Milestone

DIED = "died"


def plan_follow_ups(session: Session, *, by: Actor, stay: Stay) -> None:
    """The checks of a discharge: missing ones are made, those not done yet get their dates; finished ones stand."""
    if stay.discharged_on is None:
        raise Refused("Follow-ups are planned from a discharge.")
    planned = {row.milestone: row for row in follow_ups_of_stay(session, stay.id)}
    for milestone, due_on in rules.due_dates(stay.discharged_on).items():
        if milestone not in planned:
            _plan(session, by, stay, milestone, due_on)
        elif planned[milestone].done_on is None:
            _put(session, by, planned[milestone], "plan follow-up", due_on=due_on, cancelled_because=None)


def cancel_follow_ups(session: Session, *, by: Actor, stay_id: int, because: str) -> None:
    """Every check still to be made is called off; nobody rings."""
    for row in follow_ups_of_stay(session, stay_id):
        if rules.is_open(row.done_on, row.cancelled_because):
            _put(session, by, row, "cancel follow-up", cancelled_because=because)


def withdraw_follow_ups(session: Session, *, by: Actor, stay_id: int, because: str) -> None:
    """For a discharge that was a mistake: checks nobody tried go, tried ones are called off, finished ones stand."""
    for row in follow_ups_of_stay(session, stay_id):
        if row.done_on is not None:
            continue
        if row.tries:
            _put(session, by, row, "cancel follow-up", cancelled_because=because)
        else:
            audit.record(session, by=by, action="remove follow-up", subject=row, stay_id=stay_id)
            session.delete(row)


def log_try(
    session: Session,
    *,
    by: Actor,
    follow_up_id: int,
    tried_at: datetime,
    method: ContactMethod | None,
    note: str | None,
) -> FollowUpTry:
    """An attempt to reach the patient, whether or not anybody answered."""
    row = session.get_one(FollowUp, follow_up_id)
    _check_open(row)
    check_alive(session, row.stay.patient_id)
    tried_on = clock.london_date(tried_at)
    check_not_future(tried_on, clock.today(), "tried_on", "try")
    _check_after_discharge(row, tried_on, "tried_on")
    one = FollowUpTry(tried_at=tried_at, method=method, note=note, recorded_at=clock.now(), recorded_by=by.name)
    row.tries.append(one)
    audit.record(session, by=by, action="log try", subject=one, stay_id=row.stay_id, detail={"follow_up": row.ref})
    return one


def finish_follow_up(
    session: Session,
    *,
    by: Actor,
    follow_up_id: int,
    expected_version: int,
    done_on: date,
    result: FollowUpResult,
    home_kept: HomeKept | None,
    readmitted: Asked | None,
    readmission_housing_related: Asked | None,
    note: str | None,
) -> FollowUp:
    """What the check found; saving it again puts it right. A death calls off the checks that are left."""
    row = current(session, FollowUp, follow_up_id, expected_version)
    if row.cancelled_because is not None:
        raise Refused(f"This follow-up was called off: {row.cancelled_because}.")
    if row.done_on is None:
        check_alive(session, row.stay.patient_id)
    rules.check_done_on(done_on, _discharged_on(row), clock.today())
    rules.check_result(result, home_kept, readmitted, readmission_housing_related)
    answers = _answers(result, home_kept, readmitted, readmission_housing_related)
    action = "finish follow-up" if row.done_on is None else "change follow-up"
    _put(session, by, row, action, done_on=done_on, result=result, note=note, **answers)
    if result == FollowUpResult.DIED:
        cancel_follow_ups(session, by=by, stay_id=row.stay_id, because=DIED)
    return row


def follow_ups_of_stay(session: Session, stay_id: int) -> Sequence[FollowUp]:
    """All with their tries, in the order they fall due."""
    return session.scalars(
        select(FollowUp)
        .where(FollowUp.stay_id == stay_id)
        .options(selectinload(FollowUp.tries))
        .order_by(FollowUp.due_on, FollowUp.id)
        .execution_options(populate_existing=True)
    ).all()


def check_none_done_before(session: Session, stay_id: int, left_on: date) -> None:
    """Refuse to move a discharge past a check that was already made."""
    first = min((row.done_on for row in follow_ups_of_stay(session, stay_id) if row.done_on), default=None)
    if first is not None and first < left_on:
        raise Refused("A follow-up was already done before this date: put that right first.", "discharged_on")


def _plan(session: Session, by: Actor, stay: Stay, milestone: Milestone, due_on: date) -> None:
    row = FollowUp(
        ref=new_reference("F"),
        stay_id=stay.id,
        milestone=milestone,
        due_on=due_on,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(row)
    detail = {"milestone": milestone, "due_on": [None, due_on]}
    audit.record(session, by=by, action="plan follow-up", subject=row, stay_id=stay.id, detail=detail)


def _put(session: Session, by: Actor, row: FollowUp, action: str, **new: object) -> None:
    detail = audit.changes(row, new)
    if not detail:
        return
    for name, value in new.items():
        setattr(row, name, value)
    if "done_on" in new:
        row.recorded_at, row.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action=action, subject=row, stay_id=row.stay_id, detail=detail)


def _answers(
    result: FollowUpResult, home_kept: HomeKept | None, readmitted: Asked | None, housing_related: Asked | None
) -> dict[str, object]:
    """What is stored: nothing about somebody who died, "not known" and "not asked" about somebody not reached."""
    if result == FollowUpResult.DIED:
        return {"home_kept": None, "readmitted": None, "readmission_housing_related": None}
    if result == FollowUpResult.READMITTED:
        readmitted = Asked.YES
    readmitted = readmitted or Asked.NOT_ASKED
    return {
        "home_kept": HomeKept.NOT_KNOWN if result in rules.NOT_REACHED else home_kept,
        "readmitted": readmitted,
        "readmission_housing_related": housing_related if readmitted == Asked.YES else None,
    }


def _check_open(row: FollowUp) -> None:
    if row.done_on is not None:
        raise Refused("This follow-up is finished already.")
    if row.cancelled_because is not None:
        raise Refused(f"This follow-up was called off: {row.cancelled_because}.")


def _check_after_discharge(row: FollowUp, on: date, field: str) -> None:
    if on < _discharged_on(row):
        raise Refused("That was before the discharge.", field)


def _discharged_on(row: FollowUp) -> date:
    if row.stay.discharged_on is None:
        raise Refused("This patient is back in the record as not discharged.")
    return row.stay.discharged_on
