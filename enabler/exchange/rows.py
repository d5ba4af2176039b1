"""The rows of the caseload's tables as text, streamed from the database."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Float, Select, String, case, cast, func, select
from sqlalchemy.orm import Session

from enabler.exchange.cells import instant_text, number_text
from enabler.exchange.fields import Field, Sort, Table
from enabler.exchange.tables import PATIENTS, STAYS
from enabler.models import (
    LEFT_OUT,
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
from enabler.models.columns import labels_of
from enabler.record.facts.stay_facts import judging_facts
from enabler.record.stay.estimates import agreed_by
from enabler.rules.facts import StayFacts
from enabler.rules.method.judging import judged
from enabler.vocabulary import Share, labels

CHUNK = 500
STREAMED = 2000
NOT_JUDGED = (None,) * 5
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


def labelled_rows(session: Session, table: Table, chosen: Select[Any] | None = None) -> Iterator[Row]:
    """Each row of a table in the order of its columns, each code followed by its label.

    `chosen`: only of the stays with these ids. Labels are looked up by the database: that is what makes it quick.
    """
    if table is STAYS:
        yield from _stays(session, chosen)
        return
    finish = _finishers(table.fields, labels=True)
    stored = _streamed(session, _select(table, chosen, labels=True))
    yield from (tuple(_finished(row, finish)) for row in stored) if finish else stored


def keyed_rows(session: Session, table: Table, stay_or_own_ids: Sequence[int]) -> Iterator[tuple[int, int, Row]]:
    """Rows of some stays (of some patients, for their own table) with the row's id and its parent's."""
    base, _ = FROM[table.name]
    parent = Patient.id if table is PATIENTS else Stay.id
    statement = _select(table, None).add_columns(base.id, parent)
    finish = _finishers(table.fields)
    for start in range(0, len(stay_or_own_ids), CHUNK):
        ids = stay_or_own_ids[start : start + CHUNK]
        found = session.connection().execute(statement.where(parent.in_(ids))).all()
        values = judged_values(session, [row[-1] for row in found]) if table is STAYS else {}
        for row in found:
            own = tuple(_finished(row[:-2], finish))
            yield row[-2], row[-1], (*own, *values.get(row[-1], NOT_JUDGED)) if table is STAYS else own


def _select(table: Table, chosen: Select[Any] | None, *, labels: bool = False) -> Select[Any]:
    base, order = FROM[table.name]
    columns: list[Any] = []
    for field in table.fields:
        if field.column is not None:
            columns.append(_as_text(field))
            if labels and field.labels:
                columns.append(_label_of(field))
    statement = _joined(select(*columns), base)
    if chosen is not None:
        own = Stay.patient_id if table is PATIENTS else Stay.id
        wanted = select(own).where(Stay.id.in_(chosen))
        statement = statement.where((Patient.id if table is PATIENTS else Stay.id).in_(wanted))
    return statement.order_by(*order).options(*LEFT_OUT)


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


SAID_FURTHER: dict[str, Any] = {  # what a column says that stands not in it alone
    "waiting_on": func.coalesce(Barrier.waiting_on, Agency.name),
    "agreed_by": agreed_by(),
    "officer": Stay.officer_account,
    "owner": Action.owner_account,
    "surname": func.nullif(Patient.surname, ""),
}


def _as_text(field: Field) -> Any:
    """Dates leave the database as text already: making dates of them only to write them is what takes time."""
    column = SAID_FURTHER.get(field.name, field.column)
    if field.sort is Sort.DATE:
        return cast(column, String).label(field.name)
    if field.sort is Sort.NUMBER:
        return cast(column, Float).label(field.name)
    return column.label(field.name)


def _label_of(field: Field) -> Any:
    labels = dict(field.labels()) if field.labels else {}
    value = DelayReason.list + " " + DelayReason.code if field.column is DelayReason.code else field.column
    return case(labels, value=value, else_=None).label(field.label_name or "")


Finish = Callable[[Any], str]


def _finishers(fields: Sequence[Field], *, labels: bool = False) -> dict[int, Finish]:
    """By place in the row: what must be made of a cell that the database gives as a number or an instant."""
    known: dict[Sort, Finish] = {Sort.NUMBER: number_text, Sort.INSTANT: instant_text}
    sorts: list[Sort | None] = []
    for field in fields:
        if field.column is not None:
            sorts += [field.sort, None] if labels and field.labels else [field.sort]
    return {place: known[sort] for place, sort in enumerate(sorts) if sort in known}


def _finished(row: Any, finish: dict[int, Finish]) -> list[Any]:
    cells = list(row)
    for place, made in finish.items():
        if cells[place] is not None:
            cells[place] = made(cells[place])
    return cells


def _stays(session: Session, chosen: Select[Any] | None) -> Iterator[Row]:
    stored = _streamed(session, _select(STAYS, chosen, labels=True).add_columns(Stay.id))
    kinds, shares = labels_of(Barrier.kind), labels(Share)
    while chunk := list(islice(stored, CHUNK)):
        values = judged_values(session, [row[-1] for row in chunk])
        for row in chunk:
            kind, share, *days = values.get(row[-1], NOT_JUDGED)
            yield (*row[:-1], kind, kinds.get(kind or ""), share, shares.get(share or ""), *days)


def judged_values(session: Session, stay_ids: Sequence[int]) -> dict[int, Judged]:
    """What the figure uses of each judged stay: main barrier, share, the later of their days, and each day."""
    found = judging_facts(session, stay_ids)
    return {stay_id: _used(facts) for stay_id, facts in found.items() if facts.main_barriers or facts.shares}


def _used(facts: StayFacts) -> Judged:
    kind, share = judged(facts.main_barriers, facts).used, judged(facts.shares, facts).used
    days = [one.judged_on if one else None for one in (kind, share)]
    latest = max((on for on in days if on is not None), default=None)
    value = share.value if share else None
    said = (kind.value if kind else None, value.value if value else None)
    return (*said, *(on.isoformat() if on else None for on in (latest, *days)))


def _streamed(session: Session, statement: Select[Any]) -> Iterator[Any]:
    """Rows as the driver gives them, some thousands at a time."""
    result = session.connection().execute(statement, execution_options={"stream_results": True})
    for part in result.partitions(STREAMED):
        yield from part
