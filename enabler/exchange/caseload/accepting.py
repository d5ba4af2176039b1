"""Taking in a caseload that has no bad cell: new rows in bulk, changed rows one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.exchange.caseload.changing import change_rows
from enabler.exchange.caseload.planning import JUDGED, Plan, TablePlan
from enabler.exchange.caseload.reading import ReadRow, value_of
from enabler.exchange.caseload.taking import CHUNK, Taking, Values
from enabler.exchange.fields import Sort, Table
from enabler.exchange.tables import BARRIERS, PATIENTS, STAYS
from enabler.models import (
    Action,
    Barrier,
    BarrierInterval,
    CaseHolder,
    Contact,
    DelayReason,
    Estimate,
    ExpectedDischarge,
    FollowUp,
    Judgement,
    Leave,
    Patient,
    ReadyPeriod,
    Stay,
    WardMove,
)
from enabler.models.patient_words import keep_words
from enabler.record.directory.wards import create_ward
from enabler.rules.identity.number_key import number_key
from enabler.rules.refusal import Refused
from enabler.rules.writing.names import surname_key

OF_STAY = {
    "ready_periods": ReadyPeriod,
    "leave": Leave,
    "delay_reasons": DelayReason,
    "actions": Action,
    "contacts": Contact,
    "follow_ups": FollowUp,
    "estimates": Estimate,
}


def accept_caseload(session: Session, *, by: Actor, plan: Plan) -> None:
    """All of it, in the transaction of the caller. Refused while a cell is bad."""
    if plan.bad:
        raise Refused(f"{len(plan.bad)} cells cannot be taken in, so nothing was.")
    taking = Taking(session, by, plan, clock.now(), dict(plan.known.patients), dict(plan.known.stays))
    for name, setting in plan.wards.items():
        taking.wards[name.casefold()] = create_ward(session, by=by, name=name, setting=setting).id
    _put_patients(taking)
    _put_stays(taking)
    _put_barriers(taking)
    for name, model in OF_STAY.items():
        _put_of_stay(taking, plan.tables[name], model)
    change_rows(taking)
    _write_history(taking)


def _put_patients(taking: Taking) -> None:
    rows = [_patient(row) for row in taking.plan.tables["patients"].new]
    rows += [_patient(ReadRow(0, {"patient_ref": ref})) for ref in taking.plan.strangers]
    taking.put_in(Patient, rows)
    new = dict(_new_ids(taking.session, Patient, [row["ref"] for row in rows]))
    keep_words(taking.session.connection(), new.values())
    taking.patients.update(new)


def _patient(row: ReadRow) -> Values:
    values = own_values(PATIENTS, Patient, row)
    surname = values["surname"] or ""
    return values | {
        "ref": row.cells["patient_ref"],
        "surname": surname,
        "surname_key": surname_key(surname),
        "hospital_number_key": number_key(values["hospital_number"]),
        "address_protected": False,
    }


def _put_stays(taking: Taking) -> None:
    new = taking.plan.tables["stays"].new
    taking.put_in(Stay, [_stay(taking, row) for row in new])
    taking.stays.update(_new_ids(taking.session, Stay, [row.cells["stay_ref"] or "" for row in new]))
    taking.put_in(CaseHolder, [_holder(taking, row) for row in new if row.cells.get("officer")])
    moves = [_move(taking, row) for row in taking.plan.tables["ward_moves"].new]
    moved = {move["stay_id"] for move in moves}
    for row in new:
        stay_id = taking.stays[row.cells["stay_ref"] or ""]
        taking.done[row.cells["stay_ref"] or ""]["stay"] += 1
        if stay_id not in moved:  # where the file tells no moves, the patient lay where they lie
            first = {"stay_id": stay_id, "ward_id": taking.ward_id(row.cells["ward"]), "bed": row.cells.get("bed")}
            moves.append(first | {"from_on": row.on("admitted_on")})
    taking.put_in(WardMove, moves)
    expected = [(taking.stays[row.cells["stay_ref"] or ""], row.on("expected_discharge_on")) for row in new]
    taking.put_in(
        ExpectedDischarge, [{"stay_id": stay, "expected_on": on, "reason": None} for stay, on in expected if on]
    )
    taking.put_in(
        Judgement,
        [judgement for row in new for judgement in judgements(row, taking.stays[row.cells["stay_ref"] or ""])],
    )


def _stay(taking: Taking, row: ReadRow) -> Values:
    values = own_values(STAYS, Stay, row)
    ward = taking.known.ward(row.cells["ward"] or "")
    if values.get("setting") is None:
        values["setting"] = ward.setting if ward else taking.plan.wards[" ".join((row.cells["ward"] or "").split())]
    ids = {"patient_id": taking.patients[row.cells["patient_ref"] or ""], "ward_id": taking.ward_id(row.cells["ward"])}
    return values | ids | taking.holder(values["held_under"]) | {"ref": row.cells["stay_ref"]}


def _holder(taking: Taking, row: ReadRow) -> Values:
    since = row.on("case_opened_on") or clock.london_date(taking.at)
    return {"stay_id": taking.stays[row.cells["stay_ref"] or ""], "from_on": since} | taking.holder(
        row.cells["officer"]
    )


def _move(taking: Taking, row: ReadRow) -> Values:
    ref = row.cells["stay_ref"] or ""
    taking.done[ref]["ward_moves"] += 1
    ids = {"stay_id": taking.stays[ref], "ward_id": taking.ward_id(row.cells["ward"])}
    return ids | {"bed": row.cells.get("bed"), "from_on": row.on("from_on")}


def judgements(row: ReadRow, stay_id: int) -> Iterator[Values]:
    """Main barrier and share with their days; no day: judged in the sender's system before discharge, day not known."""
    for about, value, own in JUDGED:
        if row.cells.get(value):
            day = own if own in row.cells else "judged_on"
            yield {"stay_id": stay_id, "about": about, "value": row.cells[value], "judged_on": row.on(day)}


