"""The standing list of likely duplicates: who is on it, in which order, and quickly."""

import time
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Patient, Stay, User, Ward
from enabler.record.merging.duplicates import duplicates
from enabler.record.people.sign_in import actor_of
from tests import makers
from tests.browser import Browser
from tests.statements import statements


def pairs(session: Session, by: Actor) -> list[tuple[str, str, str]]:
    return [
        (pair.one.patient.given_names or "", pair.other.patient.given_names or "", pair.because)
        for pair in duplicates(session, by)
    ]


def make(session: Session, ward: Ward, given: str, **facts: object) -> Stay:
    stay = {name: facts.pop(name) for name in ("bed", "left") if name in facts}
    patient = makers.make_patient(session, str(facts.pop("surname", "Okoro")), given, **facts)
    session.commit()
    return makers.make_stay(session, ward, patient=patient, case=None, **stay)


def test_the_surest_first(session: Session, ward: Ward, officer: User) -> None:
    by = actor_of(officer, "test PC")
    make(session, ward, "Ada", surname="Bed", bed="C 1", born_on=None)
    make(session, ward, "Eve", surname="Other", bed="c1")
    make(session, ward, "Tom", surname="Twin")
    make(session, ward, "Tim", surname="Twin")
    make(session, ward, "Mary", surname="Name", born_on=None, hospital_number=None)
    make(session, ward, "Mary", surname="Name", hospital_number=None)
    make(session, ward, "Ann", surname="Number", hospital_number="RX 0012")
    make(session, ward, "Ann", surname="Number", hospital_number="rx-0012")
    make(session, ward, "Solo", surname="Nobody")
    found = [(one, other) for one, other, _ in pairs(session, by)]
    assert found[:2] == [("Ann", "Ann"), ("Mary", "Mary")]
    assert found[-1] == ("Ada", "Eve")


def test_the_page_leads_to_the_merge_and_today_counts(as_officer: Browser, twice: tuple[Stay, Stay]) -> None:
    today = as_officer.get("/today")
    assert "Likely duplicates" in today.text
    page = as_officer.get("/duplicates")
    assert "OKORO, Margaret" in page.main and "OKORO, Margret" in page.main
    assert page.follow("Look and merge").heading == "Merge two records of one person"


def test_an_estimated_birth_proves_neither_and_two_whom_nobody_knows_are_no_pair(
    session: Session, ward: Ward, officer: User
) -> None:
    about_1950 = {"born_on": date(1950, 7, 1), "birth_is": "estimated", "hospital_number": None}
    make(session, ward, "Mary", surname="Name", **about_1950)
    make(session, ward, "Mary", surname="Name", born_on=date(1951, 3, 2), hospital_number=None)
    make(session, ward, "Mary", surname="Name", born_on=date(1960, 3, 2), hospital_number=None)
    for _ in range(2):
        make(session, ward, "", surname="Unknown male", born_on=None, hospital_number=None)
        make(session, ward, "", surname="Trauma Zulu", born_on=None, hospital_number=None)
    assert len(pairs(session, actor_of(officer, "test PC"))) == 1


def test_out_of_reach_is_nobody(session: Session, ward: Ward, other_ward: Ward, officer: User) -> None:
    make(session, ward, "Ann", surname="Number", hospital_number="RX 0012")
    make(session, other_ward, "Ann", surname="Number", hospital_number="rx-0012")
    assert pairs(session, actor_of(officer, "test PC")) == []


def test_quick_among_ten_thousand(session: Session, ward: Ward, officer: User) -> None:
    by = actor_of(officer, "test PC")
    make(session, ward, "Ann", hospital_number="RX 0012")
    make(session, ward, "Ann", hospital_number="rx-0012")
    with statements(session) as few:
        duplicates(session, by)
    people = [
        {"id": key, "ref": f"Q{key}", "surname": f"Name{key % 700}", "surname_key": f"name{key % 700}",
         "given_names": f"Given{key}", "born_on": makers.days_ago(9000 + key), "hospital_number": f"Q{key}",
         "hospital_number_key": f"Q{key}", "address_protected": False, "version": 1, **makers.recorded()}
        for key in range(1000, 11000)
    ]  # fmt: skip
    stays = [
        {"ref": f"R{person['id']}", "patient_id": person["id"], "ward_id": ward.id, "setting": ward.setting,
         "admitted_on": makers.days_ago(9), "version": 1, **makers.recorded()}
        for person in people
    ]  # fmt: skip
    session.execute(insert(Patient), people)
    session.execute(insert(Stay), stays)
    session.commit()
    with statements(session) as many:
        began = time.perf_counter()
        assert len(duplicates(session, by)) == 1
        taken = time.perf_counter() - began
    assert len(many) == len(few)
    assert taken < 2
