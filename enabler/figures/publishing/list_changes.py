"""Which code lists have changed since the report that was published last."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import PublishedReport


@dataclass(frozen=True, slots=True)
class ListChanges:
    """The names of the lists that are new, gone or of another SHA-256 than in the report `since`."""

    since: str
    names: tuple[str, ...]


def list_changes(session: Session, lists: Mapping[str, str]) -> ListChanges | None:
    """None where nothing was published yet, or what was is damaged."""
    last = session.execute(
        select(PublishedReport.ref, PublishedReport.frozen).order_by(PublishedReport.id.desc()).limit(1)
    ).first()
    if last is None:
        return None
    try:
        then: dict[str, str] = json.loads(last.frozen)["lists"]
    except (KeyError, TypeError, ValueError):
        return None
    return ListChanges(last.ref, tuple(name for name in sorted({*then, *lists}) if then.get(name) != lists.get(name)))
