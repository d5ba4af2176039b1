"""One box on the patient's page: what happened, what next, by when. One transaction that does up to three things."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Action, Contact
from enabler.record.stay.actions import add_action, finish_action
from enabler.record.stay.contacts import add_contact
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import ContactMethod, OwnerKind


@dataclass(frozen=True, slots=True)
class Saved:
    """What the box did; None for a half that was left empty."""

    contact: Contact | None = None
    finished: Action | None = None
    action: Action | None = None


def what_next(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    happened: str | None,
    happened_on: date,
    with_whom: str | None = None,
    method: ContactMethod | str | None = None,
    barrier_id: int | None = None,
    finishes_id: int | None = None,
    next_step: str | None = None,
    due_on: date | None = None,
    owner_kind: OwnerKind | str | None = None,
    owner: str | None = None,
) -> Saved:
    """A contact when something happened or somebody was spoken to, an action when there is a next step, or both.

    `finishes_id` is the open action that this answers: it is done on the day, with what happened as its outcome.
    """
    check_something(happened, with_whom, finishes_id, next_step, due_on)
    contact = finished = action = None
    if happened or with_whom:
        with _named({"on": "happened_on", "text": "happened"}):
            contact = add_contact(
                session,
                by=by,
                stay_id=stay_id,
                on=happened_on,
                with_whom=with_whom,
                method=method,
                text=happened,
                barrier_id=barrier_id,
            )
    if finishes_id is not None:
        finished = _finish(session, by, stay_id, finishes_id, happened_on, happened)
    if next_step:
        with _named({"what": "next_step"}):
            action = add_action(
                session,
                by=by,
                stay_id=stay_id,
                what=next_step,
                due_on=due_on,
                owner_kind=owner_kind,
                owner=owner,
                barrier_id=barrier_id,
            )
    return Saved(contact, finished, action)


def check_something(
    happened: str | None, with_whom: str | None, finishes_id: int | None, next_step: str | None, due_on: date | None
) -> None:
    """Refuse an empty box, and a date without the step it is for."""
    if due_on is not None and not next_step:
        raise Refused("Say what is to be done by then.", "next_step")
    if not (happened or with_whom or next_step or finishes_id):
        raise Refused("Write what happened, what comes next, or both.", "happened")


def _finish(session: Session, by: Actor, stay_id: int, action_id: int, on: date, outcome: str | None) -> Action:
    action = session.get(Action, action_id)
    if action is None or action.stay_id != stay_id:
        raise Refused("Choose one of this patient's open actions.", "finishes_id")
    if action.done_on is not None:
        raise Refused(f"This was done on {in_full(action.done_on)} already.", "finishes_id")
    with _named({"done_on": "happened_on"}):
        return finish_action(
            session, by=by, action_id=action_id, expected_version=action.version, done_on=on, outcome=outcome
        )


@contextmanager
def _named(names: dict[str, str]) -> Iterator[None]:
    """A refusal of a command, at the field that the box has for it."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.sentence, names.get(refused.field or "", refused.field)) from None
