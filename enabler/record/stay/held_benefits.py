"""Which benefits a patient has, asked one by one: only those recorded as held have dates in hospital."""

from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import HeldBenefits, Stay
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Held

NAMES = ("universal_credit_housing", "housing_benefit", "pip_or_dla", "attendance_allowance")


def record_benefits(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    expected_version: int | None,
    universal_credit_housing: Held | str | None,
    housing_benefit: Held | str | None,
    pip_or_dla: Held | str | None,
    attendance_allowance: Held | str | None,
) -> HeldBenefits:
    """What was answered; None is not asked. `expected_version` None: nothing was recorded yet."""
    stay = session.get(Stay, stay_id)
    if stay is None:
        raise Refused("This stay is no longer there.")
    row = _row(session, stay_id, expected_version)
    answers = (universal_credit_housing, housing_benefit, pip_or_dla, attendance_allowance)
    new = dict(zip(NAMES, answers, strict=True))
    detail = audit.changes(row, new)
    for name, value in new.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = clock.now(), by.name
    session.add(row)
    subject = (HeldBenefits.__tablename__, stay.ref)
    audit.record(session, by=by, action="record benefits", subject=subject, stay_id=stay_id, detail=detail)
    return row


def _row(session: Session, stay_id: int, expected_version: int | None) -> HeldBenefits:
    if session.get(HeldBenefits, stay_id) is not None:
        return current(session, HeldBenefits, stay_id, expected_version)
    if expected_version is not None:
        raise Stale("Somebody else removed this while you were typing.")
    return HeldBenefits(stay_id=stay_id)
