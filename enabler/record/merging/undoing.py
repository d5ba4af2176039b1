"""A merge taken back: every cell as it was, unless somebody changed what the merge changed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from enabler import clock
from enabler.audit import Actor
from enabler.models import WITH_WITHDRAWN, Merge, Patient, Stay
from enabler.record.merging.cell_log import CellChange, MergeChanges, as_stored, plain
from enabler.record.merging.merging import note_changes, overlapping_ids
from enabler.record.people.reach import within_reach
from enabler.record.stay.stays_apart import lock_patients
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import Role

UNDO = "undo merge"
MOST_NAMED, MOST_LISTED = 6, 20
BOTH = (joinedload(Merge.kept), joinedload(Merge.merged))
NOT_YOURS = (
    "One of the stays is on a ward that is not yours. Ask an officer who works on both wards, or an administrator to "
    "give you that ward."
)


def merges_of(session: Session, patient_id: int) -> Sequence[Merge]:
    """What was put together in this record, the latest first."""
    merges = select(Merge).where(Merge.kept_id == patient_id).options(*BOTH).order_by(Merge.id.desc())
    return session.scalars(merges, execution_options=WITH_WITHDRAWN).all()


def merge_by_id(session: Session, merge_id: int) -> Merge | None:
    return session.scalar(select(Merge).where(Merge.id == merge_id).options(*BOTH), execution_options=WITH_WITHDRAWN)


def why_one_already(session: Session, by: Actor, one_id: int, other_id: int) -> str:
    """What to say of two that are one record by now, within reach; nothing of others."""
    pair = (one_id, other_id)
    merges = select(Merge).where(Merge.kept_id.in_(pair), Merge.merged_id.in_(pair), Merge.undone_at.is_(None))
    merge = session.scalar(merges.options(*BOTH), execution_options=WITH_WITHDRAWN)
    if merge is None or not is_within_reach(session, by, merge):
        return ""
    on = in_full(clock.london_date(merge.recorded_at))
    return f"They are one record already: {merge.recorded_by} merged {merge.merged.ref} into {merge.kept.ref} on {on}."


def stays_withdrawn_by(session: Session, merge: Merge) -> list[str]:
    """The references of the stays that this merge withdrew."""
    cells = MergeChanges.from_text(merge.changes).cells
    return sorted(cell.row(session).ref for cell in cells if cell.column == "withdrawn_at")


def merges_within_reach(session: Session, by: Actor) -> Sequence[Merge]:
    """What was put together and not taken back, of people within reach, the latest first."""
    reached = Merge.kept_id.in_(select(Stay.patient_id).where(within_reach(by)))
    merges = select(Merge).where(Merge.undone_at.is_(None), reached).options(*BOTH).order_by(Merge.id.desc())
    return session.scalars(merges.limit(MOST_LISTED), execution_options=WITH_WITHDRAWN).all()


def is_within_reach(session: Session, by: Actor, merge: Merge) -> bool:
    """Whether the person has a stay that `by` may open."""
    theirs = select(Stay.id).where(Stay.patient_id.in_([merge.kept_id, merge.merged_id]), within_reach(by))
    return by.is_a(Role.OFFICER) and bool(_all(session, theirs))


def why_not(session: Session, by: Actor, merge: Merge) -> str:
    """Why it cannot be taken back now; nothing where it can."""
    try:
        check_can_undo(session, by, merge)
    except Refused as refused:
        return refused.sentence
    return ""


def undo_merge(session: Session, *, by: Actor, merge_id: int) -> Merge:
    """What was recorded since in other cells, or on these stays, stays where it is."""
    merge = merge_by_id(session, merge_id)
    if merge is None:
        raise Refused("There is no such merge.")
    lock_patients(session, Patient.id.in_([merge.kept_id, merge.merged_id]))
    session.refresh(merge)
    changes = MergeChanges.from_text(merge.changes)
    check_can_undo(session, by, merge)
    _put_back(session, changes.cells)
    _check_apart(session, merge, changes)
    merge.undone_at, merge.undone_by = clock.now(), by.name
    note_changes(session, by, UNDO, merge, [cell.taken_back for cell in changes.cells])
    return merge


def check_can_undo(session: Session, by: Actor, merge: Merge) -> None:
    """Refused in any order but the last first, out of reach, and where somebody changed what the merge changed."""
    if merge.undone_at is not None:
        raise Refused(f"This was taken back already, on {in_full(clock.london_date(merge.undone_at))}.")
    theirs = select(Stay.id).where(Stay.patient_id == merge.kept_id)
    if len(_all(session, theirs)) != len(_all(session, theirs.where(within_reach(by)))):
        raise Refused(NOT_YOURS)
    if later := _later(session, merge):
        on = in_full(clock.london_date(later.recorded_at))
        raise Refused(f"{later.merged.ref} was merged into {later.kept.ref} later, on {on}. Take that back first.")
    cells = MergeChanges.from_text(merge.changes).cells
    changed = [cell for cell in cells if not _is_as_left(session, cell)]
    if changed:
        raise Refused(
            f"Since the merge somebody changed {_named(session, changed)}. Put that back to what it was after the "
            "merge, or leave the records together."
        )


def _later(session: Session, merge: Merge) -> Merge | None:
    pair = (merge.kept_id, merge.merged_id)
    touches = or_(Merge.kept_id.in_(pair), Merge.merged_id.in_(pair))
    later = select(Merge).where(Merge.id > merge.id, Merge.undone_at.is_(None), touches).options(*BOTH)
    return session.scalars(later.order_by(Merge.id.desc()), execution_options=WITH_WITHDRAWN).first()


def _is_as_left(session: Session, cell: CellChange) -> bool:
    row = cell.row(session)
    return row is not None and plain(getattr(row, cell.column)) == cell.after


def _named(session: Session, cells: Sequence[CellChange]) -> str:
    """ "phone of PT-2345678, admitted on of ST-2345678 and 3 things more"."""
    names = [f"{_words(cell.column)} of {_of(session, cell)}" for cell in cells[:MOST_NAMED]]
    more = len(cells) - MOST_NAMED
    return ", ".join(names) + (f" and {more} things more" if more > 0 else "")


def _words(column: str) -> str:
    return f"the {column.removesuffix('_id').replace('_', ' ').replace('nhs', 'NHS')}"


def _of(session: Session, cell: CellChange) -> str:
    return getattr(cell.row(session), "ref", None) or cell.table.replace("_", " ")


def _put_back(session: Session, cells: Sequence[CellChange]) -> None:
    for cell in cells:
        if cell.column == "nhs_number":
            cell.row(session).nhs_number = None  # two records never have it at once
    session.flush()
    for cell in reversed(cells):
        setattr(cell.row(session), cell.column, as_stored(cell, cell.before))
    session.flush()
    session.expire_all()


def _check_apart(session: Session, merge: Merge, changes: MergeChanges) -> None:
    """A stay that comes back may cover nights of one that was added or changed since."""
    stays = session.scalars(select(Stay).where(Stay.patient_id.in_([merge.kept_id, merge.merged_id]))).all()
    refs = {stay.id: stay.ref for stay in stays}
    for pair in overlapping_ids(stays):
        if pair not in changes.overlapping:
            one, other = (refs[stay_id] for stay_id in pair)
            raise Refused(
                f"Apart again, the stays {one} and {other} would cover the same nights. Put that right first."
            )


def _all(session: Session, ids: Select[Any]) -> Sequence[int]:
    return session.scalars(ids, execution_options=WITH_WITHDRAWN).all()
