"""Sealed estimates: nights to be expected without the service, written before discharge and never changed after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Estimate, EstimateAgreement, Stay
from enabler.models.columns import new_reference
from enabler.rules.refusal import Refused
from enabler.rules.stay.estimates import check_agreement, check_estimate
from enabler.vocabulary import YesNo


def seal_estimate(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    low: float,
    likely: float,
    high: float,
    reason: str | None,
    agreed_by: str | None,
) -> Estimate:
    """Sealed now, only while the patient is in hospital. Another view later is another estimate beside this one."""
    if session.get_one(Stay, stay_id).discharged_on is not None:
        raise Refused("This patient has left: an estimate is sealed before discharge or not at all.")
    return _record(session, by, stay_id, low, likely, high, reason, by.name, agreed_by, clock.now(), YesNo.NO, None)


def agree_estimate(
    session: Session, *, by: Actor, stay_id: int, estimate_id: int, note: str | None
) -> EstimateAgreement:
    """A second person's agreement from their own sign-in, before the discharge. One a person, never taken back."""
    estimate, stay = session.get_one(Estimate, estimate_id), session.get_one(Stay, stay_id)
    elsewhere = estimate.elsewhere == YesNo.YES
    check_agreement(by.name, estimate.made_by, left=stay.discharged_on is not None, elsewhere=elsewhere)
    if any(one.recorded_by == by.name for one in agreements_to(session, estimate_id)):
        raise Refused("You have agreed to this estimate already.")
    agreement = EstimateAgreement(estimate_id=estimate_id, note=note, recorded_at=clock.now(), recorded_by=by.name)
    session.add(agreement)
    detail = {"estimate": estimate.ref, "likely": estimate.likely}
    audit.record(session, by=by, action="agree estimate", subject=agreement, stay_id=stay_id, detail=detail)
    return agreement


def agreements_to(session: Session, estimate_id: int) -> Sequence[EstimateAgreement]:
    """Who agreed from their own sign-in, the first first."""
    return session.scalars(
        select(EstimateAgreement).where(EstimateAgreement.estimate_id == estimate_id).order_by(EstimateAgreement.id)
    ).all()


def agreed_by() -> Any:
    """As a column of a statement on estimates: the name that was typed, else the first who agreed by themselves."""
    first = (
        select(EstimateAgreement.recorded_by)
        .where(EstimateAgreement.estimate_id == Estimate.id)
        .order_by(EstimateAgreement.id)
        .limit(1)
        .correlate(Estimate)
        .scalar_subquery()
    )
    return func.coalesce(Estimate.agreed_by, first)


def _record(
    session: Session,
    by: Actor,
    stay_id: int,
    low: float,
    likely: float,
    high: float,
    reason: str | None,
    made_by: str | None,
    agreed_by: str | None,
    sealed_at: datetime,
    elsewhere: YesNo,
    ref: str | None,
) -> Estimate:
    check_estimate(low, likely, high)
    estimate = Estimate(
        ref=ref or new_reference("ES"),
        stay_id=stay_id,
        low=low,
        likely=likely,
        high=high,
        reason=reason,
        made_by=made_by,
        agreed_by=agreed_by,
        sealed_at=sealed_at,
        elsewhere=elsewhere,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(estimate)
    detail = {"low": low, "likely": likely, "high": high, "agreed_by": agreed_by, "elsewhere": elsewhere}
    audit.record(session, by=by, action="seal estimate", subject=estimate, stay_id=stay_id, detail=detail)
    return estimate


def estimates_of(session: Session, stay_id: int) -> Sequence[Estimate]:
    """Every estimate of a stay, oldest first."""
    return session.scalars(
        select(Estimate).where(Estimate.stay_id == stay_id).order_by(Estimate.sealed_at, Estimate.id)
    ).all()
