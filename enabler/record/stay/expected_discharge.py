"""The expected discharge date as it stands and as it once stood: how often it slipped is a fact about the stay."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import ExpectedDischarge, Stay
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay import admission
from enabler.rules.stay.stays import check_expected_discharge_on


def change_expected_discharge(
    session: Session, *, by: Actor, stay_id: int, expected_version: int, expected_on: date | None, reason: str | None
) -> Stay:
    """`expected_on` None: nobody expects a date any more. The earlier dates are kept with their reasons."""
    stay = current(session, Stay, stay_id, expected_version)
    before = stay.expected_discharge_on
    if expected_on == before:
        raise Refused("This is the date that stands already.", "expected_on")
    if expected_on is not None:
        _check(expected_on, stay)
    now = clock.now()
    session.add(
        ExpectedDischarge(stay_id=stay.id, expected_on=expected_on, reason=reason, recorded_at=now, recorded_by=by.name)
    )
    stay.expected_discharge_on = expected_on
    stay.recorded_at, stay.recorded_by = now, by.name
    detail = {"expected_discharge_on": [before, expected_on]}
    audit.record(session, by=by, action="change expected discharge", subject=stay, stay_id=stay.id, detail=detail)
    return stay


def _check(expected_on: date, stay: Stay) -> None:
    try:
        check_expected_discharge_on(expected_on, stay.admitted_on)
    except Refused as refusal:
        raise Refused(refusal.sentence, "expected_on") from None


def expected_discharges(session: Session, stay_id: int) -> Sequence[ExpectedDischarge]:
    """Each date that was set, oldest first."""
    return session.scalars(
        select(ExpectedDischarge).where(ExpectedDischarge.stay_id == stay_id).order_by(ExpectedDischarge.id)
    ).all()


def slips(dates: Iterable[ExpectedDischarge]) -> int:
    """How often the date moved to a later one."""
    return admission.slips(one.expected_on for one in dates)
