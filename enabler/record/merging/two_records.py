"""The two records that are to be put together, with their stays and what overlaps; only within reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import Patient, Stay
from enabler.record.people.reach import within_reach
from enabler.record.stay.stays_apart import span_of
from enabler.rules.refusal import Refused
from enabler.rules.stay.overlaps import do_overlap
from enabler.vocabulary import OverlapAnswer, Role

ONE_RECORD = "This is one record: choose two."
NOT_YOURS = (
    "One of the two is on a ward that is not yours, or was there before, or there is no such record. Ask an officer "
    "who works on both wards, or an administrator to give you that ward."
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two stays that cover the same nights, one of each record."""

    kept: Stay
    merged: Stay

    @property
    def field(self) -> str:
        """Where a form asks about it."""
        return f"overlap_{self.kept.id}_{self.merged.id}"

    @property
    def answers(self) -> tuple[OverlapAnswer, ...]:
        """A stay takes the other in only if it does not end before it."""
        kept, merged = span_of(self.kept).days[1], span_of(self.merged).days[1]
        refused = {OverlapAnswer.INTO_KEPT: kept < merged, OverlapAnswer.INTO_MERGED: merged < kept}
        return tuple(answer for answer in OverlapAnswer if not refused.get(answer))


@dataclass(frozen=True, slots=True)
class TwoRecords:
    """`kept` stays, `merged` goes into it. `stays` are those of both that were not withdrawn, by date."""

    kept: Patient
    merged: Patient
    stays: Sequence[Stay]

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        return tuple(Overlap(one, other) for one, other in self._pairs() if do_overlap(span_of(one), span_of(other)))

    def _pairs(self) -> Iterator[tuple[Stay, Stay]]:
        for one in self.stays:
            if one.patient_id == self.kept.id:
                yield from ((one, other) for other in self.stays if other.patient_id == self.merged.id)

    @property
    def seen(self) -> str:
        """Which versions of the records a page was made from."""
        rows: list[Patient | Stay] = [self.kept, self.merged, *sorted(self.stays, key=lambda stay: stay.id)]
        return " ".join(f"{row.id}.{row.version}" for row in rows)


def two_records(session: Session, by: Actor, kept_id: int, merged_id: int) -> TwoRecords:
    """Refused for one record twice, and where any stay of either is out of reach, which looks like no record."""
    if kept_id == merged_id:
        raise Refused(ONE_RECORD)
    of_both = Stay.patient_id.in_([kept_id, merged_id])
    stays = session.scalars(
        select(Stay)
        .where(of_both, within_reach(by))
        .options(joinedload(Stay.ward, innerjoin=True), joinedload(Stay.patient, innerjoin=True))
        .order_by(Stay.admitted_on, Stay.id)
        .execution_options(populate_existing=True)
    ).all()
    everywhere = session.scalars(select(Stay.id).where(of_both)).all()
    patients = {stay.patient_id: stay.patient for stay in stays}
    if not by.is_a(Role.OFFICER) or len(stays) != len(everywhere) or {kept_id, merged_id} != patients.keys():
        raise Refused(NOT_YOURS)
    return TwoRecords(patients[kept_id], patients[merged_id], stays)
