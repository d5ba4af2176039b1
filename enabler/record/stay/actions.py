"""Actions: what somebody will do by when; done with an outcome, put off, or passed on."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Action, Stay
from enabler.models.columns import new_reference
from enabler.record.people.account_names import account_of, may_be_account
from enabler.record.stay.contacts import check_barrier_of
from enabler.record.stay.deaths import check_alive
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay import actions as rules
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import OwnerKind


def add_action(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    what: str,
    due_on: date | None = None,
    owner_kind: OwnerKind | str | None = None,
    owner: str | None = None,
    barrier_id: int | None = None,
) -> Action:
    """Something to be done for a stay, for one of its barriers when `barrier_id` says so."""
    stay = session.get(Stay, stay_id)
    if stay is None:
        raise Refused("This stay is no longer there.")
    check_alive(session, stay.patient_id, "what")
    new = {"what": _what(what), "due_on": due_on, **_owner(session, owner_kind, owner)}
    if due_on is not None:
        rules.check_due_on(due_on, clock.today())
    check_barrier_of(session, stay_id, barrier_id)
    action = Action(
        ref=new_reference("A"),
        stay_id=stay_id,
        barrier_id=barrier_id,
        recorded_at=clock.now(),
        recorded_by=by.name,
        **new,
    )
    session.add(action)
    detail = {name: value for name, value in new.items() if name != "what"} | {"barrier_id": barrier_id}
    audit.record(session, by=by, action="add action", subject=action, stay_id=stay_id, detail=detail)
    return action


def change_action(
    session: Session,
    *,
    by: Actor,
    action_id: int,
    expected_version: int | None,
    what: str,
    due_on: date | None,
    owner_kind: OwnerKind | str | None,
    owner: str | None,
    barrier_id: int | None,
) -> Action:
    action = current(session, Action, action_id, expected_version)
    if due_on is not None and due_on != action.due_on and action.done_on is None:
        rules.check_due_on(due_on, clock.today())
    check_barrier_of(session, action.stay_id, barrier_id)
    new = {"what": _what(what), "due_on": due_on, "barrier_id": barrier_id}
    if not _is_with(action, owner_kind, owner):
        new |= _owner(session, owner_kind, owner)
    return _set(session, by, action, "change action", new)


def finish_action(
    session: Session,
    *,
    by: Actor,
    action_id: int,
    expected_version: int | None,
    done_on: date,
    outcome: str | None = None,
) -> Action:
    """It is done; done again, it puts the day or the outcome right."""
    action = current(session, Action, action_id, expected_version)
    rules.check_done_on(done_on, clock.today())
    return _set(session, by, action, "finish action", {"done_on": done_on, "outcome": outcome or None})


def reopen_action(session: Session, *, by: Actor, action_id: int, expected_version: int | None) -> Action:
    """Not done after all: it is to be done again, and its outcome goes."""
    action = current(session, Action, action_id, expected_version)
    if action.done_on is None:
        raise Refused("This action is not done, so it cannot be taken back.")
    return _set(session, by, action, "re-open action", {"done_on": None, "outcome": None})


def snooze_action(
    session: Session, *, by: Actor, action_id: int, expected_version: int | None, snoozed_until: date
) -> Action:
    """Out of sight on Today until that day; the due date stays."""
    action = current(session, Action, action_id, expected_version)
    _check_open(action, "snoozed_until")
    if snoozed_until <= clock.today():
        raise Refused("Choose a day after today.", "snoozed_until")
    return _set(session, by, action, "snooze action", {"snoozed_until": snoozed_until})


def pass_on_action(
    session: Session,
    *,
    by: Actor,
    action_id: int,
    expected_version: int | None,
    owner_kind: OwnerKind | str | None,
    owner: str | None,
) -> Action:
    """Somebody else will do it."""
    action = current(session, Action, action_id, expected_version)
    _check_open(action, "owner")
    if not owner and not owner_kind:
        raise Refused("Say who does it now.", "owner")
    new = _owner(session, owner_kind, owner)
    is_same_account = new["owner_id"] is not None and new["owner_id"] == action.owner_id
    if owner and (is_same_account or _is_with(action, owner_kind, owner)):
        raise Refused(f"It is with {owner} already.", "owner")
    return _set(session, by, action, "pass on action", new)


def _is_with(action: Action, owner_kind: OwnerKind | str | None, owner: str | None) -> bool:
    """By the name of today: what was typed once may be somebody else's name by now."""
    return (owner or None) == action.owner_name and (owner_kind or None) == action.owner_kind


def _owner(session: Session, owner_kind: OwnerKind | str | None, owner: str | None) -> dict[str, Any]:
    """Who does it; somebody of the service is known by the account, whatever it is called later."""
    return {
        "owner_kind": owner_kind or None,
        "owner": owner or None,
        "owner_id": account_of(session, owner) if may_be_account(owner_kind) else None,
    }


def _what(what: str | None) -> str:
    if not (what or "").strip():
        raise Refused("Say what is to be done.", "what")
    return (what or "").strip()


def _check_open(action: Action, field: str) -> None:
    if action.done_on is not None:
        raise Refused(f"This was done on {in_full(action.done_on)} already.", field)


def _set(session: Session, by: Actor, action: Action, verb: str, new: dict[str, Any]) -> Action:
    detail = audit.changes(action, new)
    for name, value in new.items():
        setattr(action, name, value)
    action.recorded_at, action.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action=verb, subject=action, stay_id=action.stay_id, detail=detail)
    return action
