"""Wards: made by an administrator or by an import, retired rather than deleted."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Ward
from enabler.record.directory.list_words import name_on_lists
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.writing.phone import tidy_phone
from enabler.rules.writing.ward_names import names_in
from enabler.vocabulary import Setting


def create_ward(
    session: Session,
    *,
    by: Actor,
    name: str,
    setting: Setting,
    hospital: str | None = None,
    phone: str | None = None,
    cover: str | None = None,
    cover_phone: str | None = None,
) -> Ward:
    tidy = " ".join(name.split())
    if not tidy:
        raise Refused("Enter the ward's name.", "name")
    if ward_named(session, tidy):
        raise Refused(f"There is already a ward {tidy}.", "name")
    ward = Ward(
        name=tidy,
        setting=setting,
        hospital=hospital,
        phone=tidy_phone(phone),
        cover=cover,
        cover_phone=tidy_phone(cover_phone),
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(ward)
    audit.record(session, by=by, action="create ward", subject=ward, detail={"name": tidy, "setting": setting})
    return ward


def change_ward(
    session: Session,
    *,
    by: Actor,
    ward_id: int,
    expected_version: int,
    name: str,
    setting: Setting,
    hospital: str | None,
    phone: str | None,
    cover: str | None,
    cover_phone: str | None,
    called_on_lists: str | None,
) -> Ward:
    """`called_on_lists`: the names that hospitals' lists give it besides, with commas between."""
    ward = current(session, Ward, ward_id, expected_version)
    tidy = " ".join(name.split())
    other = ward_named(session, tidy)
    if other is not None and other.id != ward.id:
        raise Refused(f"There is already a ward {other.name}.", "name")
    new = {
        "name": tidy, "setting": setting, "hospital": hospital, "phone": tidy_phone(phone),
        "cover": cover, "cover_phone": tidy_phone(cover_phone),
    }  # fmt: skip
    detail = audit.changes(ward, new)
    for column, value in new.items():
        setattr(ward, column, value)
    name_on_lists(session, by=by, ward=ward, names=names_in(called_on_lists or ""))
    ward.recorded_at, ward.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change ward", subject=ward, detail=detail)
    return ward


def ward_named(session: Session, name: str) -> Ward | None:
    return session.scalar(select(Ward).where(func.lower(Ward.name) == " ".join(name.split()).lower()))


def wards(session: Session) -> Sequence[Ward]:
    return session.scalars(select(Ward).order_by(Ward.retired_on.is_not(None), Ward.name)).all()


def wards_of(session: Session, by: Actor) -> Sequence[Ward]:
    """The wards somebody works on, for lists and choices."""
    return session.scalars(select(Ward).where(Ward.id.in_(by.ward_ids)).order_by(Ward.name)).all()
