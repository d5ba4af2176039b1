"""Patients and stays for tests that are not about how they come to be: plain rows, fictional people."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Barrier, BarrierInterval, Patient, ReadyPeriod, Stay, Ward
from enabler.models.columns import new_reference
from enabler.vocabulary import YesNo

RECORDED_BY = "Sam Okafor"


def make_case(
    session: Session,
    ward: Ward,
    *,
    surname: str = "Singh",
    given_names: str = "Harpreet",
    admitted_on: date = date(2026, 4, 1),
    case_opened_on: date | None = date(2026, 4, 2),
    ready_on: date | None = date(2026, 5, 5),
    barrier: str | None = "rent_arrears",
    **stay: Any,
) -> Stay:
    """A case on the ward, ready since `ready_on` and held by one barrier. One patient for each surname."""
    with atomic(session):
        patient = Patient(
            ref=new_reference("P"),
            surname=surname,
            given_names=given_names,
            surname_key=surname.casefold(),
            born_on=date(1961, 2, 3),
            **_recorded(),
        )
        row = Stay(
            ref=new_reference("S"),
            patient=patient,
            ward_id=ward.id,
            setting=ward.setting,
            admitted_on=admitted_on,
            case_opened_on=case_opened_on,
            **_recorded(),
            **stay,
        )
        session.add(row)
        session.flush()
        if ready_on is not None:
            session.add(ReadyPeriod(stay_id=row.id, ready_on=ready_on, **_recorded()))
        if barrier is not None:
            _make_barrier(session, row, barrier)
    return row


def _make_barrier(session: Session, stay: Stay, kind: str) -> None:
    barrier = Barrier(ref=new_reference("B"), stay_id=stay.id, kind=kind, blocks_discharge=YesNo.YES, **_recorded())
    barrier.intervals = [BarrierInterval(began_on=stay.admitted_on, **_recorded())]
    session.add(barrier)


def _recorded() -> dict[str, Any]:
    return {"recorded_at": clock.now(), "recorded_by": RECORDED_BY}
