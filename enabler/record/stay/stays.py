"""Stays: added, opened as cases, changed, confirmed."""

# Moves, expected dates, ready periods and leave have their own files.

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import ExpectedDischarge, Patient, Stay, Ward, WardMove
from enabler.models.columns import new_reference
from enabler.record.stay.beds import check_bed_is_free
from enabler.record.stay.duplicates import likely_duplicates
from enabler.record.stay.holders import check_holder, note_holder
from enabler.record.stay.patients import add_patient
from enabler.record.stay.stays_apart import check_apart, span_of
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay import stays as rules
from enabler.rules.stay.admission import check_admitted_before
from enabler.rules.stay.overlaps import stay_span
from enabler.rules.writing.births import birth_in_line, birth_of
from enabler.rules.writing.names import NameRead, read_name
from enabler.rules.writing.nhs_number import check_nhs_number, is_nhs_number
from enabler.vocabulary import Setting

DETAILS = frozenset(
    {
        "bed",
        "officer_id",
        "what_is_wrong",
        "legal_status",
        "referral_source",
        "housing_on_admission",
        "landlord",
        "council",
        "household",
        "waiting_at_home",
        "hospital_says_fit_on",
        "gone_from_list_on",
        "list_note",
    }
)
SOMEBODY_LIKE_THIS = "Somebody like this is on record already. Look before you make a second record."


def add_stay(
    session: Session,
    *,
    by: Actor,
    patient_id: int,
    ward_id: int,
    admitted_on: date | None = None,
    discharged_on: date | None = None,
    case_opened_on: date | None = None,
    expected_discharge_on: date | None = None,
    setting: Setting | None = None,
    ref: str | None = None,
    shares_bed: bool = False,
    **details: Any,
) -> Stay:
    """A stay of a known patient, refused where it overlaps another; an earlier one is added with its discharge, whose
    outcome is recorded later. `setting`: the ward's own unless an import says. Refused at `shares_bed` while somebody
    lies in the bed."""
    ward = _ward(session, ward_id)
    stay = Stay(ref=ref or new_reference("ST"), patient_id=patient_id, ward_id=ward.id, setting=setting or ward.setting)
    values = details | {
        "admitted_on": admitted_on,
        "case_opened_on": case_opened_on,
        "expected_discharge_on": expected_discharge_on,
    }
    _check(session, stay, values)
    if discharged_on is not None:
        rules.check_discharged_on(discharged_on, admitted_on, clock.today())
    check_apart(session, stay, stay_span(admitted_on, discharged_on, [case_opened_on]))
    if discharged_on is None and not shares_bed:
        check_bed_is_free(session, by=by, ward_id=ward.id, bed=details.get("bed"), stay_id=None)
    _put(stay, by, values | {"discharged_on": discharged_on})
    session.add(stay)
    session.flush()
    if stay.officer_id is not None:
        note_holder(session, by=by, stay=stay, since=case_opened_on)
    session.add(_as_recorded(by, WardMove(stay_id=stay.id, ward_id=ward.id, bed=stay.bed, from_on=admitted_on)))
    if expected_discharge_on:
        session.add(_as_recorded(by, ExpectedDischarge(stay_id=stay.id, expected_on=expected_discharge_on)))
    detail = {"ward_id": ward.id, "admitted_on": admitted_on, "case_opened_on": case_opened_on}
    detail |= {"discharged_on": discharged_on} if discharged_on else {}
    audit.record(session, by=by, action="add stay", subject=stay, stay_id=stay.id, detail=detail)
    return stay


