"""What a patient's page reads: barriers with their facts and intervals, actions, contacts; one statement for each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.models import Action, Agency, Barrier, BarrierInterval, Contact
from enabler.record.stay.barrier_facts import TABLES, fact_names
from enabler.record.stay_page.clocks import Clock, ClockQuestion, barrier_clocks, barrier_questions
from enabler.rules.stay.actions import is_overdue, is_snoozed
from enabler.rules.stay.barriers import days_waiting, state
from enabler.vocabulary import BarrierFamily, BarrierState, OwnerKind, YesNo


@dataclass(frozen=True, slots=True)
class Stood:
    """An interval over which a barrier stood, and who wrote down its end."""

    began_on: date
    resolved_on: date | None
    how_resolved: str | None
    recorded_at: datetime
    recorded_by: str


STOOD = tuple(Stood.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class ToDo:
    """An action."""

    id: int
    ref: str
    version: int
    barrier_id: int | None
    what: str
    owner_kind: str | None
    owner_name: str | None
    due_on: date | None
    snoozed_until: date | None
    done_on: date | None
    outcome: str | None
    recorded_at: datetime
    recorded_by: str

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    @property
    def whose(self) -> str:
        """Who does it: the name, else the kind of person, else nobody yet."""
        kind = OwnerKind(self.owner_kind).label if self.owner_kind else ""
        return self.owner_name or kind or "nobody yet"

    def is_overdue(self, today: date) -> bool:
        return is_overdue(self.due_on, self.done_on, today)

    def is_snoozed(self, today: date) -> bool:
        return is_snoozed(self.snoozed_until, today)


@dataclass(frozen=True, slots=True)
class Said:
    """A contact."""

    id: int
    ref: str
    version: int
    barrier_id: int | None
    on: date
    with_whom: str | None
    method: str | None
    text: str | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class BarrierSeen:
    """A barrier as the page shows it; `facts` by column, None when none were recorded."""

    id: int
    ref: str
    version: int
    kind: str
    blocks_discharge: str | None
    note: str | None
    waiting_on: str | None
    waiting_person: str | None
    waiting_since: date | None
    agency_id: int | None
    agency_phone: str | None
    recorded_at: datetime
    recorded_by: str
    facts: Mapping[str, Any] | None
    stood: Sequence[Stood]
    state: BarrierState
    actions: Sequence[ToDo] = field(default_factory=tuple)
    is_over: bool = False  # the patient has died: no clock of it runs

    @property
    def label(self) -> str:
        return codes.barrier_kinds()[self.kind].label

    @property
    def family(self) -> BarrierFamily | None:
        return codes.barrier_kinds()[self.kind].family

    @property
    def began_on(self) -> date:
        return self.stood[-1].began_on

    @property
    def resolved_on(self) -> date | None:
        return self.stood[-1].resolved_on

    @property
    def stands(self) -> bool:
        return self.state is not BarrierState.RESOLVED

    @property
    def blocks(self) -> bool:
        return self.blocks_discharge == YesNo.YES

    @property
    def open_actions(self) -> list[ToDo]:
        return [action for action in self.actions if action.is_open]

    @property
    def clocks(self) -> list[Clock]:
        return barrier_clocks(self.kind, self.family, self.facts) if self.stands and not self.is_over else []

    @property
    def questions(self) -> list[ClockQuestion]:
        return barrier_questions(self.kind, self.family, self.facts) if self.stands and not self.is_over else []

    def days_standing(self, today: date) -> int:
        return days_waiting(self.began_on, today)

    def days_waiting(self, today: date) -> int:
        return days_waiting(self.waiting_since, today) if self.waiting_since else 0


def barriers_seen(session: Session, stay_id: int, actions: Sequence[ToDo]) -> list[BarrierSeen]:
    """Standing ones first, among them those that block discharge, then by the day they began."""
    by_barrier: defaultdict[int | None, list[ToDo]] = defaultdict(list)
    for action in actions:
        by_barrier[action.barrier_id].append(action)
    stood: defaultdict[int, list[Stood]] = defaultdict(list)
    found: dict[int, Any] = {}
    for row in session.execute(_barriers_and_intervals(stay_id)):
        barrier = row[0]
        found[barrier.id] = row
        stood[barrier.id].append(Stood(*row[-len(STOOD) :]))
    seen = [
        _barrier(row[0], row[1], row[2 : -len(STOOD)], stood[key], tuple(by_barrier[key])) for key, row in found.items()
    ]
    return sorted(seen, key=lambda one: (not one.stands, not one.blocks, one.began_on, one.id))


def _barriers_and_intervals(stay_id: int) -> Select[Any]:
    """A row for each interval, with the barrier, the facts of its family, and the phone of whom it waits on."""
    intervals = [getattr(BarrierInterval, name) for name in STOOD]
    statement = (
        select(Barrier, Agency.phone, *TABLES.values(), *intervals)
        .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
        .outerjoin(Agency, Barrier.waiting_agency_id == Agency.id)
    )
    for table in TABLES.values():
        statement = statement.outerjoin(table, table.barrier_id == Barrier.id)
    return statement.where(Barrier.stay_id == stay_id).order_by(BarrierInterval.began_on, BarrierInterval.id)


def actions_of(session: Session, stay_id: int) -> list[ToDo]:
    """Open ones first, by the day they are due; those without a day last."""
    names = ToDo.__dataclass_fields__
    rows = session.execute(select(*(getattr(Action, name) for name in names)).where(Action.stay_id == stay_id))
    found = [ToDo(*row) for row in rows]
    return sorted(found, key=lambda one: (not one.is_open, one.due_on or date.max, one.id))


def contacts_of(session: Session, stay_id: int) -> list[Said]:
    """Newest first."""
    names = Said.__dataclass_fields__
    rows = session.execute(
        select(*(getattr(Contact, name) for name in names))
        .where(Contact.stay_id == stay_id)
        .order_by(Contact.on.desc(), Contact.id.desc())
    )
    return [Said(*row) for row in rows]


def _barrier(
    row: Barrier, phone: str | None, tables: Any, stood: list[Stood], actions: tuple[ToDo, ...]
) -> BarrierSeen:
    return BarrierSeen(
        id=row.id,
        ref=row.ref,
        version=row.version,
        kind=row.kind,
        blocks_discharge=row.blocks_discharge,
        note=row.note,
        waiting_on=row.waiting_on,
        waiting_person=row.waiting_person,
        waiting_since=row.waiting_since,
        agency_id=row.waiting_agency_id,
        agency_phone=phone,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        facts=_facts(row.kind, tables),
        stood=tuple(stood),
        state=state(stood, clock.today()),
        actions=actions,
    )


def _facts(kind: str, tables: Any) -> Mapping[str, Any] | None:
    """The facts of the family of the barrier's kind, with the version that their form carries."""
    family = codes.barrier_kinds()[kind].family
    if family is None:
        return None
    row = next((table for table in tables if isinstance(table, TABLES[family])), None)
    return None if row is None else {name: getattr(row, name) for name in fact_names(family)}
