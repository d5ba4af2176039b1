"""Rows for tests, made directly in the tables: quick caseloads for lists, figures and pages. Commands have their
own tests."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import (
    Action,
    Agency,
    Barrier,
    BarrierInterval,
    Contact,
    DelayReason,
    Estimate,
    FollowUp,
    Judgement,
    Leave,
    Patient,
    ReadyPeriod,
    Screening,
    Stay,
    Ward,
)
from enabler.record.people.account_names import account_of
from enabler.rules.writing.names import surname_key
from enabler.vocabulary import AgencyKind, Milestone, Share

_numbers = count(1)


def nhs_number(number: int) -> str:
    """A number of the 999 range that passes the check; every eleventh has none, so the next one is taken."""
    digits = f"999{number * 11 % 1_000_000:06}"
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return nhs_number(number + 7) if check == 10 else digits + str(check % 11)


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def make_patient(
    session: Session, surname: str = "Singh", given_names: str | None = "Harpreet", **facts: Any
) -> Patient:
    number = next(_numbers)
    facts = {"born_on": date(1961, 2, 3), "hospital_number": f"RX{number:06}"} | facts
    patient = Patient(
        ref=f"P-{number:07}",
        surname=surname,
        given_names=given_names,
        surname_key=surname_key(surname),
        address_protected=facts.pop("address_protected", False),
        **facts,
        **recorded(),
    )
    session.add(patient)
    return patient


def make_stay(
    session: Session,
    ward: Ward,
    *,
    surname: str = "Singh",
    given_names: str | None = "Harpreet",
    patient: Patient | None = None,
    admitted: int | date | None = 30,
    case: int | date | None = 25,
    ready: int | date | None = None,
    left: int | date | None = None,
    barriers: Iterable[str | dict[str, Any]] = (),
    actions: Iterable[dict[str, Any]] = (),
    contacts: Iterable[int | dict[str, Any]] = (),
    reasons: Iterable[dict[str, Any]] = (),
    leave: Iterable[dict[str, Any]] = (),
    **facts: Any,
) -> Stay:
    """A stay in one transaction. Days are dates, or numbers of days ago; `case=None` is a patient on the list only.

    `barriers` are kinds, or facts with `kind`; one stands since the ready date (or the admission) and blocks discharge.
    """
    with atomic(session):
        stay = Stay(
            ref=f"S-{next(_numbers):07}",
            patient=patient or make_patient(session, surname, given_names),
            ward_id=ward.id,
            setting=ward.setting,
            admitted_on=on(admitted),
            case_opened_on=on(case),
            discharged_on=on(left),
            **_holder(session, facts.pop("officer", None)),
            **facts,
            **recorded(),
        )
        session.add(stay)
        session.flush()
        began = on(ready) or on(admitted) or clock.today()
        if ready is not None:
            ended = on(left)
            period = {"ended_on": ended, "end_reason": "discharged" if ended else None}
            session.add(ReadyPeriod(stay_id=stay.id, ready_on=on(ready), **period, **recorded()))
        for barrier in barriers:
            add_barrier(
                session, stay, **({"kind": barrier} if isinstance(barrier, str) else barrier), default_began=began
            )
        for action in actions:
            add_action(session, stay, **action)
        for contact in contacts:
            add_contact(session, stay, **({"on_": contact} if isinstance(contact, int) else contact))
        for reason in reasons:
            add_reason(session, stay, **reason)
        for away in leave:
            add_leave(session, stay, **away)
    return stay


def _holder(session: Session, name: str | None) -> dict[str, Any]:
    officer_id = account_of(session, name)
    return {"officer_id": officer_id} if officer_id else {"held_under": name}


def add_barrier(
    session: Session,
    stay: Stay,
    kind: str = "rent_arrears",
    *,
    began: int | date | None = None,
    resolved: int | date | None = None,
    blocks: str | None = "yes",
    waiting_since: int | date | None = None,
    default_began: date | None = None,
    facts: Any = None,
    **more: Any,
) -> Barrier:
    """`facts` is a row of the family's facts, made without its barrier: `ArrearsFacts(hearing_on=…)`."""
    barrier = Barrier(
        ref=f"B-{next(_numbers):07}",
        stay_id=stay.id,
        kind=kind,
        blocks_discharge=blocks,
        waiting_since=on(waiting_since),
        **more,
        **recorded(),
    )
    barrier.intervals = [
        BarrierInterval(began_on=on(began) or default_began or days_ago(10), resolved_on=on(resolved), **recorded())
    ]
    session.add(barrier)
    session.flush()
    if facts is not None:
        facts.barrier_id, facts.recorded_at, facts.recorded_by = barrier.id, clock.now(), "makers"
        session.add(facts)
        session.flush()
    return barrier


