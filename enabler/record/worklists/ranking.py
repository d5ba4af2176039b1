"""The caseload ranked in SQL: ready, blocked, nights, what is due, what a filter shows and hides."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Select, and_, case, cast, func, null, or_, select, true

from enabler.audit import Actor
from enabler.models import Action, FollowUp, Leave, Patient, ReadyPeriod, Stay, Ward
from enabler.record.stay.deaths import has_died
from enabler.record.worklists.filters import (
    Filters,
    Phase,
    Readiness,
    Waiting,
    has_kind,
    in_phase,
    is_blocked,
    waits_on,
)
from enabler.record.worklists.sql import day, days_between, earlier_of, later_of
from enabler.vocabulary import YesNo

MATERIALIZED = "MATERIALIZED"  # or SQLite works each expression out again wherever it is named


@lru_cache(
    maxsize=256
)  # the question is the same all day; putting it into words takes longer than to answer it for few cases
def page_of_cases(
    by: Actor, filters: Filters, waiting: Waiting | None, today: date, size: int, start: int
) -> Select[Any]:
    """One page in order, beside the totals on every row; a row without a stay when the page is empty."""
    ranked = _ranked(by, filters, waiting, today)
    overdue = func.coalesce(ranked.c.due_on < day(today), False)
    totals = select(
        func.count().label("total"),
        _count(ranked.c.shown).label("shown"),
        _count(overdue).label("overdue"),
        _count(and_(overdue, ranked.c.shown)).label("overdue_shown"),
    ).subquery("totals")
    chosen = (
        select(ranked).where(ranked.c.shown).order_by(*_order(ranked.c)).limit(size).offset(start).subquery("chosen")
    )
    return (
        select(
            totals, chosen.c.stay_id, chosen.c.ready_on, chosen.c.at_stake, chosen.c.due_on,
            Stay.setting, Stay.bed, Stay.admitted_on, Stay.case_opened_on, Stay.expected_discharge_on,
            Stay.discharged_on,
            Stay.officer_name.label("officer"), Stay.last_confirmed_at, Stay.gone_from_list_on, Ward.name.label("ward"),
            Patient.surname, Patient.given_names, Patient.known_as, Patient.safety_alert, chosen.c.has_died,
        )
        .select_from(totals)
        .outerjoin(chosen, true())
        .outerjoin(Stay, Stay.id == chosen.c.stay_id)
        .outerjoin(Ward, Ward.id == Stay.ward_id)
        .outerjoin(Patient, Patient.id == Stay.patient_id)
        .order_by(*_order(chosen.c))
    )  # fmt: skip


def _order(columns: Any) -> list[ColumnElement[Any]]:
    """Most nights at stake first, ties by due date; those who left come last, the latest first."""
    return [
        columns.left_on.is_not(None),
        columns.at_stake.desc().nulls_last(),
        columns.due_on.asc().nulls_last(),
        columns.left_on.desc(),
        columns.stay_id,
    ]


def _ranked(by: Actor, filters: Filters, waiting: Waiting | None, today: date) -> CTE:
    """Each case with its nights at stake, and whether the filter shows it."""
    base = _base(by, filters.phase, today)
    at_stake = case(
        (base.c.left_on.is_not(None), null()),
        (and_(base.c.ready_on.is_not(None), base.c.blocked), _nights(base, today)),
        else_=days_between(base.c.expected_on, day(today)),
    )
    conditions = _conditions(base, filters, waiting, today)
    return (
        select(base, cast(at_stake, Integer).label("at_stake"), and_(true(), *conditions).label("shown"))
        .cte("ranked")
        .prefix_with(MATERIALIZED)
    )


def _base(by: Actor, phase: Phase, today: date) -> CTE:
    ready_on = (
        select(func.max(ReadyPeriod.ready_on))
        .where(
            ReadyPeriod.stay_id == Stay.id,
            ReadyPeriod.ready_on <= today,
            or_(ReadyPeriod.ended_on.is_(None), ReadyPeriod.ended_on > today),
        )
        .scalar_subquery()
    )
    action_due = (
        select(func.min(Action.due_on)).where(Action.stay_id == Stay.id, Action.done_on.is_(None)).scalar_subquery()
    )
    died = has_died(Stay.patient_id)
    columns = [
        Stay.id.label("stay_id"),
        Stay.ward_id,
        Stay.admitted_on,
        Stay.expected_discharge_on.label("expected_on"),
        Stay.discharged_on.label("left_on"),
        case((Stay.discharged_on.is_(None), ready_on)).label("ready_on"),
        case((Stay.discharged_on.is_(None), is_blocked(Stay.id, today)), else_=False).label("blocked"),
        case((~died, _due(action_due, phase))).label("due_on"),
        died.label("has_died"),
    ]
    return select(*columns).where(in_phase(phase, by)).cte("base").prefix_with(MATERIALIZED)


def _due(action_due: ColumnElement[Any], phase: Phase) -> ColumnElement[Any]:
    """The earliest thing to do: an action, or after the discharge a follow-up."""
    if phase == Phase.OPEN:
        return action_due
    follow_up = (
        select(func.min(FollowUp.due_on))
        .where(FollowUp.stay_id == Stay.id, FollowUp.done_on.is_(None), FollowUp.cancelled_because.is_(None))
        .scalar_subquery()
    )
    return earlier_of(func.coalesce(action_due, follow_up), func.coalesce(follow_up, action_due))


def _nights(base: CTE, today: date) -> ColumnElement[int]:
    """Delay nights so far: nights of ready periods, less those away on leave without the bed kept.

    Ready periods of a stay never overlap, nor does its leave, so sums are exact; rules.nights says the same.
    """
    now = day(today)
    start = later_of(ReadyPeriod.ready_on, func.coalesce(base.c.admitted_on, ReadyPeriod.ready_on))
    end = earlier_of(func.coalesce(ReadyPeriod.ended_on, now), now)
    away_from, away_to = later_of(start, Leave.from_on), earlier_of(end, func.coalesce(Leave.to_on, now))
    ready = select(func.coalesce(func.sum(_days(start, end)), 0)).where(ReadyPeriod.stay_id == base.c.stay_id)
    away = (
        select(func.coalesce(func.sum(_days(away_from, away_to)), 0))
        .select_from(ReadyPeriod)
        .join(Leave, Leave.stay_id == ReadyPeriod.stay_id)
        .where(ReadyPeriod.stay_id == base.c.stay_id, func.coalesce(Leave.bed_kept, "") != YesNo.YES)
    )
    return ready.correlate(base).scalar_subquery() - away.correlate(base).scalar_subquery()


def _days(start: ColumnElement[date], end: ColumnElement[date]) -> ColumnElement[int]:
    return case((start < end, days_between(start, end)), else_=0)


def _conditions(base: CTE, filters: Filters, waiting: Waiting | None, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.ward_id is not None:
        found.append(base.c.ward_id == filters.ward_id)
    if filters.ready == Readiness.BLOCKED:
        found.append(and_(base.c.ready_on.is_not(None), base.c.blocked))
    elif filters.ready is not None:
        found.append(base.c.ready_on.is_not(None) if filters.ready == Readiness.READY else base.c.ready_on.is_(None))
    if waiting is not None:
        found.append(waits_on(base.c.stay_id, today, waiting))
    if filters.barrier is not None:
        found.append(has_kind(base.c.stay_id, today, filters.barrier))
    if filters.overdue:
        found.append(func.coalesce(base.c.due_on < day(today), False))
    return found


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
