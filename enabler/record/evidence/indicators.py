"""Definitions of indicators: the first version is the code list's, each change is a new version beside the old ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import IndicatorVersion
from enabler.rules.refusal import Refused, Stale

TEXTS = ("name", "numerator", "denominator", "exclusions", "evidence")
NEEDED = ("name", "numerator", "denominator")
SUPPLIED = "supplied with the program"


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of the words; `version` is its number. Version 1 has no date while nobody has changed it."""

    key: str
    version: int
    name: str
    numerator: str
    denominator: str
    exclusions: str | None
    evidence: str | None
    by: str = SUPPLIED
    at: datetime | None = None
    reason: str | None = None


def change_indicator(
    session: Session, *, by: Actor, key: str, expected_version: int | None, reason: str | None, **texts: str | None
) -> Definition:
    """Write a new version of the words. What is counted is the program's rule and does not change with them."""
    held = definition(session, key)
    if expected_version != held.version:
        raise Stale("Somebody else saved this while you were typing.", theirs=_as_fields(held))
    new = {name: " ".join((texts.get(name) or "").split()) or None for name in TEXTS}
    _check(held, new, reason)
    if held.version == 1:
        session.add(_row(held, 1, SUPPLIED, {name: getattr(held, name) for name in TEXTS}))
    row = _row(held, held.version + 1, by.name, new | {"reason": reason})
    session.add(row)
    detail = {"key": key, "version": [held.version, row.number]}
    audit.record(session, by=by, action="change indicator", subject=row, detail=detail)
    return _definition(row)


def definitions(session: Session) -> dict[str, Definition]:
    """The version in force of every indicator, in the order of the list; one statement."""
    found = {key: first_version(key) for key in codes.indicators()}
    for row in session.scalars(select(IndicatorVersion).order_by(IndicatorVersion.number)):
        if row.key in found:
            found[row.key] = _definition(row)
    return found


def definition(session: Session, key: str) -> Definition:
    """The version in force; Refused for an indicator that does not exist."""
    return versions(session, key)[-1]


def versions(session: Session, key: str) -> list[Definition]:
    """All versions of one indicator, the first one first, each change with its reason."""
    if key not in codes.indicators():
        raise Refused("There is no such indicator.")
    rows = session.scalars(
        select(IndicatorVersion).where(IndicatorVersion.key == key).order_by(IndicatorVersion.number)
    ).all()
    return [_definition(row) for row in rows] or [first_version(key)]


def first_version(key: str) -> Definition:
    """As the code list has it."""
    given = codes.indicators()[key]
    return Definition(
        key, 1, given.name, given.numerator, given.denominator, given.exclusions or None, given.evidence or None
    )


def _check(held: Definition, new: Mapping[str, str | None], reason: str | None) -> None:
    for name in NEEDED:
        if not new[name]:
            raise Refused("This cannot be empty.", name)
    if all(new[name] == getattr(held, name) for name in TEXTS):
        raise Refused("Nothing was changed.", "name")
    if not reason:
        raise Refused("Say why the words change: it is shown with the version.", "reason")


def _row(held: Definition, number: int, by: str, texts: Mapping[str, Any]) -> IndicatorVersion:
    return IndicatorVersion(key=held.key, number=number, recorded_at=clock.now(), recorded_by=by, **texts)


def _definition(row: IndicatorVersion) -> Definition:
    at = None if row.recorded_by == SUPPLIED else row.recorded_at
    return Definition(
        row.key,
        row.number,
        row.name,
        row.numerator,
        row.denominator,
        row.exclusions,
        row.evidence,
        row.recorded_by,
        at,
        row.reason,
    )


def _as_fields(held: Definition) -> dict[str, object]:
    return {"version": held.version, **{name: getattr(held, name) for name in TEXTS}}
