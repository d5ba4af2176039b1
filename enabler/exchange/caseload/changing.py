"""Updates that a caseload brings to rows on record: only the cells that differ, with what they once said kept."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from enabler import clock
from enabler.exchange.caseload.planning import JUDGED, RowChange, TablePlan
from enabler.exchange.caseload.reading import value_of
from enabler.exchange.caseload.taking import Taking
from enabler.exchange.fields import Sort
from enabler.models import (
    Action,
    Barrier,
    BarrierInterval,
    CaseHolder,
    Contact,
    DelayReason,
    ExpectedDischarge,
    FollowUp,
    Judgement,
    Leave,
    Patient,
    ReadyPeriod,
    ReadyPeriodValue,
    Stay,
    WardMove,
)
from enabler.models.patient_words import NAMES, keep_words
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.names import surname_key

MODELS: dict[str, tuple[Any, ...]] = {
    "patients": (Patient,),
    "stays": (Stay,),
    "ready_periods": (ReadyPeriod,),
    "leave": (Leave,),
    "ward_moves": (WardMove,),
    "barriers": (BarrierInterval, Barrier),
    "delay_reasons": (DelayReason,),
    "actions": (Action,),
    "contacts": (Contact,),
    "follow_ups": (FollowUp,),
}


def change_rows(taking: Taking) -> None:
    for name, models in MODELS.items():
        plan = taking.plan.tables[name]
        for change in plan.changed:
            if name != "patients":
                taking.done[change.row.cells["stay_ref"] or ""][f"{name} changed"] += 1
            _keep_earlier(taking, name, change)
            for model in models:
                _change(taking, plan, model, change)
            if name == "stays":
                _change_around(taking, change)


def _change(taking: Taking, plan: TablePlan, model: Any, change: RowChange) -> None:
    values: dict[str, Any] = {
        field.column.key: value_of(field, change.cells[field.name][1])
        for field in plan.table.fields
        if field.name in change.cells
        and field.column is not None
        and field.column.class_ is model
        and field.sort is not Sort.REFERENCE
    }
    if model is Patient and "surname" in values:
        values["surname"] = values["surname"] or ""
        values["surname_key"] = surname_key(values["surname"])
    if model is Patient and "hospital_number" in values:
        values["hospital_number_key"] = number_key(values["hospital_number"])
    if model is Patient and "born_on" in values:
        values.setdefault("birth_is", None)
    if "ward" in change.cells and model in (Stay, WardMove):
        values["ward_id"] = taking.ward_id(change.cells["ward"][1])
    if model is Stay and "held_under" in values:
        values |= taking.holder(values["held_under"])
    if model is Action and not {"owner", "owner_kind"}.isdisjoint(values):
        values["owner_id"] = taking.owner_id({name: change.row.cells.get(name) for name in ("owner", "owner_kind")})
    if "barrier_ref" in change.cells and model in (Action, Contact):
        ref = change.cells["barrier_ref"][1]
        values["barrier_id"] = _barrier_id(taking.session, ref) if ref else None
    if not values:
        return
    if hasattr(model, "version"):
        values["version"] = model.version + 1
    values |= {"recorded_at": taking.at, "recorded_by": taking.by.name}
    own_id = _row_id(taking.session, model, change)
    taking.session.execute(
        update(model).where(model.id == own_id).values(values).execution_options(synchronize_session=False)
    )
    if model is Patient and not values.keys().isdisjoint(NAMES):
        keep_words(taking.session.connection(), [own_id])


def _row_id(session: Session, model: Any, change: RowChange) -> int:
    """A barrier's row is one of its intervals."""
    if model is Barrier:
        return _barrier_id(session, change.existing.cells["barrier_ref"])
    return change.existing.id


def _barrier_id(session: Session, ref: str | None) -> int:
    return session.scalars(select(Barrier.id).where(Barrier.ref == ref)).one()


def _keep_earlier(taking: Taking, name: str, change: RowChange) -> None:
    """What a ready period said before."""
    if name != "ready_periods":
        return
    before = taking.session.get_one(ReadyPeriod, change.existing.id)
    stamp = {"recorded_at": before.recorded_at, "recorded_by": before.recorded_by}
    kept = {one: getattr(before, one) for one in ("ready_on", "ended_on", "end_reason", "standard", "said_by")}
    taking.session.execute(insert(ReadyPeriodValue), [kept | stamp | {"ready_period_id": before.id}])


def _change_around(taking: Taking, change: RowChange) -> None:
    """What follows from a changed stay: its moves, its expected dates, its judgements."""
    stay_id = change.existing.id
    stamp = {"recorded_at": taking.at, "recorded_by": taking.by.name}
    if not taking.plan.caseload.of("ward_moves").rows:
        _change_moves(taking, stay_id, change)
    if "officer" in change.cells:
        held = {"stay_id": stay_id, "from_on": clock.london_date(taking.at)} | taking.holder(change.cells["officer"][1])
        taking.session.execute(insert(CaseHolder), [held | stamp])
    if "expected_discharge_on" in change.cells:
        on = change.row.on("expected_discharge_on")
        taking.session.execute(
            insert(ExpectedDischarge), [{"stay_id": stay_id, "expected_on": on, "reason": None} | stamp]
        )
    for about, value, own in JUDGED:
        day = own if own in change.row.cells else "judged_on"
        if change.row.cells.get(value) and (value in change.cells or day in change.cells):
            row = {
                "stay_id": stay_id,
                "about": about,
                "value": change.row.cells[value],
                "judged_on": change.row.on(day),
            }
            taking.session.execute(insert(Judgement), [row | stamp])


def _change_moves(taking: Taking, stay_id: int, change: RowChange) -> None:
    """A stay put right: the last move is where the patient lies, the first when they came."""
    found = taking.session.scalars(
        select(WardMove.id).where(WardMove.stay_id == stay_id).order_by(WardMove.from_on, WardMove.id)
    ).all()
    if not found:
        return
    last: dict[str, Any] = {}
    if "ward" in change.cells:
        last["ward_id"] = taking.ward_id(change.cells["ward"][1])
    if "bed" in change.cells:
        last["bed"] = change.cells["bed"][1]
    if last:
        taking.session.execute(update(WardMove).where(WardMove.id == found[-1]).values(last))
    if "admitted_on" in change.cells:
        taking.session.execute(
            update(WardMove).where(WardMove.id == found[0]).values(from_on=change.row.on("admitted_on"))
        )
