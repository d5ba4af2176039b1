"""National delay reasons of a stay, by versioned code lists. A housing code never replaces the barrier behind it."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import DelayReason, Stay
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay import delay_reasons as rules
from enabler.vocabulary import Setting

NOT_KNOWN = "98"
LISTS = {
    Setting.MENTAL_HEALTH: ("mhsds-v6", "acute-2024", "dtoc"),
    Setting.ACUTE: ("acute-2024", "mhsds-v6", "dtoc"),
    Setting.COMMUNITY: ("acute-2024", "mhsds-v6", "dtoc"),
}
LIST_LABELS = {"mhsds-v6": "Mental health (MHSDS v6)", "acute-2024": "Acute (2024)", "dtoc": "Before March 2020 (DTOC)"}


def add_delay_reason(
    session: Session, *, by: Actor, stay_id: int, list: str, code: str, from_on: date, to_on: date | None
) -> DelayReason:
    """What else to say to the person is in `remarks`."""
    stay = session.get_one(Stay, stay_id)
    _check(stay, list, code, from_on, to_on)
    reason = DelayReason(stay_id=stay_id, list=list, code=code, from_on=from_on, to_on=to_on)
    reason.recorded_at, reason.recorded_by = clock.now(), by.name
    session.add(reason)
    detail = {"list": list, "code": code, "from_on": from_on, "to_on": to_on}
    audit.record(session, by=by, action="add delay reason", subject=reason, stay_id=stay_id, detail=detail)
    session.expire(stay, ["delay_reasons"])
    return reason


def change_delay_reason(
    session: Session,
    *,
    by: Actor,
    delay_reason_id: int,
    expected_version: int,
    list: str,
    code: str,
    from_on: date,
    to_on: date | None,
) -> DelayReason:
    reason = current(session, DelayReason, delay_reason_id, expected_version)
    new = {"list": list, "code": code, "from_on": from_on, "to_on": to_on}
    return _change(session, by, reason, "change delay reason", new)


def end_delay_reason(
    session: Session, *, by: Actor, delay_reason_id: int, expected_version: int, to_on: date
) -> DelayReason:
    reason = current(session, DelayReason, delay_reason_id, expected_version)
    if reason.to_on is not None:
        raise Refused("This reason has ended already. Change it instead.", "to_on")
    return _change(session, by, reason, "end delay reason", {"to_on": to_on})


def _change(session: Session, by: Actor, reason: DelayReason, action: str, new: dict[str, Any]) -> DelayReason:
    detail = audit.changes(reason, new)
    if not detail:
        return reason
    stands = {name: getattr(reason, name) for name in ("list", "code", "from_on", "to_on")} | new
    _check(session.get_one(Stay, reason.stay_id), **stands)
    for name, value in new.items():
        setattr(reason, name, value)
    reason.recorded_at, reason.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action=action, subject=reason, stay_id=reason.stay_id, detail=detail)
    return reason


def _check(stay: Stay, list: str, code: str, from_on: date, to_on: date | None) -> None:
    rules.check_code(list, code, codes.delay_reasons())
    rules.check_dates(from_on, to_on, admitted_on=stay.admitted_on, discharged_on=stay.discharged_on)


def remarks(list: str, code: str, from_on: date, to_on: date | None) -> list[str]:
    """What a person should know about a reason that was taken: out of its time, no reason at all, or a housing code."""
    row = codes.delay_reasons()[list, code]
    said = []
    if warning := rules.validity_warning(row, from_on, to_on):
        said.append(warning)
    if code == NOT_KNOWN:
        said.append("“Reason not known” is not a reason: its nights stay among those with no reason recorded.")
    if row.housing is not None:
        said.append("This is a housing code, which alone makes no housing night: record the barrier behind it too.")
    return said
