"""Whose records somebody may reach: the stays of their wards, and those they hold, also after discharge."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import WITH_WITHDRAWN, Stay
from enabler.vocabulary import Role


def within_reach(by: Actor) -> ColumnElement[bool]:
    """The condition on stays for every list, count and search that `by` makes."""
    if not by.is_a(Role.OFFICER, Role.COORDINATOR):
        return Stay.id.is_(None)
    return or_(Stay.ward_id.in_(by.ward_ids), Stay.officer_id == by.user_id)


def stay_within_reach(session: Session, by: Actor, stay_id: int) -> Stay | None:
    """The stay with its patient and ward; None when it is out of reach or does not exist, which look the same."""
    return session.scalar(
        select(Stay)
        .where(Stay.id == stay_id, within_reach(by))
        .options(
            joinedload(Stay.patient, innerjoin=True), joinedload(Stay.ward, innerjoin=True), joinedload(Stay.officer)
        )
    )


def stay_instead_of(session: Session, by: Actor, stay_id: int) -> int | None:
    """Of a stay that was withdrawn: the latest of its patient's that stand, both within reach."""
    patient = select(Stay.patient_id).where(Stay.id == stay_id, Stay.withdrawn_at.is_not(None), within_reach(by))
    patient_id = session.scalar(patient, execution_options=WITH_WITHDRAWN)
    if patient_id is None:
        return None
    stays = select(Stay.id).where(Stay.patient_id == patient_id, within_reach(by))
    return session.scalar(stays.order_by(Stay.discharged_on.is_not(None), Stay.admitted_on.desc()).limit(1))


def ids_within_reach(session: Session, by: Actor, condition: ColumnElement[bool]) -> dict[str, int]:
    """The stays that meet a condition, by reference, for links to those that `by` may open."""
    rows = session.execute(select(Stay.ref, Stay.id).where(within_reach(by), condition))
    return {row.ref: row.id for row in rows}
