"""What the caseload can be narrowed to."""

# Everything here fits an address: ward numbers, fixed words and digests, never names.

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from enabler.audit import Actor
from enabler.models import Agency, Barrier, BarrierInterval, FollowUp, Stay
from enabler.record.facts.barrier_state import stands_on
from enabler.record.people.reach import within_reach
from enabler.record.stay.deaths import has_died
from enabler.vocabulary import AgencyKind, Word, YesNo

StayKey = ColumnElement[int] | InstrumentedAttribute[int]


class Phase(Word):
    OPEN = "open", "open cases"
    AFTER = "after", "left, followed up"
    ALL = "all", "all cases"


class Readiness(Word):
    BLOCKED = "blocked", "ready and blocked"
    READY = "ready", "ready"
    NOT_READY = "not", "not ready yet"


NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Filters:
    """None does not narrow. `waiting` is an agency kind, "nobody", or the digest of words somebody wrote."""

    ward_id: int | None = None
    ready: Readiness | None = None
    waiting: str | None = None
    barrier: str | None = None
    overdue: bool = False
    phase: Phase = Phase.OPEN

    @property
    def narrows(self) -> bool:
        return bool(self.ward_id or self.ready or self.waiting or self.barrier or self.overdue)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody that barriers wait on, as a choice: the directory's kind, or words that stand for themselves."""

    key: str
    words: str
    texts: tuple[str, ...] = ()


def digest(words: str) -> str:
    """Stands for somebody's words in an address, which must not hold them."""
    return "w" + hashlib.sha256(" ".join(words.split()).casefold().encode()).hexdigest()[:10]


def in_phase(phase: Phase, by: Actor) -> ColumnElement[bool]:
    """The cases of a phase that `by` may reach."""
    case = and_(Stay.case_opened_on.is_not(None), within_reach(by))
    if phase == Phase.OPEN:
        return and_(case, Stay.discharged_on.is_(None))
    if phase == Phase.AFTER:
        waiting = select(FollowUp.stay_id).where(FollowUp.done_on.is_(None), FollowUp.cancelled_because.is_(None))
        return and_(case, Stay.discharged_on.is_not(None), Stay.id.in_(waiting), ~has_died(Stay.patient_id))
    return case


def is_blocked(stay_id: StayKey, today: date) -> ColumnElement[bool]:
    return _has_barrier(stay_id, today, Barrier.blocks_discharge == YesNo.YES)


def has_kind(stay_id: StayKey, today: date, kind: str) -> ColumnElement[bool]:
    return _has_barrier(stay_id, today, Barrier.kind == kind)


def waits_on(stay_id: StayKey, today: date, waiting: Waiting) -> ColumnElement[bool]:
    """A kind covers the agencies of the directory and whoever's words were read as that kind."""
    if waiting.key == NOBODY:
        return _has_barrier(stay_id, today, and_(Barrier.waiting_on.is_(None), Barrier.waiting_agency_id.is_(None)))
    by_words = Barrier.waiting_on.in_(waiting.texts)
    if waiting.key not in set(AgencyKind):
        return _has_barrier(stay_id, today, by_words)
    by_kind = Barrier.waiting_agency_id.in_(select(Agency.id).where(Agency.kind == waiting.key))
    return _has_barrier(stay_id, today, or_(by_kind, and_(Barrier.waiting_agency_id.is_(None), by_words)))


def _has_barrier(stay_id: StayKey, today: date, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(
        select(Barrier.id)
        .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
        .where(Barrier.stay_id == stay_id, condition, stands_on(today))
    )


# How words are read when no agency of the directory is named: the first that occurs decides.
READ_AS = {
    AgencyKind.COUNCIL: ("council", "housing options", "local authority", "borough"),
    AgencyKind.BENEFITS: ("jobcentre", "dwp", "benefit", "universal credit"),
    AgencyKind.LANDLORD: ("landlord", "homes", "housing association", "letting"),
    AgencyKind.HEALTH: ("occupational", "care team", "social work", "nurse", "consultant", "crisis"),
    AgencyKind.ADVICE: ("advice", "solicitor", "law centre", "shelter"),
    AgencyKind.SUPPORT: ("support", "hostel"),
    AgencyKind.REPAIRS: ("repair", "locksmith", "clean", "clear", "supplier"),
}


def waiting_choices(session: Session, by: Actor, today: date) -> list[Waiting]:
    """Whom the barriers of open cases wait on, kinds first: one statement."""
    rows = session.execute(
        select(Barrier.waiting_on, Agency.kind)
        .distinct()
        .join(Stay, Stay.id == Barrier.stay_id)
        .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
        .outerjoin(Agency, Agency.id == Barrier.waiting_agency_id)
        .where(in_phase(Phase.OPEN, by), stands_on(today))
    ).all()
    kinds: dict[str, list[str]] = {}
    loose: dict[str, Waiting] = {}
    for words, known in rows:
        kind = known or (read_as(words) if words else None)
        if kind:
            kinds.setdefault(kind, []).extend([words] if words and not known else [])
        elif words:
            key = digest(words)
            loose[key] = Waiting(key, words, (*(loose[key].texts if key in loose else ()), words))
    named = [Waiting(kind, kind.label.lower(), tuple(kinds[kind])) for kind in AgencyKind if kind in kinds]
    return [*named, *sorted(loose.values(), key=lambda one: one.words.casefold()), Waiting(NOBODY, "nobody")]


def read_as(words: str) -> AgencyKind | None:
    said = words.casefold()
    return next((kind for kind, signs in READ_AS.items() if any(sign in said for sign in signs)), None)
