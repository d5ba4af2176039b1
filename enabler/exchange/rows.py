"""The rows of the caseload's tables as text, streamed from the database; the judged values are worked out stay by stay."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Float, Select, String, cast, func, select
from sqlalchemy.orm import Session

from enabler.exchange.cells import instant_text, number_text
from enabler.exchange.fields import Field, Sort, Table
from enabler.exchange.tables import PATIENTS, STAYS
from enabler.figures.facts import facts_of_each
from enabler.models import (
    Action,
    Agency,
    Barrier,
    BarrierInterval,
    Contact,
    DelayReason,
    Estimate,
    FollowUp,
    Leave,
    Patient,
    ReadyPeriod,
    Stay,
    Ward,
    WardMove,
)
from enabler.rules.judging import judged
from enabler.vocabulary import Share

CHUNK = 500
Row = tuple[str | None, ...]
Judged = tuple[str | None, ...]

# For each table: what it is read from, with its joins, and the order of its rows.
FROM: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "patients": (Patient, (Patient.id,)),
    "stays": (Stay, (Stay.id,)),
    "ready_periods": (ReadyPeriod, (ReadyPeriod.stay_id, ReadyPeriod.ready_on, ReadyPeriod.id)),
    "leave": (Leave, (Leave.stay_id, Leave.from_on, Leave.id)),
    "ward_moves": (WardMove, (WardMove.stay_id, WardMove.id)),
    "barriers": (BarrierInterval, (Barrier.id, BarrierInterval.began_on, BarrierInterval.id)),
    "delay_reasons": (DelayReason, (DelayReason.stay_id, DelayReason.from_on, DelayReason.id)),
    "actions": (Action, (Action.id,)),
    "contacts": (Contact, (Contact.id,)),
    "follow_ups": (FollowUp, (FollowUp.id,)),
    "estimates": (Estimate, (Estimate.id,)),
}


def rows_of(session: Session, table: Table, chosen: Select[Any] | None = None) -> Iterator[Row]:
    """Each row of a table in the order of its columns; `chosen`: only of the stays with these ids."""
    if table is STAYS:
        yield from _stays(session, chosen)
        return
    finish = _finishers(table.fields)
    for row in session.execute(_select(table, chosen).execution_options(yield_per=2000)):
        yield tuple(_finished(row, finish)) if finish else tuple(row)


def keyed_rows(session: Session, table: Table, stay_or_own_ids: Sequence[int]) -> Iterator[tuple[int, int, Row]]:
    """Rows of some stays (of some patients, for their own table) with the row's id and its parent's."""
    base, _ = FROM[table.name]
    parent = Patient.id if table is PATIENTS else Stay.id
    statement = _select(table, None).add_columns(base.id, parent)
    finish = _finishers(table.fields)
    for start in range(0, len(stay_or_own_ids), CHUNK):
        ids = stay_or_own_ids[start : start + CHUNK]
        found = session.execute(statement.where(parent.in_(ids))).all()
        values = judged_values(session, [row[-1] for row in found]) if table is STAYS else {}
        for row in found:
            own = tuple(_finished(row[:-2], finish))
            yield row[-2], row[-1], (*own, *values[row[-1]]) if table is STAYS else own


def _select(table: Table, chosen: Select[Any] | None) -> Select[Any]:
    base, order = FROM[table.name]
    statement = _joined(select(*(_as_text(one) for one in table.fields if one.column is not None)), base)
    if chosen is not None:
        own = Stay.patient_id if table is PATIENTS else Stay.id
        wanted = select(own).where(Stay.id.in_(chosen))
        statement = statement.where((Patient.id if table is PATIENTS else Stay.id).in_(wanted))
    return statement.order_by(*order)


def _joined(statement: Select[Any], base: Any) -> Select[Any]:
    statement = statement.select_from(base)
    if base is Patient:
        return statement
    if base is Stay:
        return statement.join(Patient, Stay.patient_id == Patient.id).join(Ward, Stay.ward_id == Ward.id)
    if base is BarrierInterval:
        statement = statement.join(Barrier, BarrierInterval.barrier_id == Barrier.id)
        return statement.join(Stay, Barrier.stay_id == Stay.id).outerjoin(
            Agency, Barrier.waiting_agency_id == Agency.id
        )
    statement = statement.join(Stay, base.stay_id == Stay.id)
    if base is WardMove:
        return statement.join(Ward, WardMove.ward_id == Ward.id)
    if base in (Action, Contact):
        return statement.outerjoin(Barrier, base.barrier_id == Barrier.id)
    return statement


def _as_text(field: Field) -> Any:
    """Dates leave the database as text already: making dates of them only to write them is what takes time."""
    column = field.column
    if field.name == "waiting_on":
        column = func.coalesce(Barrier.waiting_on, Agency.name)
    if field.name == "surname":
        column = func.nullif(Patient.surname, "")
    if field.sort is Sort.DATE:
        return cast(column, String).label(field.name)
    if field.sort is Sort.NUMBER:
        return cast(column, Float).label(field.name)
    return column.label(field.name)


Finish = Callable[[Any], str]


def _finishers(fields: Sequence[Field]) -> dict[int, Finish]:
    stored = [one for one in fields if one.column is not None]
    known: dict[Sort, Finish] = {Sort.NUMBER: number_text, Sort.INSTANT: instant_text}
    return {place: known[one.sort] for place, one in enumerate(stored) if one.sort in known}


def _finished(row: Any, finish: dict[int, Finish]) -> list[Any]:
    cells = list(row)
    for place, made in finish.items():
        if cells[place] is not None:
            cells[place] = made(cells[place])
    return cells


def _stays(session: Session, chosen: Select[Any] | None) -> Iterator[Row]:
    stored = iter(session.execute(_select(STAYS, chosen).add_columns(Stay.id).execution_options(yield_per=CHUNK)))
    while chunk := list(islice(stored, CHUNK)):
        values = judged_values(session, [row[-1] for row in chunk])
        for row in chunk:
            yield (*row[:-1], *values[row[-1]])


def judged_values(session: Session, stay_ids: Sequence[int]) -> dict[int, Judged]:
    """What the figure uses of each stay: main barrier, share, the later of their days, and each day."""
    found: dict[int, Judged] = {}
    for stay_id, facts in facts_of_each(session, stay_ids).items():
        kind, share = judged(facts.main_barriers, facts).used, judged(facts.shares, facts).used
        days = [one.judged_on if one else None for one in (kind, share)]
        latest = max((on for on in days if on is not None), default=None)
        value = share.value if share else None
        found[stay_id] = (
            kind.value if kind else None,
            value.value if isinstance(value, Share) else None,
            *(on.isoformat() if on else None for on in (latest, *days)),
        )
    return found
