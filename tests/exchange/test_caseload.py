"""Bringing in a caseload: every bad cell named, all of it or nothing, known references as updates."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import broken_at
from enabler.models import (
    AuditLine,
    Barrier,
    Estimate,
    Judgement,
    Patient,
    ReadyPeriod,
    ReadyPeriodValue,
    Stay,
    Ward,
    WardMove,
)
from enabler.rules.refusal import Refused
from tests.exchange.folder import STAYS, TODAY, Folder

ONE_STAY = STAYS + "S1,P1,Bosworth,mental health,2026-03-20,2026-03-25,2026-04-13,discharged\n"
pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_stays_alone_make_wards_and_patients_by_reference(folder: Folder, session: Session) -> None:
    plan = folder.has(stays=ONE_STAY).accept()
    assert (list(plan.wards), plan.strangers) == (["Bosworth"], ["P1"])
    stay = session.scalars(select(Stay)).one()
    assert (stay.ref, stay.ward.name, stay.setting, stay.patient.surname) == ("S1", "Bosworth", "mental health", "")
    assert session.scalars(select(WardMove)).one().from_on == date(2026, 3, 20)
    assert broken_at(session) is None


def test_a_line_in_the_history_for_each_stay(folder: Folder, session: Session) -> None:
    folder.has(stays=ONE_STAY, ready_periods="stay_ref,ready_on\nS1,2026-04-01\n").accept()
    stay = session.scalars(select(Stay)).one()
    line = session.scalars(select(AuditLine).where(AuditLine.stay_id == stay.id)).one()
    assert (line.action, line.detail) == ("import stay", '{"ready_periods":1,"stay":1}')
    assert session.scalars(select(AuditLine).where(AuditLine.action == "import caseload")).one()


BAD = {
    "an NHS number": ({"patients": "patient_ref,nhs_number\nP1,9992284642\n"}, ("patients.csv", 2, "nhs_number"), "check digit"),
    "a birth in the future": ({"patients": "patient_ref,born_on\nP1,2030-01-01\n"}, ("patients.csv", 2, "born_on"), "future"),
    "a date": ({"patients": "patient_ref,born_on\nP1,31/02/1950\n"}, ("patients.csv", 2, "born_on"), "February 1950 has 28"),
    "a patient twice": ({"patients": "patient_ref\nP1\nP1\n"}, ("patients.csv", 3, "patient_ref"), "in row 2 already"),
    "a number twice": (
        {"patients": "patient_ref,nhs_number\nP1,9992284641\nP2,999 228 4641\n"},
        ("patients.csv", 2, "nhs_number"),
        "Another row has this NHS number",
    ),
    "a missing column": ({"stays": "stay_ref,admitted_on\nS1,2026-01-01\n"}, ("stays.csv", 1, "patient_ref"), "is needed"),
    "a patient that is not there": (
        {"patients": "patient_ref\nP2\n", "stays": ONE_STAY},
        ("stays.csv", 2, "patient_ref"),
        "No patient with this reference",
    ),
    "an unknown setting": ({"stays": ONE_STAY.replace("mental health", "ward")}, ("stays.csv", 2, "setting"), "not in the list"),
    "left before admitted": (
        {"stays": ONE_STAY.replace("2026-04-13", "2026-03-01").replace("2026-03-25", "")},
        ("stays.csv", 2, "discharged_on"),
        "Left before admitted",
    ),
    "an outcome without a date": (
        {"stays": ONE_STAY.replace("2026-04-13", "")},
        ("stays.csv", 2, "discharge_outcome"),
        "no date of discharge",
    ),
    "two open stays": (
        {"stays": STAYS + "S1,P1,B,acute,2026-01-01,,,\nS2,P1,B,acute,2026-02-01,,,\n"},
        ("stays.csv", 3, "discharged_on"),
        "another stay that has not ended",
    ),
    "a stay that is not there": (
        {"stays": ONE_STAY, "contacts": "contact_ref,stay_ref,on\nC1,S9,2026-04-01\n"},
        ("contacts.csv", 2, "stay_ref"),
        "No stay with this reference",
    ),
    "ready before admitted": (
        {"stays": ONE_STAY, "ready_periods": "stay_ref,ready_on\nS1,2026-03-01\n"},
        ("ready_periods.csv", 2, "ready_on"),
        "Ready before admitted",
    ),
    "overlapping ready periods": (
        {"stays": ONE_STAY, "ready_periods": "stay_ref,ready_on,ended_on\nS1,2026-04-01,2026-04-10\nS1,2026-04-05,2026-04-12\n"},
        ("ready_periods.csv", 3, "ready_on"),
        "overlaps the one from 1 April 2026",
    ),
    "an unknown kind": (
        {"stays": ONE_STAY, "barriers": "barrier_ref,stay_ref,kind,began_on\nB1,S1,ghosts,2026-04-01\n"},
        ("barriers.csv", 2, "kind"),
        "not in the list",
    ),
    "resolved before it began": (
        {"stays": ONE_STAY, "barriers": "barrier_ref,stay_ref,kind,began_on,resolved_on\nB1,S1,no_home,2026-04-02,2026-04-01\n"},
        ("barriers.csv", 2, "resolved_on"),
        "Resolved before it began",
    ),
    "re-opened while it stood": (
        {"stays": ONE_STAY, "barriers": "barrier_ref,stay_ref,kind,began_on\nB1,S1,no_home,2026-04-02\nB1,S1,no_home,2026-04-05\n"},
        ("barriers.csv", 3, "began_on"),
        "cannot be re-opened",
    ),
    "a barrier of another stay": (
        {
            "stays": ONE_STAY + "S2,P2,Bosworth,mental health,2026-03-20,,,\n",
            "barriers": "barrier_ref,stay_ref,kind,began_on\nB1,S1,no_home,2026-04-02\n",
            "actions": "action_ref,stay_ref,barrier_ref,what\nA1,S2,B1,Ring\n",
        },
        ("actions.csv", 2, "barrier_ref"),
        "no barrier with this reference",
    ),
    "an unknown reason": (
        {"stays": ONE_STAY, "delay_reasons": "stay_ref,list,code,from_on\nS1,mhsds-v6,999,2026-04-01\n"},
        ("delay_reasons.csv", 2, "code"),
        "is not a delay reason",
    ),
    "an estimate upside down": (
        {"stays": ONE_STAY, "estimates": "estimate_ref,stay_ref,low,likely,high,sealed_at\nE1,S1,9,5,10,2026-04-01\n"},
        ("estimates.csv", 2, "likely"),
        "below the low one",
    ),
    "the same milestone twice": (
        {"stays": ONE_STAY, "follow_ups": "follow_up_ref,stay_ref,milestone,due_on\nF1,S1,1 week,2026-04-20\nF2,S1,1 week,2026-04-21\n"},
        ("follow_ups.csv", 3, "milestone"),
        "already",
    ),
    "a row with too many cells": (
        {"stays": ONE_STAY.replace("discharged\n", "discharged,and more\n")},
        ("stays.csv", 2, ""),
        "more cells",
    ),
    "a text too long": ({"patients": f"patient_ref,surname\nP1,{'x' * 201}\n"}, ("patients.csv", 2, "surname"), "too long"),
    "a control character": ({"patients": "patient_ref,surname\nP1,a\x00b\n"}, ("patients.csv", 2, "surname"), "cannot be written"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_is_named_and_nothing_is_taken_in(folder: Folder, session: Session, name: str) -> None:
    files, cell, why = BAD[name]
    folder.has(**files)
    assert cell in folder.bad
    assert why in folder.why()
    with pytest.raises(Refused):
        folder.accept()
    assert (count(session, Patient), count(session, Stay), count(session, Ward), count(session, AuditLine)) == (
        0,
        0,
        0,
        0,
    )


def test_all_bad_cells_are_named_at_once(folder: Folder) -> None:
    folder.has(patients="patient_ref,nhs_number,born_on\nP1,1,x\n,2,y\n")
    assert len(folder.bad) == 5


def test_a_file_that_is_not_utf8(folder: Folder) -> None:
    (folder.path / "patients.csv").write_bytes(b"patient_ref,surname\nP1,M\xfcller\n")
    with pytest.raises(Refused, match="line 2: this is not UTF-8"):
        folder.plan()


def test_another_kind_of_file_under_the_name_of_a_csv_is_named(folder: Folder) -> None:
    (folder.path / "patients.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(Refused, match="This is a PDF"):
        folder.plan()


def test_each_line_of_a_file_is_accounted_for(folder: Folder) -> None:
    folder.has(patients="patient_ref\nP1\n\nP2\n")
    assert folder.plan().caseload.lines == ["patients.csv: 4 lines read: 1 of headings, 2 rows, 1 empty."]


def test_a_quotation_mark_that_is_never_closed_is_named_at_its_row(folder: Folder) -> None:
    folder.has(patients='patient_ref,surname\nP1,"Marsh\nP2,"Cole, Tom"\n')
    assert folder.bad == [("patients.csv", 2, "")] and "not closed" in folder.why()


def test_a_folder_with_nothing_of_ours(folder: Folder) -> None:
    folder.has(shopping="milk,bread\n")
    with pytest.raises(Refused, match="none of the caseload's tables"):
        folder.plan()


def test_headings_only_are_nothing_new(folder: Folder) -> None:
    assert folder.has(stays=STAYS, patients="patient_ref\n").accept().changes_nothing


def test_other_columns_and_files_are_said_and_left(folder: Folder) -> None:
    folder.has(stays=ONE_STAY.replace("stay_ref,", "stay_ref,", 1), comparison="setting\n", tracker="a\n")
    (folder.path / "patients.csv").write_text("patient_ref,Shoe size,surname_label\nP1,42,x\n")
    notes = " ".join(folder.plan().caseload.notes)
    assert "tracker.csv was not read" in notes and "shoe_size" in notes
    assert "comparison" not in notes and "surname_label" in notes


def test_labels_and_other_words_for_codes(folder: Folder, session: Session) -> None:
    folder.has(
        stays=STAYS + "S1,P1,Bosworth,Mental Health,2026-03-20,,2026-04-13,left against advice\n",
        contacts="contact_ref,stay_ref,on,method\nC1,S1,2026-04-01,Telephone\n",
        follow_ups="follow_up_ref,stay_ref,milestone,due_on,home_kept\nF1,S1,1 week,2026-04-20,no\n",
    ).accept()
    assert session.scalars(select(Stay.discharge_outcome)).one() == "self-discharged"


def test_known_references_are_updates(folder: Folder, session: Session) -> None:
    folder.has(
        stays=ONE_STAY, ready_periods="stay_ref,ready_on,ended_on,end_reason\nS1,2026-04-01,2026-04-13,discharged\n"
    ).accept()
    folder.has(
        patients="patient_ref,surname,nhs_number\nP1,Müller,999 228 4641\n",
        stays="stay_ref,patient_ref,admitted_on,main_barrier_kind,share,ward\nS1,P1,2026-03-21,no_home,sole,Ashby\n",
        ready_periods="stay_ref,ready_on,ended_on\nS1,2026-04-01,2026-04-12\n",
    )
    refused = folder.plan()
    assert [cell.column for cell in refused.bad] == [], refused.bad
    plan = folder.accept()
    assert {name: len(one.changed) for name, one in plan.tables.items() if one.changed} == {
        "patients": 1,
        "stays": 1,
        "ready_periods": 1,
    }
    session.expire_all()
    stay = session.scalars(select(Stay)).one()
    assert (stay.admitted_on, stay.ward.name, stay.discharged_on) == (date(2026, 3, 21), "Ashby", date(2026, 4, 13))
    assert (stay.patient.surname, stay.patient.surname_key, stay.patient.nhs_number) == (
        "Müller",
        "muller",
        "9992284641",
    )
    assert (stay.version, stay.ward_moves[0].from_on) == (2, date(2026, 3, 21))
    assert session.scalars(select(ReadyPeriod.ended_on)).one() == date(2026, 4, 12)
    assert session.scalars(select(ReadyPeriodValue.ended_on)).one() == date(2026, 4, 13), "what it said before is kept"
    assert count(session, Judgement) == 2
    assert folder.accept().changes_nothing and count(session, Judgement) == 2


def test_a_hospital_number_comes_with_its_key(folder: Folder, session: Session) -> None:
    for number, key in (("00a-123", "A123"), ("0 45", "45"), ("", None)):
        folder.has(patients=f"patient_ref,hospital_number\nP1,{number}\n").accept()
        session.expire_all()
        assert session.scalars(select(Patient.hospital_number_key)).one() == key


def test_judged_after_discharge_is_kept_and_not_added_again(folder: Folder, session: Session) -> None:
    headings = "stay_ref,patient_ref,ward,setting,admitted_on,discharged_on,share,judged_on"
    text = f"{headings}\nS1,P1,B,acute,2026-03-20,2026-04-13,sole,2026-05-01\n"
    folder.has(stays=text).accept()
    assert folder.accept().changes_nothing
    assert count(session, Judgement) == 1


def test_a_sealed_estimate_is_never_changed(folder: Folder, session: Session) -> None:
    text = "estimate_ref,stay_ref,low,likely,high,sealed_at\nE1,S1,1,5,10,2026-04-01T10:00:00Z\n"
    folder.has(stays=ONE_STAY, estimates=text).accept()
    assert session.scalars(select(Estimate.elsewhere)).one() == "yes"
    assert folder.accept().changes_nothing
    folder.has(estimates=text.replace(",5,", ",6,"))
    assert "never changed" in folder.why()


def test_a_reference_of_another_stay(folder: Folder, session: Session) -> None:
    barrier = "barrier_ref,stay_ref,kind,began_on\nB1,S1,no_home,2026-04-02\n"
    folder.has(stays=ONE_STAY, barriers=barrier).accept()
    folder.has(stays=STAYS + "S2,P2,Bosworth,mental health,2026-03-20,,,\n", barriers=barrier.replace("S1", "S2"))
    assert folder.bad == [("barriers.csv", 2, "barrier_ref")]
    assert count(session, Barrier) == 1


def test_a_reopened_barrier_has_a_row_for_each_interval(folder: Folder, session: Session) -> None:
    rows = "B1,S1,no_home,2026-03-21,2026-04-01\nB1,S1,no_home,2026-04-05,\n"
    folder.has(stays=ONE_STAY, barriers=f"barrier_ref,stay_ref,kind,began_on,resolved_on\n{rows}").accept()
    barrier = session.scalars(select(Barrier)).one()
    assert [one.began_on for one in barrier.intervals] == [date(2026, 3, 21), date(2026, 4, 5)]


def test_two_thousand_stays(folder: Folder, session: Session) -> None:
    stays = "".join(
        f"S{n},P{n},Bosworth,mental health,2026-03-20,2026-03-25,2026-04-13,discharged\n" for n in range(2000)
    )
    ready = "".join(f"S{n},2026-04-01,2026-04-13,discharged\n" for n in range(2000))
    folder.has(stays=STAYS + stays, ready_periods=f"stay_ref,ready_on,ended_on,end_reason\n{ready}").accept()
    assert (count(session, Stay), count(session, ReadyPeriod)) == (2000, 2000)
    assert broken_at(session) is None
    assert folder.accept().changes_nothing
