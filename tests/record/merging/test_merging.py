"""Putting two records of one person together: what is filled, moved, withdrawn and combined, and what is refused."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor, broken_at
from enabler.database import atomic
from enabler.models import AuditLine, Patient, Stay, User, Ward
from enabler.record.merging.merging import CHANGED, CHOOSE, merge_patients
from enabler.record.merging.two_records import NOT_YOURS, ONE_RECORD, two_records
from enabler.record.people.sign_in import actor_of
from enabler.record.stay.patients import add_patient, change_patient
from enabler.rules.refusal import Refused
from enabler.vocabulary import FieldAnswer, OverlapAnswer
from tests import makers
from tests.record.merging.people import add_everything, make_two, merge, names, overlap_of, tables, undo


@pytest.fixture
def by(officer: User) -> Actor:
    return actor_of(officer, "test PC")


def test_one_person_remains_with_what_either_record_said(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward, admitted=90, left=60)
    with atomic(session):
        kept.patient.safe_contact = "Not at home"
    merge(session, by, kept, merged, given_names=FieldAnswer.MERGED)
    assert names(session) == ["Margret Okoro"]
    patient = session.scalars(select(Patient)).one()
    assert patient.nhs_number == makers.nhs_number(77)
    assert (patient.phone, patient.email, patient.hospital_number) == ("0116 496 0200", "m@example.com", "RX100001")
    assert patient.safe_contact == "Not at home; Text only"
    assert [stay.id for stay in patient.stays] == [merged.id, kept.id]


def test_each_changed_record_has_its_line_without_a_word_of_it(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    add_everything(session, merged)
    merge(session, by, kept, merged, OverlapAnswer.INTO_KEPT)
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "merge patients")).all()
    assert {line.subject_kind for line in lines} >= {
        "patients",
        "stays",
        "barriers",
        "actions",
        "contacts",
        "estimates",
    }
    assert "example.com" not in "".join(line.detail for line in lines)
    assert (
        json.loads(lines[0].detail)["with"]
        == session.scalars(
            select(Patient.ref).where(Patient.merged_into_id.is_not(None)), execution_options={"with_withdrawn": True}
        ).one()
    )
    assert broken_at(session) is None


def test_combined_the_stay_has_all_and_begins_with_the_first(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    add_everything(session, merged)
    merge(session, by, merged, kept, OverlapAnswer.INTO_KEPT)
    assert merged.admitted_on == makers.days_ago(30)
    assert {barrier.kind for barrier in merged.barriers} == {"rent_arrears", "no_home"}
    assert [period.ready_on for period in merged.ready_periods] == [makers.days_ago(20)]
    assert session.scalars(select(Stay)).all() == [merged]


def test_what_a_stay_has_once_stays_its_own(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    add_everything(session, merged)
    with atomic(session):
        makers.add_judgements(session, kept, "rent_arrears", judged=15)
        own = makers.add_estimate(session, kept)
    merge(session, by, kept, merged, OverlapAnswer.INTO_KEPT)
    tables_now = tables(session)
    assert [row["id"] for row in tables_now["estimates"] if row["stay_id"] == kept.id] == [own.id]
    assert {row["value"] for row in tables_now["judgements"] if row["stay_id"] == kept.id} == {"rent_arrears", "sole"}


def test_ready_periods_on_the_same_nights_are_not_combined(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward, ready=8)
    before = tables(session)
    with pytest.raises(Refused, match="Ready periods of the two cover the same nights") as refused:
        merge(session, by, kept, merged, OverlapAnswer.INTO_KEPT)
    assert refused.value.field == overlap_of(session, by, kept, merged).field
    assert tables(session) == before
    merge(session, by, kept, merged, OverlapAnswer.WITHDRAW_MERGED)


def test_overlapping_stays_are_never_joined_silently(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    before = tables(session)
    with pytest.raises(Refused, match=CHOOSE) as refused:
        merge(session, by, kept, merged)
    assert refused.value.field == overlap_of(session, by, kept, merged).field
    assert tables(session) == before


def test_a_stay_takes_in_only_what_ends_no_later(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward, left=2)
    assert OverlapAnswer.INTO_MERGED not in overlap_of(session, by, kept, merged).answers
    with pytest.raises(Refused, match=CHOOSE):
        merge(session, by, kept, merged, OverlapAnswer.INTO_MERGED)


def test_not_with_oneself_nor_out_of_reach(session: Session, ward: Ward, other_ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    with pytest.raises(Refused, match=ONE_RECORD):
        two_records(session, by, kept.patient_id, kept.patient_id)
    makers.make_stay(session, other_ward, patient=merged.patient, admitted=90, left=60)
    for other in (merged.patient_id, 987654321):
        with pytest.raises(Refused) as refused:
            two_records(session, by, kept.patient_id, other)
        assert refused.value.sentence == NOT_YOURS


def test_two_wards_of_ones_own_are_no_hindrance(
    session: Session, ward: Ward, other_ward: Ward, officer: User, by: Actor
) -> None:
    kept, merged = make_two(session, ward)
    merged.ward_id = other_ward.id
    session.commit()
    both = Actor(by.user_id, by.name, by.role, by.pc, frozenset({ward.id, other_ward.id}))
    merge(session, both, kept, merged, OverlapAnswer.INTO_MERGED)
    assert session.scalars(select(Stay)).one().ward_id == other_ward.id


def test_who_comes_second_is_told(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    records = two_records(session, by, kept.patient_id, merged.patient_id)
    asked = {"kept_id": records.kept.id, "merged_id": records.merged.id, "seen": records.seen, "details": {}}
    overlaps = {records.overlaps[0].field: OverlapAnswer.WITHDRAW_MERGED}
    with atomic(session):
        change_patient(
            session, by=by, patient_id=kept.patient_id, expected_version=kept.patient.version, phone="0116 496 0201"
        )
    with pytest.raises(Refused, match=CHANGED), atomic(session):
        merge_patients(session, by=by, overlaps=overlaps, **asked)
    merge(session, by, kept, merged, OverlapAnswer.WITHDRAW_MERGED)
    with pytest.raises(Refused) as refused, atomic(session):
        merge_patients(session, by=by, overlaps=overlaps, **asked)
    assert refused.value.sentence == NOT_YOURS


@pytest.mark.parametrize("answer", [FieldAnswer.KEPT, FieldAnswer.MERGED])
def test_no_number_is_lost_and_none_is_given_twice(
    session: Session, ward: Ward, by: Actor, answer: FieldAnswer
) -> None:
    kept, merged = make_two(session, ward, admitted=90, left=60)
    other, whose = merged.patient, makers.nhs_number(78)
    with atomic(session):
        kept.patient.nhs_number = whose
    before = tables(session)
    numbers = {(kept.patient.nhs_number, "RX100001"), (other.nhs_number, "RX100002")}
    done = merge(session, by, kept, merged, nhs_number=answer, hospital_number=answer)
    assert {(one.nhs_number, one.hospital_number) for one in (kept.patient, other)} == numbers
    with pytest.raises(Refused, match="has this NHS number"), atomic(session):
        add_patient(session, by=by, surname="Cole", nhs_number=other.nhs_number)
    with pytest.raises(Refused, match="merged into this one has this NHS number"), atomic(session):
        change_patient(
            session,
            by=by,
            patient_id=kept.patient_id,
            expected_version=kept.patient.version,
            nhs_number=other.nhs_number,
        )
    undo(session, by, done)
    assert tables(session) == before
