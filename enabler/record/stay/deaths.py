"""Who has died, as the record says it: by a discharge, or told at a check after one."""

# Nothing is due for them anywhere.

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Integer, ScalarSelect, Select, bindparam, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from enabler.models import FollowUp, Stay
from enabler.rules.refusal import Refused
from enabler.vocabulary import DischargeOutcome, FollowUpResult

Column = ColumnElement[int] | InstrumentedAttribute[int]


@dataclass(frozen=True, slots=True)
class Death:
    """A discharge says on which day; a check after one only on which day the service was told."""

    died_on: date | None
    told_on: date | None


def has_died(patient_id: Column) -> ColumnElement[bool]:
    """The condition on a patient for whatever lists what is due; any of their stays can tell it.

    The dead are few and found by an index once a statement, not for each row that is looked at.
    """
    return patient_id.in_(_the_dead())


@cache
def _the_dead() -> CompoundSelect[int]:
    stay, left, check = aliased(Stay), aliased(Stay), aliased(FollowUp)
    ended = select(stay.patient_id).where(stay.discharge_outcome == DischargeOutcome.DIED)
    told = select(left.patient_id).join(check, check.stay_id == left.id).where(check.result == FollowUpResult.DIED)
    return union_all(ended, told)


def died_on(patient_id: Column) -> ScalarSelect[date | None]:
    """The day of the discharge that says so."""
    stay = aliased(Stay)
    return (
        select(func.min(stay.discharged_on))
        .where(stay.patient_id == patient_id, stay.discharge_outcome == DischargeOutcome.DIED)
        .scalar_subquery()
    )


def told_on(patient_id: Column) -> ScalarSelect[date | None]:
    """The day of the first check that says so."""
    left, check = aliased(Stay), aliased(FollowUp)
    return (
        select(func.min(check.done_on))
        .join(left, check.stay_id == left.id)
        .where(left.patient_id == patient_id, check.result == FollowUpResult.DIED)
        .scalar_subquery()
    )


def as_death(died: date | None, told: date | None) -> Death | None:
    """What the two columns above say; None for the living."""
    return Death(died, told) if died or told else None


def death_of(session: Session, patient_id: int) -> Death | None:
    died, told = session.execute(_both_days(), {"patient_id": patient_id}).one()
    return as_death(died, told)


@cache
def _both_days() -> Select[date | None, date | None]:
    """Put together once: every command that plans something asks, and the parts cost more than the answer."""
    patient_id = bindparam("patient_id", type_=Integer)
    return select(died_on(patient_id), told_on(patient_id))


def check_alive(session: Session, patient_id: int, field: str | None = None) -> None:
    """Refuse to plan anything for somebody who has died."""
    if death_of(session, patient_id) is not None:
        raise Refused("This patient has died, so nothing more is planned. Record what was done as a contact.", field)
