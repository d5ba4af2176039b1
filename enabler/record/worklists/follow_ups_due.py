"""Which follow-ups wait for somebody, across the stays that person may reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import FollowUp, FollowUpTry, Patient, Stay, Ward
from enabler.record.people.reach import within_reach
from enabler.record.stay.deaths import has_died


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """One check to make: whom to ring, how that is safe, and how often it was tried."""

    follow_up_id: int
    stay_id: int
    milestone: str
    due_on: date
    discharged_on: date
    ward_name: str
    officer_id: int | None
    officer: str | None
    patient: Patient
    tries: int
    last_tried_at: datetime | None


def follow_ups_due(session: Session, *, by: Actor, until: date) -> Sequence[DueFollowUp]:
    """Open checks due up to and on a date, longest overdue first; two statements at most."""
    tries = (
        select(FollowUpTry.follow_up_id, func.count().label("tries"), func.max(FollowUpTry.tried_at).label("last"))
        .group_by(FollowUpTry.follow_up_id)
        .subquery()
    )
    rows = session.execute(
        select(FollowUp, Stay, Stay.officer_name, Ward.name, Patient, func.coalesce(tries.c.tries, 0), tries.c.last)
        .join(Stay, FollowUp.stay_id == Stay.id)
        .join(Ward, Stay.ward_id == Ward.id)
        .join(Patient, Stay.patient_id == Patient.id)
        .outerjoin(tries, tries.c.follow_up_id == FollowUp.id)
        .where(within_reach(by), *_waiting(until))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return [
        DueFollowUp(
            follow_up_id=row.id,
            stay_id=stay.id,
            milestone=row.milestone,
            due_on=row.due_on,
            discharged_on=stay.discharged_on,
            ward_name=ward_name,
            officer_id=stay.officer_id,
            officer=officer,
            patient=patient,
            tries=count,
            last_tried_at=last,
        )
        for row, stay, officer, ward_name, patient, count, last in rows
        if stay.discharged_on is not None
    ]


def _waiting(until: date) -> tuple[ColumnElement[bool], ...]:
    """Nobody rings a patient who has died, whichever of their stays tells it."""
    return (
        FollowUp.done_on.is_(None),
        FollowUp.cancelled_because.is_(None),
        FollowUp.due_on <= until,
        ~has_died(Stay.patient_id),
    )