def add_action(
    session: Session, stay: Stay, what: str = "Ring the landlord", *, due: int | date | None = 0, done: int | date | None = None,
    snoozed: int | date | None = None, **more: Any
) -> Action:  # fmt: skip
    """`due=2` was due two days ago, `due=-3` is due in three days."""
    action = Action(
        ref=f"A-{next(_numbers):07}", stay_id=stay.id, what=what, due_on=on(due), done_on=on(done),
        snoozed_until=on(snoozed), **more, **recorded()
    )  # fmt: skip
    session.add(action)
    session.flush()
    return action


def add_contact(
    session: Session, stay: Stay, on_: int | date = 0, with_whom: str | None = "landlord", **more: Any
) -> Contact:
    contact = Contact(
        ref=f"C-{next(_numbers):07}", stay_id=stay.id, on=on(on_), with_whom=with_whom, **more, **recorded()
    )
    session.add(contact)
    session.flush()
    return contact


def add_ready(
    session: Session, stay: Stay, ready: int | date, ended: int | date | None = None, **more: Any
) -> ReadyPeriod:
    period = ReadyPeriod(
        stay_id=stay.id, ready_on=on(ready), ended_on=on(ended),
        end_reason=more.pop("end_reason", "unwell again" if ended is not None else None), **more, **recorded()
    )  # fmt: skip
    session.add(period)
    session.flush()
    return period


def add_reason(
    session: Session, stay: Stay, code: str = "12", *, list: str = "mhsds-v6", began: int | date = 5,
    ended: int | date | None = None,
) -> DelayReason:  # fmt: skip
    reason = DelayReason(stay_id=stay.id, list=list, code=code, from_on=on(began), to_on=on(ended), **recorded())
    session.add(reason)
    session.flush()
    return reason


def add_leave(
    session: Session, stay: Stay, began: int | date, ended: int | date | None = None, bed_kept: str | None = None
) -> Leave:
    leave = Leave(stay_id=stay.id, from_on=on(began), to_on=on(ended), bed_kept=bed_kept, **recorded())
    session.add(leave)
    session.flush()
    return leave


def add_follow_up(
    session: Session, stay: Stay, milestone: Milestone = Milestone.WEEK_1, due: int | date = 0, **more: Any
) -> FollowUp:
    follow_up = FollowUp(
        ref=f"F-{next(_numbers):07}", stay_id=stay.id, milestone=milestone, due_on=on(due), **more, **recorded()
    )
    session.add(follow_up)
    session.flush()
    return follow_up


def add_judgements(
    session: Session, stay: Stay, kind: str = "rent_arrears", share: Share = Share.SOLE, judged: int | date = 0
) -> None:
    for about, value in (("main barrier", kind), ("share", share.value)):
        session.add(Judgement(stay_id=stay.id, about=about, value=value, judged_on=on(judged), **recorded()))
    session.flush()


def add_estimate(session: Session, stay: Stay, low: float = 10, likely: float = 20, high: float = 40) -> Estimate:
    estimate = Estimate(
        ref=f"E-{next(_numbers):07}", stay_id=stay.id, low=low, likely=likely, high=high, sealed_at=clock.now(),
        made_by="Sam Okafor", elsewhere="no", **recorded()
    )  # fmt: skip
    session.add(estimate)
    session.flush()
    return estimate


def add_screening(
    session: Session, ward: Ward, result: str, stay: Stay | None = None, screened: int | date = 0
) -> Screening:
    screening = Screening(
        ward_id=ward.id, stay_id=stay.id if stay else None, screened_on=on(screened), result=result, **recorded()
    )
    session.add(screening)
    session.flush()
    return screening


def make_agency(session: Session, name: str = "Riverside Homes", kind: AgencyKind = AgencyKind.LANDLORD) -> Agency:
    with atomic(session):
        agency = Agency(name=name, kind=kind, **recorded())
        session.add(agency)
    return agency


def on(day: int | date | None) -> date | None:
    return days_ago(day) if isinstance(day, int) else day


def recorded(at: datetime | None = None) -> dict[str, Any]:
    return {"recorded_at": at or clock.now(), "recorded_by": "makers"}
