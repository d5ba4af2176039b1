"""All stays of one patient, as spells: what continues what, and what overlaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Stay, Ward
from enabler.record.people.reach import within_reach
from enabler.record.stay.stays_apart import spans_by_patient
from enabler.rules.stay.overlaps import StaySpan, overlapping_pairs, spells, whole_span


@dataclass(frozen=True, slots=True)
class StayOfPatient:
    """`stay_id` and `ward`: None where the stay is out of reach; when it was is no secret of the patient's record."""

    ref: str
    span: StaySpan
    stay_id: int | None
    ward: str | None


@dataclass(frozen=True, slots=True)
class PatientSpell:
    """Stays that touch, in the order of time."""

    stays: tuple[StayOfPatient, ...]

    @property
    def span(self) -> StaySpan:
        return whole_span([stay.span for stay in self.stays])


@dataclass(frozen=True, slots=True)
class StaysOfPatient:
    """`overlapping` are pairs that only an older record holds, the earlier first."""

    spells: tuple[PatientSpell, ...]
    overlapping: tuple[tuple[StayOfPatient, StayOfPatient], ...]

    @property
    def number(self) -> int:
        return sum(len(spell.stays) for spell in self.spells)

    def overlaps_of(self, stay_id: int) -> Iterator[StayOfPatient]:
        """The stays that overlap this one."""
        for pair in self.overlapping:
            if stay_id in {stay.stay_id for stay in pair}:
                yield from (stay for stay in pair if stay.stay_id != stay_id)


def stays_of_patient(session: Session, by: Actor, patient_id: int) -> StaysOfPatient:
    """Two statements, however many stays there are."""
    spans = spans_by_patient(session, [patient_id])[patient_id]
    reach = select(Stay.ref, Stay.id, Ward.name).join(Ward, Ward.id == Stay.ward_id)
    known = {row.ref: row for row in session.execute(reach.where(Stay.patient_id == patient_id, within_reach(by)))}
    stays = {ref: _stay(ref, span, known.get(ref)) for ref, span in spans.items()}
    return StaysOfPatient(
        tuple(PatientSpell(tuple(stays[ref] for ref in refs)) for refs in spells(spans)),
        tuple((stays[earlier], stays[later]) for earlier, later in overlapping_pairs(spans)),
    )


def _stay(ref: str, span: StaySpan, within: Any | None) -> StayOfPatient:
    return StayOfPatient(ref, span, within.id if within else None, within.name if within else None)
