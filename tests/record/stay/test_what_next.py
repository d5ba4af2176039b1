"""The box: up to three things in one transaction, and its halves."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Action, AuditLine, Contact, Stay, Ward
from enabler.record.stay.what_next import Saved, what_next
from enabler.rules.refusal import Refused
from tests import makers
from tests.makers import days_ago


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward, actions=[{"what": "Ring Karen"}])


@pytest.fixture
def open_action(session: Session, stay: Stay) -> Action:
    return session.scalars(select(Action).where(Action.stay_id == stay.id)).one()


def said(session: Session, by: Actor, stay: Stay, **facts: Any) -> Saved:
    with atomic(session):
        return what_next(session, by=by, stay_id=stay.id, **({"happened": None, "happened_on": clock.today()} | facts))


def counts(session: Session) -> tuple[int, int]:
    found = [session.scalar(select(func.count()).select_from(table)) or 0 for table in (Contact, Action)]
    return found[0], found[1]


def test_all_three(session: Session, actor: Actor, stay: Stay, open_action: Action) -> None:
    done = said(
        session, actor, stay, happened="She holds the claim", with_whom="Karen", method="phone",
        finishes_id=open_action.id, next_step="Send the plan", due_on=days_ago(-2),
    )  # fmt: skip
    assert done.contact is not None and done.contact.text == "She holds the claim"
    assert done.finished is not None and done.finished.outcome == "She holds the claim"
    assert done.action is not None and done.action.due_on == days_ago(-2)
    assert {"add contact", "finish action", "add action"} <= {
        line.action for line in session.scalars(select(AuditLine))
    }


def test_only_what_happened(session: Session, actor: Actor, stay: Stay) -> None:
    done = said(session, actor, stay, happened="Rang out twice")
    assert done.contact is not None and done.action is None
    assert counts(session) == (1, 1)


def test_only_what_comes_next(session: Session, actor: Actor, stay: Stay) -> None:
    done = said(session, actor, stay, next_step="Visit the flat")
    assert done.contact is None and done.action is not None
    assert counts(session) == (0, 2)


def test_only_a_tick(session: Session, actor: Actor, stay: Stay, open_action: Action) -> None:
    done = said(session, actor, stay, finishes_id=open_action.id)
    assert done.finished is not None and counts(session) == (0, 1)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "happened"),
        ({"due_on": days_ago(-1)}, "next_step"),
        ({"happened": "x", "due_on": days_ago(-1)}, "next_step"),
        ({"happened": "x", "happened_on": days_ago(-1)}, "happened_on"),
        ({"happened": "x", "next_step": "y", "due_on": days_ago(1)}, "due_on"),
        ({"happened": "x", "finishes_id": 999}, "finishes_id"),
        ({"happened": "x", "barrier_id": 999}, "barrier_id"),
    ],
)
def test_refused_and_nothing_half_done(
    session: Session, actor: Actor, stay: Stay, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        said(session, actor, stay, **facts)
    assert refused.value.field == field
    assert counts(session) == (0, 1)


def test_an_action_that_was_done_meanwhile(session: Session, actor: Actor, stay: Stay, open_action: Action) -> None:
    said(session, actor, stay, finishes_id=open_action.id)
    with pytest.raises(Refused, match="already") as refused:
        said(session, actor, stay, happened="Again", finishes_id=open_action.id)
    assert refused.value.field == "finishes_id"
    assert counts(session) == (0, 1)


def test_an_action_of_another_patient(session: Session, actor: Actor, stay: Stay, ward: Ward) -> None:
    other = makers.make_stay(session, ward, surname="Other", actions=[{"what": "Theirs"}])
    theirs = session.scalars(select(Action).where(Action.stay_id == other.id)).one()
    with pytest.raises(Refused) as refused:
        said(session, actor, stay, finishes_id=theirs.id)
    assert refused.value.field == "finishes_id"
    assert theirs.done_on is None
