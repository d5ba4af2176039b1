"""The history of a stay, which is a view of the audit trail, and who can see its record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from enabler.models import WITH_WITHDRAWN, Agency, AuditLine, Patient, Stay, User, UserWard, Ward
from enabler.vocabulary import Role

MOST = 200
NAMED: dict[str, Any] = {
    "ward_id": (Ward.id, Ward.name),
    "waiting_agency_id": (Agency.id, Agency.name),
    "officer_id": (User.id, User.display_name),
    "owner_id": (User.id, User.display_name),
    "patient_id": (Patient.id, Patient.ref),
    "merged_into_id": (Patient.id, Patient.ref),
    "stay_id": (Stay.id, Stay.ref),
}
LOOKED = ("view", "open form", "print", "preview")  # what actions begin with that changed nothing


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the trail; `detail` holds values, or [before, after]."""

    id: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: dict[str, Any]


def history(session: Session, stay: Stay, *, before: int | None = None, changes_only: bool = False) -> list[Happened]:
    """What was done to the stay and its patient and who looked, the latest first; `before`: lines older than this
    one."""
    of_patient = and_(AuditLine.subject_kind == "patients", AuditLine.subject_id == stay.patient.ref)
    lines = select(AuditLine).where(or_(AuditLine.stay_id == stay.id, and_(of_patient, AuditLine.stay_id.is_(None))))
    if changes_only:
        lines = lines.where(*(AuditLine.action.not_like(f"{word}%") for word in LOOKED))
    if before is not None:
        lines = lines.where(AuditLine.id < before)
    rows = session.scalars(lines.order_by(AuditLine.id.desc()).limit(MOST)).all()
    details = _with_names(session, [json.loads(row.detail) for row in rows])
    return [
        Happened(row.id, row.at, row.by, row.action, row.subject_kind, detail)
        for row, detail in zip(rows, details, strict=True)
    ]


def _with_names(session: Session, details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The trail holds keys, which say nothing by themselves: here as the names of today."""
    for column, (key_column, name_column) in NAMED.items():
        keys = {key for detail in details for key in _values(detail.get(column)) if key is not None}
        if keys:
            chosen = select(key_column, name_column).where(key_column.in_(keys))
            names = {row[0]: row[1] for row in session.execute(chosen, execution_options=WITH_WITHDRAWN)}
            for detail in details:
                if column in detail:
                    shown = [names.get(key, key) for key in _values(detail[column])]
                    detail[column] = shown if isinstance(detail[column], list) else shown[0]
    return details


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def people_in_reach(session: Session, stay: Stay) -> Sequence[User]:
    """The officers and coordinators who can open this record today: of its ward, and whoever holds the case."""
    on_ward = select(UserWard.user_id).where(UserWard.ward_id == stay.ward_id)
    return session.scalars(
        select(User)
        .where(
            User.role.in_([Role.OFFICER, Role.COORDINATOR]),
            User.disabled_at.is_(None),
            or_(User.id.in_(on_ward), User.id == stay.officer_id),
        )
        .order_by(User.role.desc(), User.name)
    ).all()
