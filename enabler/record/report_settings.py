"""What figures take as given, by reporting year: fixed ahead, or changed with a date, a name and a reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Preference
from enabler.rules.reporting_year import check_change, has_begun
from enabler.vocabulary import Basis

DEFAULTS: Mapping[str, Any] = {
    "basis_order": [basis.value for basis in Basis],
    "deadweight_low": 0.10,
    "deadweight_central": 0.20,
    "deadweight_high": 0.40,
    "sealed_grade": 6,
    "sealed_elsewhere_counts": False,
    "horizon": None,
}
PREFIX = "figures"


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of one setting; `late` when the year had begun."""

    key: str
    before: Any
    value: Any
    by: str
    at: datetime
    reason: str | None
    late: bool


def report_settings(session: Session, year: int) -> dict[str, Any]:
    """What holds for a reporting year: its own settings, else those of the last year before it, else the defaults."""
    found = dict(DEFAULTS)
    for at_year, key, row in _rows(session):
        if at_year <= year:
            found[key] = json.loads(row.value)
    return found


def change_report_settings(
    session: Session, *, by: Actor, year: int, values: Mapping[str, Any], reason: str | None
) -> list[str]:
    """Change what differs; the names of what was changed. Raises Refused without a reason once the year has begun."""
    held = report_settings(session, year)
    changed = [key for key, value in values.items() if held[key] != value]
    if not changed:
        return []
    check_change(year, clock.today(), reason)
    for key in changed:
        session.add(
            Preference(
                key=f"{PREFIX}:{year}:{key}",
                value=json.dumps(values[key]),
                reason=reason,
                recorded_at=clock.now(),
                recorded_by=by.name,
            )
        )
    detail = {key: [held[key], values[key]] for key in changed}
    audit.record(session, by=by, action="change report settings", subject=("reporting year", year), detail=detail)
    return changed


def setting_changes(session: Session, year: int) -> list[SettingChange]:
    """Every change made for a year, in order: printed with its reports."""
    held, found = report_settings(session, year - 1), []
    for at_year, key, row in _rows(session):
        if at_year != year:
            continue
        value = json.loads(row.value)
        late = has_begun(year, clock.london_date(row.recorded_at))
        found.append(SettingChange(key, held[key], value, row.recorded_by, row.recorded_at, row.reason, late))
        held[key] = value
    return found


def _rows(session: Session) -> list[tuple[int, str, Preference]]:
    """In the order of years, and within one as they were made."""
    rows = session.scalars(select(Preference).where(Preference.key.like(f"{PREFIX}:%")).order_by(Preference.id))
    split = [(row.key.split(":"), row) for row in rows]
    return sorted(((int(parts[1]), parts[2], row) for parts, row in split), key=lambda one: one[0])
