"""Trials are named beforehand, with what will be looked at; what was learnt is written in afterwards."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import Trial, Ward
from enabler.record.stay.versions import current
from enabler.rules.indicators.trials import NIGHTS_LOOKED_AT, check_trial
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role

FIELDS = ("name", "ward_id", "from_on", "to_on", "what_changes", "indicator", "learnt")


def add_trial(session: Session, *, by: Actor, **values: Any) -> Trial:
    """`values`: name, ward_id (None: all wards), from_on, to_on, what_changes, indicator (a key or None), learnt."""
    _check(session, values)
    trial = Trial(**values, recorded_at=clock.now(), recorded_by=by.name)
    session.add(trial)
    detail = {name: values.get(name) for name in FIELDS}
    audit.record(session, by=by, action="add trial", subject=trial, detail=detail)
    return trial


def change_trial(session: Session, *, by: Actor, trial_id: int, expected_version: int | None, **values: Any) -> Trial:
    trial = current(session, Trial, trial_id, expected_version)
    _check(session, values, trial_id)
    detail = audit.changes(trial, values)
    for name, value in values.items():
        setattr(trial, name, value)
    trial.recorded_at, trial.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change trial", subject=trial, detail=detail)
    return trial


def trials(session: Session, by: Actor) -> Sequence[tuple[Trial, str | None]]:
    """The trials somebody may look at with the name of their ward (None: all), the latest first."""
    chosen = select(Trial, Ward.name).outerjoin(Ward, Trial.ward_id == Ward.id)
    if by.is_a(Role.OFFICER, Role.COORDINATOR):
        chosen = chosen.where(or_(Trial.ward_id.is_(None), Trial.ward_id.in_(by.ward_ids)))
    return [(trial, ward) for trial, ward in session.execute(chosen.order_by(Trial.from_on.desc(), Trial.id.desc()))]


def trial_within_reach(session: Session, by: Actor, trial_id: int) -> tuple[Trial, str | None] | None:
    """A trial of somebody's own wards or of all, with its ward; None when it is out of reach or does not exist."""
    return next((found for found in trials(session, by) if found[0].id == trial_id), None)


def _check(session: Session, values: dict[str, Any], own_id: int | None = None) -> None:
    check_trial(values["from_on"], values["to_on"])
    looked_at, ward_id = values.get("indicator"), values.get("ward_id")
    if looked_at is not None and looked_at not in NIGHTS_LOOKED_AT and looked_at not in codes.indicators():
        raise Refused("Choose what is looked at from the list.", "indicator")
    if ward_id is not None and session.get(Ward, ward_id) is None:
        raise Refused("Choose a ward from the list.", "ward_id")
    other = session.scalar(select(Trial).where(func.lower(Trial.name) == values["name"].lower()))
    if other is not None and other.id != own_id:
        raise Refused(f"There is a trial “{other.name}” already.", "name")
