"""Who holds a case: an account, with a history of holders that is only added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from enabler import clock
from enabler.audit import Actor
from enabler.models import CaseHolder, FollowUp, Stay, User, Ward
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that holds cases on a ward and is no account's, or might be that of several."""

    name: str
    ward: str
    cases: int


def check_holder(session: Session, officer_id: int | None) -> None:
    if officer_id is None:
        return
    user = session.get(User, officer_id)
    if user is None or user.role != Role.OFFICER or user.disabled_at is not None:
        raise Refused("Choose an officer with an account.", "officer_id")


def note_holder(session: Session, *, by: Actor, stay: Stay, since: date | None = None) -> CaseHolder:
    """Who holds the case from today on; `since`: the day on which it was opened, for who opens it."""
    holder = CaseHolder(
        stay_id=stay.id,
        officer_id=stay.officer_id,
        held_under=stay.held_under,
        from_on=since or clock.today(),
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(holder)
    return holder


def holders(session: Session, stay_id: int) -> Sequence[CaseHolder]:
    """Whoever has held the case, the first first; a holder without a name says that nobody did."""
    return session.scalars(
        select(CaseHolder)
        .where(CaseHolder.stay_id == stay_id)
        .options(joinedload(CaseHolder.officer))
        .order_by(CaseHolder.id)
    ).all()


def has_held(session: Session, stay: Stay, user_id: int | None) -> bool:
    """Whether somebody holds the case or ever did: nobody is rid of it by naming another."""
    held = select(CaseHolder.id).where(CaseHolder.stay_id == stay.id, CaseHolder.officer_id == user_id)
    return user_id is not None and (stay.officer_id == user_id or session.scalar(held.limit(1)) is not None)


def unknown_holders(session: Session) -> list[Unknown]:
    """The names that are no account's on cases with something left to do, for the health page."""
    waits = select(FollowUp.id).where(
        FollowUp.stay_id == Stay.id, FollowUp.done_on.is_(None), FollowUp.cancelled_because.is_(None)
    )
    rows = session.execute(
        select(Stay.held_under, Ward.name, func.count())
        .join(Ward, Stay.ward_id == Ward.id)
        .where(Stay.held_under.is_not(None), or_(Stay.discharged_on.is_(None), waits.exists()))
        .group_by(Stay.held_under, Ward.name)
        .order_by(Stay.held_under, Ward.name)
    )
    return [Unknown(str(name), ward, cases) for name, ward, cases in rows]
