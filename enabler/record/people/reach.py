"""Whose records somebody may reach: the stays of their wards, and those they hold, also after discharge."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import Stay
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


def ids_within_reach(session: Session, by: Actor, condition: ColumnElement[bool]) -> dict[str, int]:
    """The stays that meet a condition, by reference, for links to those that `by` may open."""
    rows = session.execute(select(Stay.ref, Stay.id).where(within_reach(by), condition))
    return {row.ref: row.id for row in rows}
