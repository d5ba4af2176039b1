"""What Today asks the database: open actions, running clocks, what was judged, who was last spoken to."""

# One statement each.

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from enabler import codes
from enabler.audit import Actor
from enabler.clock import LONDON
from enabler.models import (
    Action,
    AdaptationFacts,
    ArrearsFacts,
    Barrier,
    BarrierInterval,
    BenefitFacts,
    Contact,
    Estimate,
    HazardFacts,
    HeldBenefits,
    HomelessnessFacts,
    Judgement,
    Patient,
    ReadyPeriod,
    Screening,
    Stay,
    Ward,
)
from enabler.record.facts.barrier_state import stands_on
from enabler.record.people.reach import within_reach
from enabler.record.stay.barrier_facts import TABLES
from enabler.record.stay.deaths import has_died
from enabler.record.stay.held_benefits import NAMES
from enabler.record.stay_page.clocks import Clock, ClockQuestion, barrier_clocks, barrier_questions, benefit_clocks
from enabler.rules.law.timers import DAYS_AHEAD
from enabler.vocabulary import BarrierFamily, YesNo

LONGEST_PAST = timedelta(days=28)  # a date that passed longer ago is history, not news
WHO = (
    Stay.id.label("stay_id"),
    Stay.ward_id,
    Stay.bed,
    Stay.officer_id,
    Stay.officer_name.label("officer"),
    Stay.case_opened_on,
    Stay.discharged_on,
    Ward.name.label("ward"),
    Patient.surname,
    Patient.given_names,
    Patient.known_as,
)
CLOCK_FACTS = {  # what starts and ends the clocks of each family, and what is asked where it lacks
    BarrierFamily.ARREARS: ("notice_expires_on", "tenancy", "hearing_on"),
    BarrierFamily.ADAPTATION: ("application_valid_on", "approved_on"),
    BarrierFamily.BENEFIT: ("expected_on", "in_payment_on"),
    BarrierFamily.HOMELESSNESS: ("outcome", "duty_started_on", "decision_received_on"),
    BarrierFamily.HAZARD: (
        "social_landlord", "tenancy", "emergency", "damp_or_mould", "landlord_told_on", "landlord_told_at",
        "investigated_on", "summary_given_on", "made_safe_on",
    ),
}  # fmt: skip
STARTS = (
    ArrearsFacts.notice_expires_on,
    ArrearsFacts.hearing_on,
    AdaptationFacts.application_valid_on,
    BenefitFacts.expected_on,
    HomelessnessFacts.duty_started_on,
    HomelessnessFacts.outcome,
    HazardFacts.landlord_told_on,
)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What an empty day is good for; `here` are the patients on the wards, asked and confirmed or not."""

    here: int
    not_screened: int
    not_confirmed: int
    not_expected: int


def looked_at(by: Actor, today: date, since: date) -> ColumnElement[bool]:
    """Open cases, those that left on or after a day, and whoever is ready to leave without being a case."""
    left = or_(Stay.discharged_on.is_(None), Stay.discharged_on >= since)
    ready = exists().where(
        ReadyPeriod.stay_id == Stay.id,
        ReadyPeriod.ready_on <= today,
        or_(ReadyPeriod.ended_on.is_(None), ReadyPeriod.ended_on > today),
    )
    worth_it = or_(Stay.case_opened_on.is_not(None), and_(Stay.discharged_on.is_(None), ready))
    return and_(within_reach(by), left, worth_it)


def cases(session: Session, condition: ColumnElement[bool]) -> Sequence[Any]:
    columns = (
        *WHO,
        Stay.setting,
        Stay.admitted_on,
        Stay.expected_discharge_on,
        Stay.hospital_says_fit_on,
        Stay.gone_from_list_on,
        has_died(Stay.patient_id).label("has_died"),
        *(getattr(HeldBenefits, name) for name in NAMES),
    )
    statement: Any = select(*columns)
    with_benefits = _with_patient(statement).outerjoin(HeldBenefits, HeldBenefits.stay_id == Stay.id)
    return session.execute(with_benefits.where(condition)).all()


def open_actions(session: Session, by: Actor) -> Sequence[Any]:
    """All that is not done, also after a discharge, never after a death; earliest due first."""
    columns = (
        *WHO,
        Action.id,
        Action.version,
        Action.what,
        Action.due_on,
        Action.snoozed_until,
        Action.owner_id,
        Action.owner_name.label("owner"),
        Action.owner_kind,
    )
    statement = select(*columns).join(Stay, Stay.id == Action.stay_id)
    return session.execute(
        statement.join(Ward, Ward.id == Stay.ward_id)
        .join(Patient, Patient.id == Stay.patient_id)
        .where(Action.done_on.is_(None), within_reach(by), ~has_died(Stay.patient_id))
        .order_by(Action.due_on.asc().nulls_last(), Action.id)
    ).all()


def last_contacts(session: Session, condition: ColumnElement[bool]) -> dict[int, date]:
    rows = session.execute(
        select(Contact.stay_id, func.max(Contact.on))
        .join(Stay, Stay.id == Contact.stay_id)
        .where(condition)
        .group_by(Contact.stay_id)
    )
    return {row[0]: row[1] for row in rows}


def clocks_running_out(
    session: Session, condition: ColumnElement[bool], today: date
) -> dict[int, list[Clock | ClockQuestion]]:
    """By stay, for barriers that stand: what runs out within days, or did not long ago, and what must be asked."""
    facts = [
        getattr(TABLES[family], name).label(f"{family}_{name}")
        for family, names in CLOCK_FACTS.items()
        for name in names
    ]
    statement = (
        select(Barrier.stay_id, Barrier.kind, *facts)
        .join(Stay, Stay.id == Barrier.stay_id)
        .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
    )
    for table in TABLES.values():
        statement = statement.outerjoin(table, table.barrier_id == Barrier.id)
    found: defaultdict[int, list[Clock | ClockQuestion]] = defaultdict(list)
    started = or_(*(column.is_not(None) for column in STARTS))
    for row in session.execute(statement.where(condition, stands_on(today), started).order_by(Barrier.id)):
        family = codes.barrier_kinds()[row.kind].family
        if family is not None:
            known = {name: getattr(row, f"{family}_{name}") for name in CLOCK_FACTS[family]}
            found[row.stay_id] += [clock for clock in barrier_clocks(row.kind, family, known) if _is_news(clock, today)]
            found[row.stay_id] += barrier_questions(row.kind, family, known)
    return found


def benefits_running_out(row: Any, today: date) -> list[Clock]:
    """Of a row of `cases`: which benefits recorded as held stop within days, or did not long ago."""
    running = benefit_clocks(row.admitted_on, {name: getattr(row, name) for name in NAMES})
    return [one for one in running if _is_news(one, today)]


def _is_news(clock: Clock, today: date) -> bool:
    return today - LONGEST_PAST <= clock.runs_out_on <= today + timedelta(days=DAYS_AHEAD)


def judged(session: Session, chosen: Select[Any], *, elsewhere_counts: bool) -> dict[int, set[str]]:
    """By stay, which of main barrier, share and estimate there is; one sealed elsewhere only where it counts."""
    judgements = select(Judgement.stay_id, Judgement.about).where(Judgement.stay_id.in_(chosen))
    estimates = select(Estimate.stay_id, literal("estimate")).where(Estimate.stay_id.in_(chosen))
    if not elsewhere_counts:
        estimates = estimates.where(Estimate.elsewhere != YesNo.YES)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for stay_id, about in session.execute(union_all(judgements, estimates)):
        found[stay_id].add(about)
    return found


def suggestions(session: Session, by: Actor, today: date) -> Suggestions:
    """Of the patients who are on a ward now."""
    is_case = Stay.case_opened_on.is_not(None)
    screened = select(Screening.id).where(Screening.stay_id == Stay.id).exists()
    row = session.execute(
        select(
            func.count(),
            func.count().filter(~is_case, ~screened),
            func.count().filter(
                is_case, func.coalesce(Stay.last_confirmed_at < datetime.combine(today, time(), LONDON), True)
            ),
            func.count().filter(is_case, Stay.expected_discharge_on.is_(None)),
        ).where(Stay.discharged_on.is_(None), within_reach(by))
    ).one()
    return Suggestions(*row)


def _with_patient(statement: Select[Any]) -> Select[Any]:
    return statement.join(Ward, Ward.id == Stay.ward_id).join(Patient, Patient.id == Stay.patient_id)
