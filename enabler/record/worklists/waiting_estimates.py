"""Estimates of patients still in hospital that no second person has agreed with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Estimate, EstimateAgreement, Patient, Stay, Ward
from enabler.record.people.reach import within_reach
from enabler.vocabulary import YesNo


@dataclass(frozen=True, slots=True)
class WaitingEstimate:
    """`agreed_by` is a name the officer typed, which is no sign-in."""

    stay_id: int
    estimate_id: int
    surname: str
    given_names: str | None
    known_as: str | None
    ward: str
    low: float
    likely: float
    high: float
    made_by: str | None
    agreed_by: str | None
    sealed_at: datetime


def waiting_estimates(session: Session, by: Actor) -> Sequence[WaitingEstimate]:
    """Within reach of `by`, the oldest first; also one's own, which somebody else must agree with."""
    columns: tuple[Any, ...] = (
        Estimate.stay_id,
        Estimate.id,
        Patient.surname,
        Patient.given_names,
        Patient.known_as,
        Ward.name,
        Estimate.low,
        Estimate.likely,
        Estimate.high,
        Estimate.made_by,
        Estimate.agreed_by,
        Estimate.sealed_at,
    )
    rows = session.execute(
        _waiting(select(*columns), by)
        .join(Patient, Stay.patient_id == Patient.id)
        .join(Ward, Stay.ward_id == Ward.id)
        .order_by(Estimate.sealed_at, Estimate.id)
    )
    return [WaitingEstimate(*tuple(row)) for row in rows]


def waiting_for(session: Session, by: Actor) -> int:
    """How many wait for `by`: those of others."""
    count = _waiting(select(func.count()), by).where(func.coalesce(Estimate.made_by, "") != by.name)
    return session.scalar(count) or 0


def _waiting(statement: Select[Any], by: Actor) -> Select[Any]:
    last = select(func.max(Estimate.id)).where(Estimate.elsewhere != YesNo.YES).group_by(Estimate.stay_id)
    agreed = select(EstimateAgreement.id).where(EstimateAgreement.estimate_id == Estimate.id).exists()
    return (
        statement.select_from(Estimate)
        .join(Stay, Estimate.stay_id == Stay.id)
        .where(within_reach(by), Stay.discharged_on.is_(None), Estimate.id.in_(last), ~agreed)
    )