def quick_add(
    session: Session,
    *,
    by: Actor,
    name: str,
    ward_id: int,
    what_is_wrong: str,
    bed: str | None = None,
    admitted_on: date | None = None,
    somebody_else: bool = False,
    shares_bed: bool = False,
    keep_number_as_given: bool = False,
    **who: Any,
) -> Stay:
    """One line at the bedside: the patient, the stay, and a case opened today. `who`: born_on, birth_is, nhs_number,
    hospital_number.

    Refused at `somebody_else` while somebody like this is on record, until told that this is another person, and at
    `shares_bed` while somebody lies in the bed.
    """
    read = read_name(name)
    surname, given_names = read.surname, read.given_names
    who = with_what_it_says(read, who)
    if not somebody_else and likely_duplicates(session, by=by, surname=surname, given_names=given_names, **who):
        raise Refused(SOMEBODY_LIKE_THIS, "somebody_else")
    who |= {"given_names": given_names, "known_as": read.known_as}
    patient = add_patient(session, by=by, surname=surname, keep_number_as_given=keep_number_as_given, **who)
    return add_stay(
        session,
        by=by,
        patient_id=patient.id,
        ward_id=ward_id,
        bed=bed,
        admitted_on=admitted_on,
        case_opened_on=clock.today(),
        officer_id=by.user_id,
        what_is_wrong=what_is_wrong,
        shares_bed=shares_bed,
    )


def with_what_it_says(read: NameRead, who: dict[str, Any]) -> dict[str, Any]:
    """With the birth and the NHS number that the line itself names; refused where those given beside it are others."""
    if birth := birth_in_line(read.births, clock.today()):
        beside = birth_of(who.get("born_on"), who.get("birth_is"))
        if beside and beside != birth:
            raise Refused("The line has another birth. Leave it out of the line, or put this right.", "born_on")
        who = who | {"born_on": birth.on, "birth_is": birth.how}
    if read.nhs_numbers:
        number, given = read.nhs_numbers[0], who.get("nhs_number")
        if given and not (is_nhs_number(given) and check_nhs_number(given) == check_nhs_number(number)):
            raise Refused("The line has another NHS number. Leave it out of the line, or put this right.", "nhs_number")
        who = who | {"nhs_number": number}
    return who


def open_case(
    session: Session, *, by: Actor, stay_id: int, expected_version: int, case_opened_on: date, officer_id: int | None
) -> Stay:
    """The service takes the stay on."""
    stay = current(session, Stay, stay_id, expected_version)
    if stay.case_opened_on is not None:
        raise Refused("This stay is a case already.", "case_opened_on")
    return _change(session, by, stay, "open case", {"case_opened_on": case_opened_on, "officer_id": officer_id})


def change_stay(
    session: Session, *, by: Actor, stay_id: int, expected_version: int, shares_bed: bool = False, **fields: Any
) -> Stay:
    """Puts right what is recorded: `ward_id`, `admitted_on`, `case_opened_on` and DETAILS. Only what is given is
    changed.

    A ward or a bed put right here was wrong all along; a patient who moved is for move_ward.
    """
    stay = current(session, Stay, stay_id, expected_version)
    ward_id, bed = fields.get("ward_id", stay.ward_id), fields.get("bed", stay.bed)
    if not shares_bed and stay.discharged_on is None and (ward_id, bed) != (stay.ward_id, stay.bed):
        check_bed_is_free(session, by=by, ward_id=ward_id, bed=bed, stay_id=stay.id)
    return _change(session, by, stay, "change stay", fields)


def confirm_stay(session: Session, *, by: Actor, stay_id: int, expected_version: int) -> Stay:
    """What the record says is right today. It changes nothing that forms show, so it leaves the version alone."""
    stay = current(session, Stay, stay_id, expected_version)
    now = clock.now()
    session.execute(
        update(Stay)
        .where(Stay.id == stay.id)
        .values(last_confirmed_at=now, last_confirmed_by=by.name, version=stay.version)
    )
    audit.record(session, by=by, action="confirm stay", subject=stay, stay_id=stay.id)
    return stay


def _change(session: Session, by: Actor, stay: Stay, action: str, fields: dict[str, Any]) -> Stay:
    _check(session, stay, fields)
    detail = audit.changes(stay, fields)
    if not detail:
        return stay
    if not {"admitted_on", "case_opened_on"}.isdisjoint(detail):
        _check_span(session, stay, fields)
    if "admitted_on" in detail:
        _check_admission(stay, fields["admitted_on"])
        for move in _moves(stay)[:1]:
            move.from_on = fields["admitted_on"]
    if "ward_id" in detail:
        ward, before = _ward(session, fields["ward_id"]), session.get_one(Ward, detail.pop("ward_id")[0])
        detail["ward"] = [before.name, ward.name]
        stay.setting = ward.setting
    _put(stay, by, fields)
    if "officer_id" in detail:
        stay.held_under = None
        opens = "case_opened_on" in detail and detail["case_opened_on"][0] is None
        note_holder(session, by=by, stay=stay, since=stay.case_opened_on if opens else None)
    for move in _moves(stay)[-1:]:
        move.ward_id, move.bed = stay.ward_id, stay.bed
    session.flush()
    session.expire(stay, ["ward", "ward_moves", "officer"])
    audit.record(session, by=by, action=action, subject=stay, stay_id=stay.id, detail=detail)
    return stay


