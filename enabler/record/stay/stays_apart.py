"""The other stays of the same patient: none overlaps, also when two people save at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from enabler.models import Patient, ReadyPeriod, Stay
from enabler.rules.stay.overlaps import StaySpan, check_stays_apart, overlapping_pairs, stay_span


@dataclass(frozen=True, slots=True)
class OverlappingStays:
    """Two stays of one person, by their references, the earlier first."""

    refs: tuple[str, str]
    spans: tuple[StaySpan, StaySpan]


def span_of(stay: Stay) -> StaySpan:
    days = [stay.case_opened_on, *(period.ready_on for period in stay.ready_periods)]
    return stay_span(stay.admitted_on, stay.discharged_on, days)


def check_apart(
    session: Session, stay: Stay, span: StaySpan, *, before: StaySpan | None = None, field: str | None = "admitted_on"
) -> None:
    """Refuse `span` for a stay, new or changed, by the others of its patient as they stand once nobody else writes."""
    lock_patients(session, Patient.id == stay.patient_id)
    others = session.execute(_spans().where(Stay.patient_id == stay.patient_id, Stay.id != (stay.id or 0)))
    check_stays_apart(span, [_span(row) for row in others], before=before, field=field)


def lock_patients(session: Session, which: ColumnElement[bool]) -> None:
    """Whoever adds or changes a stay of these patients waits for us; SQLite has one writer at a time in any case."""
    session.execute(select(Patient.id).where(which).order_by(Patient.id).with_for_update()).all()


def overlapping_stays(session: Session) -> list[OverlappingStays]:
    """The pairs that overlap, which only a record older than the rule, or one brought in around it, can hold."""
    one, other = aliased(Stay), aliased(Stay)
    may_overlap = (  # an unknown admission may be any day: the rule decides
        select(one.patient_id)
        .join(other, (other.patient_id == one.patient_id) & (other.id > one.id))
        .where(_began(one) < _left(other), _began(other) < _left(one))
        .distinct()
    )
    return [
        OverlappingStays((ref, other), (stays[ref], stays[other]))
        for stays in spans_by_patient(session, may_overlap).values()
        for ref, other in overlapping_pairs(stays)
    ]


def _began(stay: type[Stay]) -> ColumnElement[date]:
    return func.coalesce(stay.admitted_on, date.min)


def _left(stay: type[Stay]) -> ColumnElement[date]:
    return func.coalesce(stay.discharged_on, date.max)


def spans_by_patient(session: Session, patient_ids: Any) -> dict[int, dict[str, StaySpan]]:
    """The stays of these patients (a choice of ids) by patient and reference."""
    found: defaultdict[int, dict[str, StaySpan]] = defaultdict(dict)
    for row in session.execute(_spans().where(Stay.patient_id.in_(patient_ids)).order_by(Stay.patient_id, Stay.id)):
        found[row.patient_id][row.ref] = _span(row)
    return found


def _spans() -> Select[int, str, date | None, date | None, date | None, date]:
    first_ready = select(func.min(ReadyPeriod.ready_on)).where(ReadyPeriod.stay_id == Stay.id).scalar_subquery()
    return select(
        Stay.patient_id,
        Stay.ref,
        Stay.admitted_on,
        Stay.discharged_on,
        Stay.case_opened_on,
        first_ready.label("ready_on"),
    )


def _span(row: Any) -> StaySpan:
    return stay_span(row.admitted_on, row.discharged_on, [row.case_opened_on, row.ready_on])
