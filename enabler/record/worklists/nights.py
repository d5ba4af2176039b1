"""What a list needs of many stays at once to know their nights and what blocks them: two statements, however many stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import CompoundSelect, ScalarSelect, Select, String, literal, null, select, union_all
from sqlalchemy.orm import Session

from enabler import codes
from enabler.models import Agency, Barrier, BarrierInterval, DelayReason, Leave, ReadyPeriod
from enabler.rules.facts import BarrierFact, LeaveFact, ReadyFact, ReasonFact, StayFacts
from enabler.rules.method.nights import Run, night_parts, runs
from enabler.rules.stay.barriers import stands
from enabler.rules.stay.worklist import is_blocked, is_ready
from enabler.vocabulary import Part, Setting, YesNo

Chosen = Select[Any] | ScalarSelect[int] | Iterable[int]


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
class Standing:
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


def standings(session: Session, stays: Iterable[Any], chosen: Chosen, today: date) -> dict[int, Standing]:
    """`stays` are rows with stay_id, setting, admitted_on, case_opened_on, discharged_on; `chosen` selects their ids."""
    spans = _spans(session, chosen)
    barriers, blockers = _barriers(session, chosen, today)
    return {
        row.stay_id: Standing(
            _facts(row, spans[row.stay_id], barriers[row.stay_id]), tuple(blockers[row.stay_id]), today
        )
        for row in stays
    }


@dataclass(slots=True)
class _Spans:
    ready: list[ReadyFact]
    leave: list[LeaveFact]
    reasons: list[ReasonFact]


def _facts(row: Any, spans: _Spans, barriers: list[BarrierFact]) -> StayFacts:
    first_ready = min((period.ready_on for period in spans.ready), default=None)
    return StayFacts(
        ref="",
        setting=Setting(row.setting),
        ward="",
        admitted_on=row.admitted_on or first_ready or row.case_opened_on or date.min,
        case_opened_on=row.case_opened_on,
        discharged_on=row.discharged_on,
        ready_periods=tuple(spans.ready),
        leave=tuple(spans.leave),
        barriers=tuple(barriers),
        reasons=tuple(spans.reasons),
    )


def _spans(session: Session, chosen: Chosen) -> defaultdict[int, _Spans]:
    """Ready periods, leave and other reasons in one statement."""
    nothing = null().cast(String)
    ready = select(
        literal("ready").label("what"), ReadyPeriod.stay_id, ReadyPeriod.ready_on.label("start"),
        ReadyPeriod.ended_on.label("end"), nothing.label("list"), nothing.label("code"),
    ).where(ReadyPeriod.stay_id.in_(chosen))  # fmt: skip
    leave = select(literal("leave"), Leave.stay_id, Leave.from_on, Leave.to_on, nothing, Leave.bed_kept)
    reasons = select(
        literal("reason"),
        DelayReason.stay_id,
        DelayReason.from_on,
        DelayReason.to_on,
        DelayReason.list,
        DelayReason.code,
    )
    together: CompoundSelect[Any] = union_all(
        ready, leave.where(Leave.stay_id.in_(chosen)), reasons.where(DelayReason.stay_id.in_(chosen))
    )
    found: defaultdict[int, _Spans] = defaultdict(lambda: _Spans([], [], []))
    for what, stay_id, start, end, list_, code in session.execute(together):
        spans = found[stay_id]
        if what == "ready":
            spans.ready.append(ReadyFact(start, end))
        elif what == "leave":
            spans.leave.append(LeaveFact(start, end, None if code is None else code == YesNo.YES))
        else:
            spans.reasons.append(ReasonFact(list_, code, start, end, _housing(list_, code)))
    return found


def _housing(list_: str, code: str) -> str | None:
    known = codes.delay_reasons().get((list_, code))
    return known.housing if known else None


def _barriers(
    session: Session, chosen: Chosen, today: date
) -> tuple[defaultdict[int, list[BarrierFact]], defaultdict[int, list[Blocker]]]:
    rows = session.execute(
        select(
            Barrier.stay_id, Barrier.id, Barrier.kind, Barrier.blocks_discharge, Barrier.waiting_on,
            Barrier.waiting_person, Barrier.waiting_since, Agency.name, BarrierInterval.began_on, BarrierInterval.resolved_on,
        )
        .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
        .outerjoin(Agency, Agency.id == Barrier.waiting_agency_id)
        .where(Barrier.stay_id.in_(chosen))
        .order_by(BarrierInterval.began_on, Barrier.id)
    )  # fmt: skip
    facts: defaultdict[int, list[BarrierFact]] = defaultdict(list)
    standing: defaultdict[int, list[Blocker]] = defaultdict(list)
    for stay_id, barrier_id, kind, said, waiting_on, person, since, agency, began, resolved in rows:
        blocks = None if said is None else said == YesNo.YES
        fact = BarrierFact(kind, began, resolved, blocks)
        facts[stay_id].append(fact)
        if stands(fact, today):
            one = Blocker(barrier_id, kind, blocks, began, waiting_on or agency, person, since)
            standing[stay_id].append(one)
    for blockers in standing.values():
        blockers.sort(key=lambda one: not one.blocks)
    return facts, standing
