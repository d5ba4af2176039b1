"""One person on record twice: what the tests of merging tell again and again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import Base, atomic
from enabler.models import HeldBenefits, Merge, Patient, Stay, Ward, WardMove
from enabler.record.merging.merging import merge_patients
from enabler.record.merging.set_apart import set_apart
from enabler.record.merging.two_records import Overlap, two_records
from enabler.record.merging.undoing import undo_merge
from enabler.vocabulary import FieldAnswer, Milestone, OverlapAnswer, Share
from tests import makers

NOT_COMPARED = {"version", "recorded_at", "recorded_by"}


def make_two(session: Session, ward: Ward, **facts: Any) -> tuple[Stay, Stay]:
    """Margaret and Margret Okoro: in hospital since 30 days; the second was added again ten days ago."""
    with atomic(session):
        one = makers.make_patient(session, "Okoro", "Margaret", phone="0116 496 0200", hospital_number="RX100001")
        two = makers.make_patient(
            session, "Okoro", "Margret", hospital_number="RX100002", email="m@example.com",
            nhs_number=makers.nhs_number(77), safe_contact="Text only",
        )  # fmt: skip
    first = makers.make_stay(session, ward, patient=one, admitted=30, ready=20, barriers=["rent_arrears"])
    second = makers.make_stay(session, ward, patient=two, **({"admitted": 10, "case": 9} | facts))
    return first, second


def add_everything(session: Session, stay: Stay) -> None:
    """A row of each kind that hangs on a stay; no ready period and no leave."""
    with atomic(session):
        makers.add_barrier(session, stay, "no_home", began=8)
        makers.add_action(session, stay)
        makers.add_contact(session, stay, 3)
        makers.add_reason(session, stay)
        makers.add_judgements(session, stay, "no_home", Share.CONTRIBUTORY, judged=5)
        makers.add_estimate(session, stay)
        makers.add_screening(session, session.get_one(Ward, stay.ward_id), "issue", stay)
        moved = {"ward_id": stay.ward_id, "from_on": makers.days_ago(10)}
        session.add(WardMove(stay_id=stay.id, **moved, **makers.recorded()))
        session.add(HeldBenefits(stay_id=stay.id, pip_or_dla="yes", **makers.recorded()))
        if stay.discharged_on:
            makers.add_follow_up(session, stay, Milestone.WEEK_1)


def merge(
    session: Session, by: Actor, kept: Stay, merged: Stay, *answers: OverlapAnswer, **details: FieldAnswer
) -> Merge:
    """The first of the people stays; `answers`: to the overlaps, in their order."""
    records = two_records(session, by, kept.patient_id, merged.patient_id)
    asked = [overlap.field for overlap in records.overlaps]
    with atomic(session):
        return merge_patients(
            session, by=by, kept_id=records.kept.id, merged_id=records.merged.id, seen=records.seen,
            details=details, overlaps=dict(zip(asked, answers, strict=False)),
        )  # fmt: skip


def undo(session: Session, by: Actor, merged: Merge) -> None:
    with atomic(session):
        undo_merge(session, by=by, merge_id=merged.id)


def make_twine(session: Session, ward: Ward, by: Actor) -> dict[str, int]:
    """Three records of one person, of which two are one already, and somebody thinks that the third is another; what
    an address is made of."""
    stays = [makers.make_stay(session, ward, surname="Twine", admitted=ago, left=ago - 5) for ago in (90, 70, 50)]
    done = merge(session, by, stays[0], stays[2])
    one_id, other_id = stays[0].patient_id, stays[1].patient_id
    with atomic(session):
        set_apart(session, by=by, one_id=one_id, other_id=other_id)
    return {"kept_id": one_id, "merged_id": other_id, "merge_id": done.id}


def tables(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Every row of business, as it stands in the database."""
    session.rollback()
    said = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in ("audit", "merges"):
            rows = session.connection().execute(select(table)).mappings().all()
            kept = [{name: value for name, value in row.items() if name not in NOT_COMPARED} for row in rows]
            said[table.name] = sorted(kept, key=repr)
    return said


def overlap_of(session: Session, by: Actor, kept: Stay, merged: Stay) -> Overlap:
    return two_records(session, by, kept.patient_id, merged.patient_id).overlaps[0]


def names(session: Session) -> list[str]:
    return [f"{patient.given_names} {patient.surname}" for patient in session.scalars(select(Patient))]
