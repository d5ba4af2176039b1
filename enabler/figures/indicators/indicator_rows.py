"""Cases as the indicators look at them: each fact with the record it rests on, who wrote it down and when."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from enabler import clock, codes
from enabler.models import AuditLine, Barrier, FollowUp, HomelessnessFacts, ReadyPeriod, Stay, WellbeingAnswer
from enabler.record.facts.stay_facts import stay_facts
from enabler.rules.indicators.indicator_facts import AnswerFact, CaseFacts, CheckFact, DutyFact, Evidence, HomeFact
from enabler.vocabulary import HOME_NOT_KNOWN, Asked, FollowUpResult, HomeKept, Milestone, Word, YesNo

ABOUT_HOME = ("I statements", 1)  # “I am satisfied with my home and where I live”
NO_HOME = "no home"
OPENED, LEFT = ("open case", "add stay"), ("discharge", "change discharge")
Chosen = Select[Any]
Signed = Mapping[tuple[int, bool], tuple[str, datetime]]


class RecordedFacts(Protocol):
    recorded_by: Any
    recorded_at: Any


def written(what: str, ref: str, on: date | None, row: RecordedFacts) -> Evidence:
    """A row as evidence."""
    return Evidence(what, ref, on, row.recorded_by, clock.london_date(row.recorded_at))


def case_facts(session: Session, condition: ColumnElement[bool]) -> dict[int, CaseFacts]:
    """The stays that meet a condition on `stays`, by their key."""
    chosen = select(Stay.id).where(condition)
    stays = stay_facts(session, chosen)
    rows = session.execute(
        select(
            Stay.id, Stay.patient_id, Stay.discharge_destination, Stay.home_after, Stay.recorded_by, Stay.recorded_at
        ).where(condition)
    )
    parts: dict[str, Mapping[int, Any]] = {
        "ready": _ready(session, chosen),
        "checks": _checks(session, chosen),
        "duties": _duties(session, chosen),
        "at_start": _answers(session, chosen, "start"),
        "at_13_weeks": _answers(session, chosen, Milestone.WEEKS_13),
        "next_stay": _next_stays(session, chosen),
    }
    signed = _signed(session, chosen)
    return {
        row.id: CaseFacts(
            stay=stays[row.id],
            opened=_signed_by(row, signed, False, "Case opened", stays[row.id].ref, stays[row.id].case_opened_on),
            left=_signed_by(row, signed, True, "Discharge", stays[row.id].ref, stays[row.id].discharged_on),
            person=str(row.patient_id),
            destination=row.discharge_destination,
            home=_home(row.home_after),
            **{name: found[row.id] for name, found in parts.items() if row.id in found},
        )
        for row in rows
        if row.id in stays
    }


def _home(code: str | None) -> HomeFact | None:
    if code is None or code == HOME_NOT_KNOWN:
        return None
    kind = codes.accommodation_types()[code]
    return HomeFact(kind.code, kind.label, kind.homeless)


def _signed(session: Session, chosen: Chosen) -> Signed:
    """Who opened the case and who recorded the discharge, by stay and whether it is the discharge; the last word
    holds."""
    lines = session.execute(
        select(AuditLine.stay_id, AuditLine.action, AuditLine.by, AuditLine.at)
        .where(AuditLine.stay_id.in_(chosen), AuditLine.action.in_(OPENED + LEFT))
        .order_by(AuditLine.id)
    )
    return {(stay_id, action in LEFT): (by, at) for stay_id, action, by, at in lines if stay_id is not None}


def _signed_by(row: Any, signed: Signed, left: bool, what: str, ref: str, on: date | None) -> Evidence:
    by, at = signed.get((row.id, left), (row.recorded_by, row.recorded_at))
    return Evidence(what, ref, on, by, clock.london_date(at))


def _ready(session: Session, chosen: Chosen) -> Mapping[int, Mapping[date, Evidence]]:
    found: defaultdict[int, dict[date, Evidence]] = defaultdict(dict)
    for row in session.scalars(select(ReadyPeriod).where(ReadyPeriod.stay_id.in_(chosen))):
        found[row.stay_id][row.ready_on] = written("Ready period", "", row.ready_on, row)
    return found


def _checks(session: Session, chosen: Chosen) -> Mapping[int, Mapping[Milestone, CheckFact]]:
    found: defaultdict[int, dict[Milestone, CheckFact]] = defaultdict(dict)
    for row in session.scalars(select(FollowUp).where(FollowUp.stay_id.in_(chosen))):
        milestone = Milestone(row.milestone)
        found[row.stay_id][milestone] = CheckFact(
            milestone,
            written(f"Follow-up at {milestone.label}", row.ref, row.done_on or row.due_on, row),
            row.done_on,
            _word(FollowUpResult, row.result),
            _word(HomeKept, row.home_kept),
            _word(Asked, row.readmitted),
            row.cancelled_because,
        )
    return found


def _duties(session: Session, chosen: Chosen) -> Mapping[int, tuple[DutyFact, ...]]:
    """Barriers of somebody without a home, and those whose facts say homeless or threatened with homelessness."""
    kinds = [kind.key for kind in codes.barrier_kinds().values() if kind.group == NO_HOME]
    rows = session.execute(
        select(Barrier, HomelessnessFacts)
        .outerjoin(HomelessnessFacts, HomelessnessFacts.barrier_id == Barrier.id)
        .where(Barrier.stay_id.in_(chosen), or_(Barrier.kind.in_(kinds), HomelessnessFacts.reason.is_not(None)))
        .order_by(Barrier.id)
    )
    found: defaultdict[int, tuple[DutyFact, ...]] = defaultdict(tuple)
    for barrier, facts in rows:
        told = facts.referred_on if facts else None
        consent = None if facts is None or facts.consent_given is None else facts.consent_given == YesNo.YES
        what = "Duty to refer" if told else "Barrier: no home"
        found[barrier.stay_id] += (DutyFact(written(what, barrier.ref, told, facts or barrier), consent, told),)
    return found


def _answers(session: Session, chosen: Chosen, occasion: str) -> Mapping[int, AnswerFact]:
    instrument, item = ABOUT_HOME
    rows = session.scalars(
        select(WellbeingAnswer).where(
            WellbeingAnswer.stay_id.in_(chosen),
            WellbeingAnswer.occasion == occasion,
            WellbeingAnswer.instrument == instrument,
            WellbeingAnswer.item == item,
        )
    )
    return {
        row.stay_id: AnswerFact(row.answer, written(f"Wellbeing questions, {occasion}", "", row.asked_on, row))
        for row in rows
    }


def _next_stays(session: Session, chosen: Chosen) -> Mapping[int, Evidence]:
    """The first stay of the same patient that began on or after the discharge, where there is one in this record."""
    later = aliased(Stay)
    rows = session.execute(
        select(Stay.id, later.ref, later.admitted_on, later.recorded_by, later.recorded_at)
        .join(later, (later.patient_id == Stay.patient_id) & (later.id != Stay.id))
        .where(Stay.id.in_(chosen), later.admitted_on >= Stay.discharged_on)
        .order_by(later.admitted_on.desc())
    )
    return {
        row.id: Evidence(
            "Later stay", row.ref, row.admitted_on, row.recorded_by, clock.london_date(row.recorded_at), True
        )
        for row in rows
    }


def _word(words: type[Word], value: str | None) -> Any:
    return None if value is None else words(value)
