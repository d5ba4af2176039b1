"""What a list needs of many stays to know their nights and what blocks them: facts, and one statement more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import codes
from enabler.models import Agency, Barrier, BarrierInterval
from enabler.record.facts.barrier_state import stands_on
from enabler.record.facts.stay_facts import Chosen, night_facts
from enabler.rules.facts import StayFacts
from enabler.rules.method.nights import Run, night_parts, runs
from enabler.rules.stay.worklist import is_blocked, is_ready
from enabler.vocabulary import Part, YesNo

BLOCKERS = (
    select(
        Barrier.stay_id,
        Barrier.id,
        Barrier.kind,
        Barrier.blocks_discharge,
        BarrierInterval.began_on,
        func.coalesce(Barrier.waiting_on, Agency.name),
        Barrier.waiting_person,
        Barrier.waiting_since,
    )
    .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
    .outerjoin(Agency, Agency.id == Barrier.waiting_agency_id)
    .order_by(BarrierInterval.began_on, Barrier.id)
)


@dataclass(frozen=True, slots=True)
class Blocker:
    """A barrier that stands today, with who is waited for and since when."""

    barrier_id: int
    kind: str
    blocks: bool | None
    began_on: date
    waiting_on: str | None
    waiting_person: str | None
    waiting_since: date | None

    @property
    def label(self) -> str:
        return codes.barrier_kinds()[self.kind].label


@dataclass(frozen=True)
class StayStatus:
    """Where a stay stands today: its facts for the rules, and its barriers by name, blocking ones first."""

    facts: StayFacts
    blockers: tuple[Blocker, ...]
    today: date

    @cached_property
    def is_ready(self) -> bool:
        return is_ready(self.facts, self.today)

    @cached_property
    def is_blocked(self) -> bool:
        return is_blocked(self.facts, self.today)

    @cached_property
    def ready_on(self) -> date | None:
        """When the last ready period began."""
        return max((period.ready_on for period in self.facts.ready_periods), default=None)

    @cached_property
    def nights(self) -> int:
        """Delay nights so far."""
        return sum(run.nights for run in self.runs)

    @cached_property
    def runs(self) -> list[Run]:
        """The delay nights as runs of one part."""
        return runs(self.facts, self.today)

    @cached_property
    def parts(self) -> list[tuple[date, Part]]:
        return night_parts(self.facts, self.today)


def stay_statuses(session: Session, chosen: Chosen, today: date) -> dict[int, StayStatus]:
    """Where each of the chosen stays stands."""
    blockers = _blockers(session, chosen, today)
    return {
        stay_id: StayStatus(facts, tuple(blockers[stay_id]), today)
        for stay_id, facts in night_facts(session, chosen).items()
    }


def _blockers(session: Session, chosen: Chosen, today: date) -> defaultdict[int, list[Blocker]]:
    """Blocking ones first, then in the order in which they began."""
    rows = session.connection().execute(BLOCKERS.where(Barrier.stay_id.in_(chosen), stands_on(today)))
    found: defaultdict[int, list[Blocker]] = defaultdict(list)
    for stay_id, barrier_id, kind, said, began, waiting_on, person, since in rows:
        blocks = None if said is None else said == YesNo.YES
        found[stay_id].append(Blocker(barrier_id, kind, blocks, began, waiting_on, person, since))
    for blockers in found.values():
        blockers.sort(key=lambda one: not one.blocks)
    return found