def _put_barriers(taking: Taking) -> None:
    new = taking.plan.tables["barriers"].new
    refs = {row.cells["barrier_ref"] or "" for row in taking.plan.tables["barriers"].new}
    refs |= {
        row.cells.get("barrier_ref") or "" for name in ("actions", "contacts") for row in taking.plan.tables[name].new
    }
    taking.barriers = dict(_new_ids(taking.session, Barrier, sorted(refs)))
    first: dict[str, Values] = {}
    for row in new:
        ref = row.cells["barrier_ref"] or ""
        taking.done[row.cells["stay_ref"] or ""]["barriers"] += 1
        if ref not in taking.barriers:
            values = own_values(BARRIERS, Barrier, row)
            first.setdefault(ref, values | {"ref": ref, "stay_id": taking.stays[row.cells["stay_ref"] or ""]})
    taking.put_in(Barrier, list(first.values()))
    taking.barriers.update(_new_ids(taking.session, Barrier, list(first)))
    intervals = [
        own_values(BARRIERS, BarrierInterval, row) | {"barrier_id": taking.barriers[row.cells["barrier_ref"] or ""]}
        for row in new
    ]
    taking.put_in(BarrierInterval, intervals)


def _put_of_stay(taking: Taking, plan: TablePlan, model: Any) -> None:
    rows = []
    for row in plan.new:
        ref = row.cells["stay_ref"] or ""
        taking.done[ref][plan.table.name] += 1
        values = own_values(plan.table, model, row) | {"stay_id": taking.stays[ref]}
        if plan.table.key:
            values["ref"] = row.cells[plan.table.key]
        if model in (Action, Contact):
            barrier = row.cells.get("barrier_ref")
            values["barrier_id"] = taking.barriers[barrier] if barrier else None
        if model is Action:
            values["owner_id"] = taking.owner_id(values)
        if model is Estimate:
            values["elsewhere"] = "yes"
        rows.append(values)
    taking.put_in(model, rows)


def own_values(table: Table, model: Any, row: ReadRow) -> Values:
    """What a row says of the columns of one model, as the database takes them; a missing column is not recorded."""
    return {
        field.column.key: value_of(field, row.cells.get(field.name))
        for field in table.fields
        if field.column is not None and field.column.class_ is model and field.sort is not Sort.REFERENCE
    }


def _new_ids(session: Session, model: Any, refs: Sequence[str]) -> Iterator[tuple[str, int]]:
    for start in range(0, len(refs), CHUNK):
        found = select(model.ref, model.id).where(model.ref.in_(refs[start : start + CHUNK]))
        yield from session.execute(found)


def _write_history(taking: Taking) -> None:
    audit.record_many(taking.session, by=taking.by, lines=_lines(taking))


def _lines(taking: Taking) -> Iterable[tuple[str, tuple[str, object], int | None, Values]]:
    plan = taking.plan
    for row in plan.tables["patients"].new:
        yield "import patient", ("patients", row.cells["patient_ref"]), None, {}
    for ref in plan.strangers:
        yield "import patient", ("patients", ref), None, {"known": "reference only"}
    for change in plan.tables["patients"].changed:
        yield "import patient", ("patients", change.row.cells["patient_ref"]), None, {"changed": sorted(change.cells)}
    for ref, done in taking.done.items():
        yield "import stay", ("stays", ref), taking.stays[ref], dict(done)
    counts = {name: [len(one.new), len(one.changed), one.unchanged] for name, one in plan.tables.items()}
    detail = {name: found for name, found in counts.items() if any(found)}
    yield (
        "import caseload",
        ("system", "caseload"),
        None,
        {"new, changed, unchanged": detail, "wards": len(plan.wards)},
    )
