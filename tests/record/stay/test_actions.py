"""Actions: added, finished, put off, passed on, taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Action, AuditLine, Barrier, Stay, User, Ward
from enabler.record.stay import actions
from enabler.record.stay.action_packs import PackStep, action_pack, add_pack
from enabler.rules.law.working_days import is_working_day
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Role
from tests import makers
from tests.conftest import make_user
from tests.makers import days_ago


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward, barriers=["rent_arrears"])


@pytest.fixture
def barrier(session: Session, stay: Stay) -> Barrier:
    return session.scalars(select(Barrier).where(Barrier.stay_id == stay.id)).one()


@pytest.fixture
def action(session: Session, actor: Actor, stay: Stay) -> Action:
    with atomic(session):
        return actions.add_action(
            session, by=actor, stay_id=stay.id, what=" Ring the landlord ", due_on=days_ago(-2), owner="Sam Okafor"
        )


def test_added(action: Action) -> None:
    assert (action.what, action.due_on, action.done_on) == ("Ring the landlord", days_ago(-2), None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"what": "  "}, "what"), ({"due_on": days_ago(1)}, "due_on"), ({"barrier_id": 999}, "barrier_id")],
)
def test_refused(session: Session, actor: Actor, stay: Stay, facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused, atomic(session):
        actions.add_action(session, by=actor, stay_id=stay.id, **({"what": "Ring"} | facts))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_barrier_of_another_patient_is_refused(session: Session, actor: Actor, ward: Ward, barrier: Barrier) -> None:
    other = makers.make_stay(session, ward, surname="Other")
    with pytest.raises(Refused, match="one of this patient's barriers"), atomic(session):
        actions.add_action(session, by=actor, stay_id=other.id, what="Ring", barrier_id=barrier.id)


def test_finished_and_taken_back(session: Session, actor: Actor, action: Action) -> None:
    with atomic(session):
        actions.finish_action(
            session,
            by=actor,
            action_id=action.id,
            expected_version=action.version,
            done_on=days_ago(0),
            outcome="A hold",
        )
    assert (action.done_on, action.outcome) == (days_ago(0), "A hold")
    with atomic(session):
        actions.finish_action(
            session,
            by=actor,
            action_id=action.id,
            expected_version=action.version,
            done_on=days_ago(0),
            outcome="No hold",
        )
    assert action.outcome == "No hold"
    with atomic(session):
        actions.reopen_action(session, by=actor, action_id=action.id, expected_version=action.version)
    assert (action.done_on, action.outcome) == (None, None)
    assert not [line for line in session.scalars(select(AuditLine)) if "hold" in line.detail]


def test_done_in_the_future(session: Session, actor: Actor, action: Action) -> None:
    with pytest.raises(Refused, match="in the future"), atomic(session):
        actions.finish_action(
            session, by=actor, action_id=action.id, expected_version=action.version, done_on=days_ago(-1)
        )


def test_put_off(session: Session, actor: Actor, action: Action) -> None:
    with atomic(session):
        actions.snooze_action(
            session, by=actor, action_id=action.id, expected_version=action.version, snoozed_until=days_ago(-3)
        )
    assert action.snoozed_until == days_ago(-3)
    with pytest.raises(Refused, match="after today"), atomic(session):
        actions.snooze_action(
            session, by=actor, action_id=action.id, expected_version=action.version, snoozed_until=days_ago(0)
        )


def test_passed_on(session: Session, actor: Actor, action: Action) -> None:
    with atomic(session):
        actions.pass_on_action(
            session, by=actor, action_id=action.id, expected_version=action.version, owner_kind="family", owner="Dawn"
        )
    assert (action.owner_kind, action.owner) == ("family", "Dawn")
    for owner in ("Dawn", None):
        with pytest.raises(Refused), atomic(session):
            actions.pass_on_action(
                session,
                by=actor,
                action_id=action.id,
                expected_version=action.version,
                owner_kind="family" if owner else None,
                owner=owner,
            )


def test_it_stays_with_an_account_that_is_called_otherwise(
    session: Session, actor: Actor, ward: Ward, stay: Stay, officer: User
) -> None:
    """What was typed once is the name of a colleague by now."""
    officer.display_name = "Sam Lee"
    session.commit()
    with atomic(session):
        action = actions.add_action(session, by=actor, stay_id=stay.id, what="Ring", owner="Sam Lee")
    officer.display_name = "Sam Hill"
    session.commit()
    colleague = make_user(session, "Sam Lee", Role.OFFICER, ward)
    for owner in ("Sam Hill", "Sam Okafor"):
        with pytest.raises(Refused, match="already"), atomic(session):
            actions.pass_on_action(
                session, by=actor, action_id=action.id, expected_version=action.version, owner_kind=None, owner=owner
            )
    with atomic(session):
        actions.change_action(
            session, by=actor, action_id=action.id, expected_version=action.version, what="Ring again",
            due_on=None, owner_kind=None, owner="Sam Hill", barrier_id=None,
        )  # fmt: skip
    assert (action.owner_id, action.owner) == (officer.id, "Sam Lee")
    with atomic(session):
        actions.pass_on_action(
            session, by=actor, action_id=action.id, expected_version=action.version, owner_kind=None, owner="Sam Lee"
        )
    assert action.owner_id == colleague.id


def test_a_due_date_that_passed_may_stand_when_other_words_change(session: Session, actor: Actor, stay: Stay) -> None:
    with atomic(session):
        action = makers.add_action(session, stay, due=3)
    with atomic(session):
        actions.change_action(
            session, by=actor, action_id=action.id, expected_version=action.version, what="Ring again",
            due_on=days_ago(3), owner_kind=None, owner=None, barrier_id=None,
        )  # fmt: skip
    assert action.what == "Ring again"


def test_somebody_was_quicker(session: Session, actor: Actor, action: Action) -> None:
    before = action.version
    with atomic(session):
        actions.snooze_action(
            session, by=actor, action_id=action.id, expected_version=before, snoozed_until=days_ago(-3)
        )
    with pytest.raises(Stale), atomic(session):
        actions.finish_action(session, by=actor, action_id=action.id, expected_version=before, done_on=days_ago(0))
    assert action.done_on is None


def test_a_pack_is_the_usual_levers(session: Session, actor: Actor, barrier: Barrier) -> None:
    for kind, row in codes.barrier_kinds().items():
        steps = action_pack(kind, clock.today(), "Sam")
        assert [step.what.lower() for step in steps] == [lever.lower() for lever in row.levers]
        assert all(is_working_day(step.due_on) and step.due_on > clock.today() for step in steps if step.due_on)
    with atomic(session):
        added = add_pack(session, by=actor, barrier_id=barrier.id, steps=action_pack("rent_arrears", clock.today())[:2])
    assert [one.barrier_id for one in added] == [barrier.id, barrier.id]


def test_a_pack_is_added_whole_or_not_at_all(session: Session, actor: Actor, barrier: Barrier) -> None:
    steps = [PackStep("Ring", days_ago(-1)), PackStep("", days_ago(-1), place=1)]
    with pytest.raises(Refused) as refused, atomic(session):
        add_pack(session, by=actor, barrier_id=barrier.id, steps=steps)
    assert refused.value.field == "what_1"
    assert session.scalars(select(Action)).all() == []
    with pytest.raises(Refused, match="at least one"), atomic(session):
        add_pack(session, by=actor, barrier_id=barrier.id, steps=[])
