"""The standard pack of actions for a kind of barrier: its usual levers, each with a day to have it done by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from enabler import codes
from enabler.audit import Actor
from enabler.models import Action, Barrier
from enabler.record.stay.actions import add_action
from enabler.rules.law.working_days import add_working_days
from enabler.rules.refusal import Refused
from enabler.vocabulary import OwnerKind

# Working days after today: the first lever at once, the others as they usually follow.
PACE = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class PackStep:
    """One action of a pack, before anybody has taken it on."""

    what: str
    due_on: date | None
    owner_kind: OwnerKind | None = OwnerKind.STAFF
    owner: str | None = None
    place: int = 0


def action_pack(kind: str, today: date, owner: str | None = None) -> list[PackStep]:
    """The usual levers of a kind as steps, in their order."""
    levers = codes.barrier_kinds()[kind].levers
    return [
        PackStep(
            lever[:1].upper() + lever[1:],
            add_working_days(today, PACE[min(place, len(PACE) - 1)]),
            owner=owner,
            place=place,
        )
        for place, lever in enumerate(levers)
    ]


def add_pack(session: Session, *, by: Actor, barrier_id: int, steps: Iterable[PackStep]) -> Sequence[Action]:
    """The steps that were kept, as actions of the barrier: all of them or none. A refusal's field ends in the
    step's place."""
    barrier = session.get(Barrier, barrier_id)
    if barrier is None:
        raise Refused("This barrier is no longer there.")
    wanted = list(steps)
    if not wanted:
        raise Refused("Tick at least one step, or go back.")
    return [_add(session, by, barrier, step) for step in wanted]


def _add(session: Session, by: Actor, barrier: Barrier, step: PackStep) -> Action:
    try:
        return add_action(
            session,
            by=by,
            stay_id=barrier.stay_id,
            barrier_id=barrier.id,
            what=step.what,
            due_on=step.due_on,
            owner_kind=step.owner_kind,
            owner=step.owner,
        )
    except Refused as refused:
        raise Refused(refused.sentence, f"{refused.field}_{step.place}") from None
