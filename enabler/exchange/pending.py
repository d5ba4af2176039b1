"""What somebody brought in and has not accepted yet: kept on the server, private to its author, for a day."""

import json
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.exchange.ward_list.reading import Corrections
from enabler.models import PendingImport

WARD_LIST = "ward list"
COMPARISON = "comparison"
KEPT_FOR = timedelta(days=1)


def keep_pending(
    session: Session, *, by: Actor, content: bytes, ward_id: int | None = None, kind: str = WARD_LIST
) -> PendingImport:
    """Replaces what the same person brought in before of its kind for the ward, and what has been lying here too
    long."""
    mine = (PendingImport.user_id == by.user_id) & (PendingImport.ward_id == ward_id) & (PendingImport.kind == kind)
    session.execute(delete(PendingImport).where(mine | (PendingImport.recorded_at < clock.now() - KEPT_FOR)))
    pending = PendingImport(
        user_id=by.user_id,
        ward_id=ward_id,
        kind=kind,
        content=content,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(pending)
    session.flush()
    return pending


def pending_of(session: Session, *, by: Actor, pending_id: int) -> PendingImport | None:
    """Only its author's, and only while the ward is still theirs."""
    return session.scalar(
        select(PendingImport).where(
            PendingImport.id == pending_id,
            PendingImport.user_id == by.user_id,
            PendingImport.ward_id.in_(by.ward_ids),
            PendingImport.kind == WARD_LIST,
        )
    )


def pending_comparison(session: Session, *, by: Actor, pending_id: int) -> PendingImport | None:
    """Only its author's."""
    return session.scalar(
        select(PendingImport).where(
            PendingImport.id == pending_id, PendingImport.user_id == by.user_id, PendingImport.kind == COMPARISON
        )
    )


def corrections_of(pending: PendingImport) -> dict[str, str]:
    return dict(json.loads(pending.corrections)) if pending.corrections else {}


def correct(session: Session, *, pending_id: int, corrections: Corrections) -> None:
    """Keep the cells that were put right, and who was said to be who."""
    session.get_one(PendingImport, pending_id).corrections = json.dumps(dict(corrections))


def give_to_ward(session: Session, *, pending_id: int, ward_id: int) -> None:
    """The list is another ward's: what was put right in it stays."""
    session.get_one(PendingImport, pending_id).ward_id = ward_id


def forget_pending(session: Session, *, pending_id: int) -> None:
    session.execute(delete(PendingImport).where(PendingImport.id == pending_id))
