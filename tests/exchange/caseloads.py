"""A caseload that has everything in it, and the characters that files trip over."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import BarrierInterval, Estimate, FollowUp, Judgement, Leave, Patient, Stay, Ward, WardMove
from tests.makers import add_action, add_barrier, add_contact, add_reason, make_patient, make_stay, recorded

WEIRD = (
    "=1+1", "+44 116 496 0100", "-5", "@SUM(A1)", "'=quoted", "＝cmd", "'＋1", "﹫SUM(1)", "''=twice", "'plain apostrophe", "\tTab first", "\rCarriage",
    "two\nlines", "two\r\nlines", 'say "no"', "comma, semicolon; bar|", " spaces around ", "Łukasik Müller Seán 李明 🙂 e\u0301",
    "_x0041_ _x000D_", "<script>alert(1)</script>", "NULL", "0012", "1e5", "TRUE", "2026-04-03", "\u00a0hard space", "﻿mark",
)  # fmt: skip


def make_everything(session: Session, ward: Ward, other_ward: Ward) -> None:
    stays = [_weird_stay(session, ward, number, said) for number, said in enumerate(WEIRD)]
    stays.append(make_stay(session, other_ward, surname="Nobody", admitted=None, case=None))
    with atomic(session):
        _fill(session, stays[0], other_ward)
        for stay in stays[1:]:
            session.add(WardMove(stay_id=stay.id, ward_id=stay.ward_id, from_on=stay.admitted_on, **recorded()))
        session.add(Patient(ref="P-BARE", surname="", surname_key="", address_protected=False, **recorded()))


def _weird_stay(session: Session, ward: Ward, number: int, said: str) -> Stay:
    patient = make_patient(session, said, said, hospital_number=f"HOSP{number:06}")
    return make_stay(
        session,
        ward,
        patient=patient,
        admitted=40,
        case=30,
        ready=20,
        barriers=[{"kind": "no_home", "waiting_on": said, "note": said, "resolved": 1}],
        actions=[{"what": said, "owner": said, "done": 1, "outcome": said}],
        contacts=[{"on_": 2, "with_whom": said, "text": said, "method": "e-mail"}],
        officer=said,
    )


def _fill(session: Session, stay: Stay, other_ward: Ward) -> None:
    stay.discharged_on, stay.discharge_outcome, stay.discharge_destination = date(2026, 11, 20), "discharged", "19"
    stay.home_after, stay.expected_discharge_on = "not known", date(2026, 11, 1)
    session.add(WardMove(stay_id=stay.id, ward_id=other_ward.id, bed="=1", from_on=stay.admitted_on, **recorded()))
    session.add(WardMove(stay_id=stay.id, ward_id=stay.ward_id, bed="B 2", from_on=date(2026, 11, 2), **recorded()))
    session.add(
        Leave(
            stay_id=stay.id,
            from_on=date(2026, 11, 3),
            to_on=date(2026, 11, 5),
            bed_kept="yes",
            kind="home leave",
            **recorded(),
        )
    )
    session.add(Leave(stay_id=stay.id, from_on=date(2026, 11, 7), **recorded()))
    for about, value, day in (("main barrier", "no_home", date(2026, 11, 1)), ("share", "joint", date(2026, 11, 2))):
        session.add(Judgement(stay_id=stay.id, about=about, value=value, judged_on=day, **recorded()))
    sealed = datetime(2026, 11, 2, 9, 30, 15, 123456, tzinfo=UTC)
    session.add(
        Estimate(
            ref="E-1",
            stay_id=stay.id,
            low=0,
            likely=7.5,
            high=30,
            reason="=why",
            made_by="Sam",
            sealed_at=sealed,
            elsewhere="no",
            **recorded(),
        )
    )
    add_reason(session, stay, "09", began=date(2026, 11, 4), ended=date(2026, 11, 6))
    barrier = add_barrier(session, stay, "rent_arrears", began=date(2026, 10, 20), resolved=date(2026, 10, 25))
    session.add(BarrierInterval(barrier_id=barrier.id, began_on=date(2026, 11, 1), how_resolved="\n=x", **recorded()))
    add_action(session, stay, "Ring", barrier_id=barrier.id, owner_kind="landlord")
    add_contact(session, stay, date(2026, 11, 5), barrier_id=barrier.id)
    for milestone, done in (("48 hours", date(2026, 11, 21)), ("1 week", None)):
        facts = {"result": "done", "home_kept": "kept", "readmitted": "not asked", "note": "@note"} if done else {}
        session.add(
            FollowUp(
                ref=f"F-{milestone}",
                stay_id=stay.id,
                milestone=milestone,
                due_on=date(2026, 11, 22),
                done_on=done,
                **facts,
                **recorded(),
            )
        )
