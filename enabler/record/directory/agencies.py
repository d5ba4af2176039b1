"""The directory: councils, landlords, offices and groups that barriers wait on, and when they were last checked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Agency
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.phone import tidy_phone
from enabler.vocabulary import AgencyKind


def add_agency(
    session: Session,
    *,
    by: Actor,
    name: str,
    kind: AgencyKind | str,
    person: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    note: str | None = None,
    last_checked_on: date | None = None,
) -> Agency:
    tidy = _tidy(name)
    if agency_named(session, tidy):
        raise Refused(f"{tidy} is in the directory already.", "name")
    details = _checked(kind, person=person, phone=phone, email=email, note=note, last_checked_on=last_checked_on)
    agency = Agency(name=tidy, kind=kind, recorded_at=clock.now(), recorded_by=by.name, **details)
    session.add(agency)
    audit.record(session, by=by, action="add agency", subject=agency, detail={"name": tidy, "kind": kind})
    return agency


def change_agency(
    session: Session,
    *,
    by: Actor,
    agency_id: int,
    expected_version: int | None,
    name: str,
    kind: AgencyKind | str,
    person: str | None,
    phone: str | None,
    email: str | None,
    note: str | None,
    last_checked_on: date | None,
) -> Agency:
    agency = current(session, Agency, agency_id, expected_version)
    tidy = _tidy(name)
    other = agency_named(session, tidy)
    if other is not None and other.id != agency.id:
        raise Refused(f"{tidy} is in the directory already.", "name")
    details = _checked(kind, person=person, phone=phone, email=email, note=note, last_checked_on=last_checked_on)
    new = {"name": tidy, "kind": kind, **details}
    detail = audit.changes(agency, new)
    for key, value in new.items():
        setattr(agency, key, value)
    agency.recorded_at, agency.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change agency", subject=agency, detail=detail)
    return agency


def agency_named(session: Session, name: str) -> Agency | None:
    return session.scalar(select(Agency).where(func.lower(Agency.name) == " ".join(name.split()).lower()))


def agencies(session: Session) -> Sequence[Agency]:
    """The whole directory, by kind and name."""
    return session.scalars(select(Agency).order_by(Agency.kind, Agency.name)).all()


def agency_names(session: Session) -> Sequence[str]:
    """What a box that asks for an agency suggests."""
    return session.scalars(select(Agency.name).order_by(Agency.name)).all()


def _tidy(name: str) -> str:
    tidy = " ".join((name or "").split())
    if not tidy:
        raise Refused("Enter a name: the office, team or group, as others know it.", "name")
    return tidy


def _checked(kind: str, *, phone: str | None, last_checked_on: date | None, **details: str | None) -> dict[str, Any]:
    """The columns to set, once the rules have agreed."""
    if kind not in set(AgencyKind):
        raise Refused("Choose a kind from the list.", "kind")
    if last_checked_on is not None:
        check_not_future(last_checked_on, clock.today(), "last_checked_on", "check")
    return {**details, "phone": tidy_phone(phone), "last_checked_on": last_checked_on}
