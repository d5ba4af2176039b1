"""Accepting a ward list row by row: a row that the record refuses is held back, the others stay."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.exchange.ward_list import judging
from enabler.exchange.ward_list.items import HELD_BACK, Gone, Item, RowKind
from enabler.exchange.ward_list.preview import TAKEN_IN, held_back_because, preview
from enabler.exchange.ward_list.reading import Corrections, ReadWardList
from enabler.models import Patient, Stay, Ward
from enabler.record.stay.expected_discharge import change_expected_discharge
from enabler.record.stay.patients import add_patient, change_patient
from enabler.record.stay.stays import add_stay, change_stay
from enabler.record.stay.ward_moves import move_ward
from enabler.rules.refusal import Refused
from enabler.rules.writing.full_names import patient_name

BY_THE_LIST = "by the hospital's list"


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many rows of each kind went in, who is gone, and what was held back."""

    new: int
    moved: int
    updated: int
    gone: int
    held_back: tuple[Item, ...]
    not_marked: tuple[str, ...] = ()  # who is gone, but whose record does not let it be said, and why

    @property
    def sentence(self) -> str:
        words = [
            f"{count} {word}"
            for count, word in (
                (self.new, "new"),
                (self.moved, "moved"),
                (self.updated, "with something new"),
                (self.gone, "gone from the list"),
            )
            if count
        ]
        done = ", ".join(words) or "nothing has changed"
        held_back = [f"{len(self.held_back)} held back."] if self.held_back else []
        return " ".join([f"{done[0].upper()}{done[1:]}.", *held_back, *self.not_marked])


def accept_ward_list(
    session: Session, *, by: Actor, ward: Ward, ward_list: ReadWardList, corrections: Corrections | None = None
) -> Accepted:
    """Take in what is clear. The same list a second time changes nothing."""
    seen = preview(session, by=by, ward=ward, ward_list=ward_list, corrections=corrections)
    if seen.whose_list:
        raise Refused(f"{seen.whose_list} Nothing was taken in. Say first whose list it is.")
    held_back = seen.of(*HELD_BACK)
    done = dict.fromkeys(RowKind, 0)
    for item in seen.accepted:
        try:
            with session.begin_nested():
                _take_in(session, by, ward, item, ward_list.list_on)
            done[item.kind] += 1
        except Refused as refused:
            held_back.append(held_back_because(item, refused.sentence))
    not_marked = tuple(filter(None, (_mark_gone(session, by, gone, ward_list.list_on) for gone in seen.newly_gone)))
    gone = len(seen.newly_gone) - len(not_marked)
    accepted = Accepted(
        done[RowKind.NEW], done[RowKind.MOVED], done[RowKind.UPDATED], gone, tuple(held_back), not_marked
    )
    _record(session, by, ward, ward_list, accepted)
    return accepted


def _mark_gone(session: Session, by: Actor, gone: Gone, list_on: date) -> str:
    """Nothing; or whom the record does not let be marked, and why."""
    stay = gone.stay
    on = max(list_on, stay.admitted_on or list_on)
    try:
        with session.begin_nested():
            change_stay(session, by=by, stay_id=stay.id, expected_version=stay.version, gone_from_list_on=on)
    except Refused as refused:
        name = patient_name(stay.patient)
        return f"{name} is not on the list, but is not marked as gone: {refused.sentence}"
    return ""


def _take_in(session: Session, by: Actor, ward: Ward, item: Item, list_on: date) -> None:
    patient = _patient(session, by, item)
    if item.stay is None:
        _new_stay(session, by, ward, item, patient)
        return
    stay = item.stay
    if item.kind is RowKind.MOVED:
        row, moves = item.row, [move.from_on for move in stay.ward_moves if move.from_on]
        from_on = min(max([list_on, *moves, stay.admitted_on or list_on]), clock.today())
        bed = row.bed or (stay.bed if stay.ward_id == ward.id else None)
        stay = move_ward(
            session,
            by=by,
            stay_id=stay.id,
            expected_version=stay.version,
            ward_id=ward.id,
            bed=bed,
            from_on=from_on,
            shares_bed=True,  # the preview has asked
        )
    _change(session, by, item, stay)


def _patient(session: Session, by: Actor, item: Item) -> Patient:
    row = item.row
    if item.patient is None:
        return add_patient(
            session,
            by=by,
            surname=row.surname or "",
            given_names=row.given_names,
            known_as=row.known_as,
            nhs_number=row.nhs_number,
            hospital_number=row.hospital_number,
            **judging.birth_columns(row),
        )
    filled = judging.filled_in(row, item.patient)
    if filled:
        stay_id = item.stay.id if item.stay else None
        change_patient(
            session,
            by=by,
            patient_id=item.patient.id,
            expected_version=item.patient.version,
            stay_id=stay_id,
            **filled,
        )
    return item.patient


def _new_stay(session: Session, by: Actor, ward: Ward, item: Item, patient: Patient) -> Stay:
    row = item.row
    return add_stay(
        session,
        by=by,
        patient_id=patient.id,
        ward_id=ward.id,
        bed=row.bed,
        admitted_on=row.admitted_on,
        expected_discharge_on=row.expected_discharge_on,
        hospital_says_fit_on=row.hospital_says_fit_on,
        list_note=judging.list_note(row),
        shares_bed=True,
    )


def _change(session: Session, by: Actor, item: Item, stay: Stay) -> None:
    fields = judging.changes(item.row, stay)
    expected_on = fields.pop("expected_discharge_on", None)
    if fields:
        stay = change_stay(session, by=by, stay_id=stay.id, expected_version=stay.version, shares_bed=True, **fields)
    if expected_on is not None:
        session.flush()
        change_expected_discharge(
            session,
            by=by,
            stay_id=stay.id,
            expected_version=stay.version,
            expected_on=expected_on,
            reason=BY_THE_LIST,
        )


def _record(session: Session, by: Actor, ward: Ward, ward_list: ReadWardList, accepted: Accepted) -> None:
    detail = {
        "rows": len(ward_list.rows),
        "list_on": ward_list.list_on,
        "new": accepted.new,
        "moved": accepted.moved,
        "updated": accepted.updated,
        "gone": accepted.gone,
        "held_back": len(accepted.held_back),
    }
    audit.record(session, by=by, action=TAKEN_IN, subject=ward, detail=detail)
