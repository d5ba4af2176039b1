"""The installation's preferences: each change is a new row, so that what held when can be told."""

import json
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Preference


def preferences(session: Session) -> dict[str, Any]:
    """What holds now, by key."""
    last = select(func.max(Preference.id)).group_by(Preference.key)
    rows = session.scalars(select(Preference).where(Preference.id.in_(last)))
    return {row.key: json.loads(row.value) for row in rows}


def set_preference(session: Session, *, by: Actor, key: str, value: Any) -> None:
    before = preferences(session).get(key)
    session.add(Preference(key=key, value=json.dumps(value), recorded_at=clock.now(), recorded_by=by.name))
    audit.record(
        session, by=by, action="change setting", subject=("preferences", key), detail={"value": [before, value]}
    )
