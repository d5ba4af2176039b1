"""A merge done and taken back at once, to see what it would change: nothing of it is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.facts.stay_facts import stay_facts
from enabler.record.merging.cell_log import MergeChanges
from enabler.record.merging.combining import KINDS
from enabler.record.merging.merging import merge_patients
from enabler.record.merging.two_records import TwoRecords
from enabler.rules.facts import StayFacts
from enabler.vocabulary import FieldAnswer, OverlapAnswer


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The stays' facts before and after, by id; what moves from stay to stay and what stays behind, by table."""

    before: Mapping[int, StayFacts]
    after: Mapping[int, StayFacts]
    moved: Mapping[str, int]
    left_behind: Mapping[str, int]


class _TakenBack(Exception):
    """Ends the transaction without a trace."""


def rehearse(
    session: Session,
    *,
    by: Actor,
    records: TwoRecords,
    details: Mapping[str, FieldAnswer],
    overlaps: Mapping[str, OverlapAnswer],
) -> Rehearsal:
    """Refused where the merge would be."""
    ids = [stay.id for stay in records.stays]
    asked: dict[str, Any] = {"kept_id": records.kept.id, "merged_id": records.merged.id, "seen": records.seen}
    before = stay_facts(session, ids)
    try:
        with atomic(session):
            done = merge_patients(session, by=by, details=details, overlaps=overlaps, **asked)
            cells = MergeChanges.from_text(done.changes).cells
            combined = {int(cell.before or 0) for cell in cells if cell.column == "stay_id"}
            moved = Counter(cell.table for cell in cells if cell.column == "stay_id")
            rehearsal = Rehearsal(before, stay_facts(session, ids), moved, _left_behind(session, combined))
            raise _TakenBack
    except _TakenBack:
        return rehearsal


def _left_behind(session: Session, stays: set[int]) -> Counter[str]:
    """What hangs on the stays that others took in."""
    counts: Counter[str] = Counter()
    for kind in KINDS:
        found = session.scalars(select(kind.stay_id).where(kind.stay_id.in_(stays))).all()
        counts[kind.__tablename__] += len(found)
    return +counts
