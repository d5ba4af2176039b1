"""Two records of one person put together, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import WITH_WITHDRAWN, BarrierInterval, Merge, Patient, Stay
from enabler.record.merging.cell_log import CellChange, CellLog, MergeChanges
from enabler.record.merging.combining import combine
from enabler.record.merging.details import put_details
from enabler.record.merging.two_records import Overlap, TwoRecords, two_records
from enabler.record.stay.stays_apart import lock_patients, span_of
from enabler.rules.refusal import Refused
from enabler.rules.stay.overlaps import StaySpan, do_overlap, is_newly_overlapping
from enabler.vocabulary import FieldAnswer, OverlapAnswer

CHANGED = "Somebody changed one of these records meanwhile. Nothing was merged. Look again at what stands here now."
CHOOSE = "These stays cover the same nights. Choose which one goes on."
MERGE = "merge patients"


def merge_patients(
    session: Session,
    *,
    by: Actor,
    kept_id: int,
    merged_id: int,
    seen: str,
    details: Mapping[str, FieldAnswer],
    overlaps: Mapping[str, OverlapAnswer],
) -> Merge:
    """`seen`: TwoRecords.seen of the page; `details` by column, `overlaps` by Overlap.field."""
    lock_patients(session, Patient.id.in_([kept_id, merged_id]))
    records = two_records(session, by, kept_id, merged_id)
    if seen != records.seen:
        raise Refused(CHANGED)
    log, before = CellLog(), [(stay, span_of(stay)) for stay in records.stays]
    asked, overlapping = records.overlaps, overlapping_ids(records.stays)
    for overlap in asked:
        _settle(session, log, by, overlap, overlaps.get(overlap.field))
    _check_apart(before, asked)
    put_details(session, log, records, details)
    _hand_over(session, log, records)
    merge = Merge(
        kept_id=kept_id,
        merged_id=merged_id,
        changes=MergeChanges(log.cells, overlapping).to_text(),
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(merge)
    session.flush()
    session.expire(records.kept, ["stays"])
    note_changes(session, by, MERGE, merge, log.cells)
    return merge


def _settle(session: Session, log: CellLog, by: Actor, overlap: Overlap, answer: OverlapAnswer | None) -> None:
    if answer is None or answer not in overlap.answers:
        raise Refused(CHOOSE, overlap.field)
    goes, stays_on = (overlap.kept, overlap.merged) if answer.withdraws_kept else (overlap.merged, overlap.kept)
    if stays_on.withdrawn_at is not None or (answer.combines and goes.withdrawn_at is not None):
        raise Refused("Another answer withdraws a stay that goes on here. Choose again.", overlap.field)
    if answer.combines:
        combine(session, log, stays_on, goes, overlap.field)
    if goes.withdrawn_at is None:
        because = f"recorded twice, it is stay {stays_on.ref}"
        log.put(goes, withdrawn_at=clock.now(), withdrawn_by=by.name, withdrawn_because=because)
    session.flush()


def _check_apart(before: Sequence[tuple[Stay, StaySpan]], asked: Sequence[Overlap]) -> None:
    """A stay that took another in begins earlier, and may so reach into a third; what overlapped before may stand."""
    for overlap in asked:
        if overlap.kept.withdrawn_at is None and overlap.merged.withdrawn_at is None:
            raise Refused("These two would still cover the same nights. Choose again.", overlap.field)
    standing = [(stay, span) for stay, span in before if stay.withdrawn_at is None]
    for (one, was), (other, other_was) in combinations(standing, 2):
        if is_newly_overlapping((span_of(one), span_of(other)), (was, other_was)):
            raise Refused(f"Combined, {one.ref} and {other.ref} would cover the same nights. Choose again.")


def overlapping_ids(stays: Iterable[Stay]) -> list[tuple[int, int]]:
    """The pairs of one record that cover the same nights, as only old records can."""
    pairs = combinations(sorted(stays, key=lambda stay: stay.id), 2)
    return [
        (one.id, other.id)
        for one, other in pairs
        if one.patient_id == other.patient_id and do_overlap(span_of(one), span_of(other))
    ]


def _hand_over(session: Session, log: CellLog, records: TwoRecords) -> None:
    """All stays, also withdrawn ones, so that the other record is empty."""
    theirs = select(Stay).where(Stay.patient_id == records.merged.id).order_by(Stay.id)
    for stay in session.scalars(theirs, execution_options=WITH_WITHDRAWN).all():
        log.put(stay, patient_id=records.kept.id)
    log.put(records.merged, merged_into_id=records.kept.id)
    session.flush()


def note_changes(session: Session, by: Actor, action: str, merge: Merge, cells: Iterable[CellChange]) -> None:
    """One line for each row that was changed, and in any case one for each of the two people."""
    details: defaultdict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    rows: dict[tuple[str, int], Any] = {}
    for patient, other in ((merge.kept, merge.merged), (merge.merged, merge.kept)):
        rows["patients", patient.id] = patient
        details["patients", patient.id]["with"] = other.ref
    for cell in cells:
        rows.setdefault((cell.table, cell.key), cell.row(session))
        if not cell.column.startswith("withdrawn_"):
            details[cell.table, cell.key][cell.column] = [cell.before, cell.after]
    for place, row in rows.items():
        audit.record(session, by=by, action=action, subject=row, stay_id=_stay_id(row), detail=details[place])


def _stay_id(row: Any) -> int | None:
    if isinstance(row, Stay):
        return row.id
    return row.barrier.stay_id if isinstance(row, BarrierInterval) else getattr(row, "stay_id", None)