def _check(session: Session, stay: Stay, fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - DETAILS - {"ward_id", "admitted_on", "case_opened_on", "expected_discharge_on"}:
        raise TypeError(f"a stay has no {', '.join(sorted(unknown))}")
    today = clock.today()
    admitted_on = fields.get("admitted_on", stay.admitted_on)
    if admitted_on is not None and admitted_on != stay.admitted_on:
        rules.check_admitted_on(admitted_on, today, session.get_one(Patient, stay.patient_id).birth)
    opened_on = fields.get("case_opened_on", stay.case_opened_on)
    if opened_on is not None:
        rules.check_case_opened_on(opened_on, admitted_on, today)
    expected_on = fields.get("expected_discharge_on", stay.expected_discharge_on)
    if expected_on is not None and "expected_discharge_on" in fields:
        rules.check_expected_discharge_on(expected_on, admitted_on)
    officer_id = fields.get("officer_id", stay.officer_id)
    if officer_id != stay.officer_id:
        check_holder(session, officer_id)
    _check_code(fields, "legal_status", codes.mental_health_act_statuses())
    _check_code(fields, "housing_on_admission", codes.accommodation_types())


def _check_code(fields: dict[str, Any], name: str, known: Any) -> None:
    if fields.get(name) and fields[name] not in known:
        raise Refused(f"“{fields[name]}” is not in the list: choose from it.", name)


def _check_span(session: Session, stay: Stay, fields: dict[str, Any]) -> None:
    """Apart from the patient's other stays; while the admission is not known, the case was opened within the stay."""
    before = span_of(stay)
    admitted_on = fields.get("admitted_on", stay.admitted_on)
    days = [fields.get("case_opened_on", stay.case_opened_on), *(period.ready_on for period in stay.ready_periods)]
    field = "admitted_on" if "admitted_on" in fields else "case_opened_on"
    check_apart(session, stay, stay_span(admitted_on, stay.discharged_on, days), before=before, field=field)


def _check_admission(stay: Stay, admitted_on: date | None) -> None:
    if admitted_on is None:
        return
    followed = [("discharge", stay.discharged_on), ("expected discharge", stay.expected_discharge_on)]
    followed += [("ready date", period.ready_on) for period in stay.ready_periods]
    followed += [("leave", one.from_on) for one in stay.leave]
    followed += [("move to another ward", move.from_on) for move in _moves(stay)[1:]]
    check_admitted_before(admitted_on, followed)


def _put(stay: Stay, by: Actor, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(stay, name, value)
    _as_recorded(by, stay)


def _as_recorded(by: Actor, row: Any) -> Any:
    row.recorded_at, row.recorded_by = clock.now(), by.name
    return row


def _ward(session: Session, ward_id: int) -> Ward:
    ward = session.get(Ward, ward_id)
    if ward is None or ward.retired_on is not None:
        raise Refused("Choose a ward from the list.", "ward_id")
    return ward


def _moves(stay: Stay) -> list[WardMove]:
    return sorted(stay.ward_moves, key=lambda move: (move.from_on or date.min, move.id))


def added_today(session: Session, by: Actor) -> Sequence[Stay]:
    """The cases somebody opened today, the last first: what the bedside round has come to so far."""
    return session.scalars(
        select(Stay)
        .where(Stay.case_opened_on == clock.today(), Stay.officer_id == by.user_id, Stay.discharged_on.is_(None))
        .options(joinedload(Stay.patient, innerjoin=True), joinedload(Stay.ward, innerjoin=True))
        .order_by(Stay.id.desc())
        .limit(30)
    ).all()


def stay_by_ref(session: Session, ref: str) -> Stay | None:
    return session.scalar(select(Stay).where(Stay.ref == ref))
