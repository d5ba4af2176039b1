"""What a round through the ward list changes: rows confirmed, patients found still here or gone."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Stay
from enabler.record.people.reach import within_reach
from enabler.record.stay.stays import change_stay, confirm_stay
from enabler.record.stay.stays_apart import check_apart, span_of
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.overlaps import StaySpan


def confirm_ward(session: Session, *, by: Actor, ward_id: int, seen: Mapping[int, int]) -> tuple[int, int]:
    """Confirms the rows that still say what was seen (stay to version); gives back how many were, and how many were
    not."""
    stays = session.scalars(
        select(Stay)
        .where(Stay.ward_id == ward_id, Stay.id.in_(seen), Stay.discharged_on.is_(None), within_reach(by))
        .order_by(Stay.id)
    ).all()
    right = [stay for stay in stays if stay.version == seen[stay.id] and stay.gone_from_list_on is None]
    for stay in right:
        confirm_stay(session, by=by, stay_id=stay.id, expected_version=stay.version)
    return len(right), len(seen) - len(right)


def still_here(session: Session, *, by: Actor, stay_id: int, expected_version: int) -> Stay:
    """The hospital's list had lost somebody who is on the ward."""
    stay = change_stay(session, by=by, stay_id=stay_id, expected_version=expected_version, gone_from_list_on=None)
    session.flush()
    return confirm_stay(session, by=by, stay_id=stay_id, expected_version=stay.version)


def leave_list(session: Session, *, by: Actor, stay_id: int, expected_version: int) -> Stay:
    """A patient who never was a case left the ward: nothing is asked, nothing follows."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.case_opened_on is not None:
        raise Refused("This patient is a case: record the discharge, with where they went.")
    if stay.discharged_on is not None:
        raise Refused("This patient has left already.")
    left_on = max(stay.gone_from_list_on or clock.today(), stay.admitted_on or stay.gone_from_list_on or clock.today())
    check_apart(session, stay, StaySpan(span_of(stay).began, left_on), before=span_of(stay))
    stay.discharged_on = left_on
    stay.recorded_at, stay.recorded_by = clock.now(), by.name
    audit.record(
        session, by=by, action="leave list", subject=stay, stay_id=stay.id, detail={"discharged_on": [None, left_on]}
    )
    return stay
