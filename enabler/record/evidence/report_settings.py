"""What figures take as given, by reporting year: fixed ahead, or changed with a date, a name and a reason."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.database import lock_for_append
from enabler.models import Preference, UnitCost
from enabler.rules.evidence.comparison import check_grade
from enabler.rules.evidence.reporting_year import check_change, has_begun, year_period
from enabler.rules.method.assumptions import Assumptions, Deadweight, check_assumptions
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Basis, Setting

PREFIX = "figures"
SETTINGS_LOCK = 0x736574


@dataclass(frozen=True, slots=True)
class SettingHeld:
    """What holds of one setting, and the reporting year whose own setting it is; None: nobody ever set it."""

    value: Any
    year: int | None


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


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row of the preferences as it was made."""

    year: int
    key: str
    value: Any
    on: date
    row: Preference


def defaults() -> dict[str, Any]:
    """What holds until an installation sets its own. Method, section 2; optimism by the code list of grades.

    `unit_costs` holds by setting the id of the cost that was chosen, or None for no pounds; a setting that is not in
    it was never chosen for (see record/evidence/prices.py).
    """
    grades = codes.evidence_grades()
    sources = dict.fromkeys(f"{grade.source} ({grade.status})" for grade in grades.values())
    return {
        "basis_order": [basis.value for basis in Basis],
        "deadweight_low": 0.10,
        "deadweight_central": 0.20,
        "deadweight_high": 0.40,
        "sealed_grade": 6,
        "sealed_elsewhere_counts": False,
        "horizon": None,
        "optimism": {str(grade): float(one.optimism_percent / 100) for grade, one in sorted(grades.items())},
        "optimism_source": "; ".join(sources),
        "unit_costs": {},
    }


def held_settings(session: Session, year: int) -> dict[str, SettingHeld]:
    """What holds for a reporting year and where it comes from: its own setting, one taken over, or the default.

    A year takes over what held for the year before on the day it began: a later change of that one stays in its year.
    """
    rows = _rows(session)
    return {key: _held([row for row in rows if row.key == key], year, default) for key, default in defaults().items()}


def report_settings(session: Session, year: int) -> dict[str, Any]:
    """What holds for a reporting year: its own settings, else what held for the year before when it began."""
    return {key: held.value for key, held in held_settings(session, year).items()}


def held_by_year(session: Session, key: str, *, since: int, until: int) -> dict[int, SettingHeld]:
    """One setting over the reporting years, from `since` or from the first year that ever set it."""
    rows = [row for row in _rows(session) if row.key == key]
    first = min([since, *(row.year for row in rows)])
    return {year: _held(rows, year, defaults()[key]) for year in range(first, until + 1)}


def settings_version(session: Session) -> int:
    """Goes up with every change of any year: what a form was made from."""
    return max((row.row.id for row in _rows(session)), default=0)


def change_report_settings(
    session: Session,
    *,
    by: Actor,
    year: int,
    values: Mapping[str, Any],
    reason: str | None,
    expected_version: int | None = None,
) -> list[str]:
    """Change what differs; the names of what was changed. Raises Refused without a reason once the year has begun.

    `expected_version`, where given, is what the form was made from: Stale when somebody changed settings since.
    """
    lock_for_append(session, SETTINGS_LOCK)
    held = report_settings(session, year)
    if expected_version is not None and expected_version != settings_version(session):
        theirs = held | {"version": settings_version(session)}
        raise Stale("Somebody else changed the settings while you were typing.", theirs=theirs)
    changed = [key for key, value in values.items() if held[key] != value]
    if not changed:
        return []
    check_settings(held | dict(values))
    _check_unit_costs(session, held["unit_costs"], values.get("unit_costs", {}))
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
    detail = {key: [audit.HIDDEN] * 2 if key.endswith("_source") else [held[key], values[key]] for key in changed}
    audit.record(session, by=by, action="change report settings", subject=("reporting year", year), detail=detail)
    return changed


def check_settings(values: Mapping[str, Any]) -> None:
    """Refuse settings that cannot be worked with, taken together."""
    if not values["optimism_source"].strip():
        raise Refused("Say where these percentages come from.", "optimism_source")
    check_grade(values["sealed_grade"])
    check_assumptions(
        Assumptions(
            optimism=optimism_by_grade(values),
            order=tuple(Basis(name) for name in values["basis_order"]),
            horizon=values["horizon"],
            deadweight=deadweight(values),
        )
    )


def optimism_by_grade(values: Mapping[str, Any]) -> dict[int, float]:
    return {int(grade): part for grade, part in values["optimism"].items()}


def deadweight(values: Mapping[str, Any]) -> Deadweight:
    return Deadweight(*(values[f"deadweight_{which}"] for which in ("low", "central", "high")))


def setting_changes(session: Session, year: int) -> list[SettingChange]:
    """Every change made for a year, in order: printed with its reports."""
    rows = _rows(session)
    found, before = [], {}
    for kept in (row for row in rows if row.year == year):
        if kept.key not in before:
            earlier = [row for row in rows if row.key == kept.key and row.year < year]
            before[kept.key] = _held(earlier, year, defaults()[kept.key]).value
        row = kept.row
        late = has_begun(year, kept.on)
        found.append(
            SettingChange(kept.key, before[kept.key], kept.value, row.recorded_by, row.recorded_at, row.reason, late)
        )
        before[kept.key] = kept.value
    return found


def _held(rows: Sequence[_Kept], year: int, default: Any) -> SettingHeld:
    """Of the rows of one setting, in the order they were made."""
    until = date.max
    for at in range(year, min((row.year for row in rows), default=year) - 1, -1):
        own = [row for row in rows if row.year == at and row.on < until]
        if own:
            return SettingHeld(own[-1].value, at)
        until = year_period(at).from_on
    return SettingHeld(default, None)


def _rows(session: Session) -> list[_Kept]:
    """In the order they were made."""
    rows = session.scalars(select(Preference).where(Preference.key.like(f"{PREFIX}:%")).order_by(Preference.id))
    split = ((row.key.split(":"), row) for row in rows)
    return [
        _Kept(int(parts[1]), parts[2], json.loads(row.value), clock.london_date(row.recorded_at), row)
        for parts, row in split
    ]


def _check_unit_costs(session: Session, held: Mapping[str, int | None], chosen: Mapping[str, int | None]) -> None:
    """A cost is chosen for its own setting, from the library; one that is retired only where it is in use already."""
    for name, key in chosen.items():
        if key is None or held.get(name) == key:
            continue
        cost = session.get(UnitCost, key)
        if cost is None or cost.setting != Setting(name) or cost.retired_on is not None:
            field = f"unit_cost_{Setting(name).name.lower()}"
            raise Refused("Choose a unit cost of this setting from the library, or none.", field)
