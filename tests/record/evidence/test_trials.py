"""Trials: named, time-boxed, one name each; what was learnt is written in afterwards."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Trial, User, Ward
from enabler.record.evidence import trials
from enabler.record.people.sign_in import actor_of
from enabler.rules.indicators.trials import DELAY_NIGHTS
from enabler.rules.refusal import Refused, Stale


def values(**more: Any) -> dict[str, Any]:
    return {
        "name": "Perfect week",
        "ward_id": None,
        "from_on": date(2026, 6, 1),
        "to_on": date(2026, 6, 7),
        "what_changes": "A duty officer on the ward",
        "indicator": DELAY_NIGHTS,
        "learnt": None,
    } | more


def add(session: Session, by: Actor, **more: Any) -> Trial:
    with atomic(session):
        return trials.add_trial(session, by=by, **values(**more))


def test_added_and_written_up(session: Session, cli_actor: Actor, ward: Ward) -> None:
    trial = add(session, cli_actor, ward_id=ward.id)
    with atomic(session):
        trials.change_trial(
            session, by=cli_actor, trial_id=trial.id, expected_version=1, **values(ward_id=ward.id, learnt="Try again")
        )
    assert (trial.learnt, trial.version) == ("Try again", 2)
    lines = session.scalars(select(AuditLine).where(AuditLine.subject_kind == "trials").order_by(AuditLine.id)).all()
    assert [line.action for line in lines] == ["add trial", "change trial"]
    assert "duty officer" not in lines[0].detail and "Try again" not in lines[1].detail


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_on": date(2026, 5, 31)}, "to_on"),
        ({"to_on": date(2027, 6, 2)}, "to_on"),
        ({"from_on": date(1926, 6, 1), "to_on": date(1926, 6, 7)}, "from_on"),
        ({"indicator": "happiness"}, "indicator"),
        ({"ward_id": 999}, "ward_id"),
        ({"name": "perfect WEEK"}, "name"),
    ],
)
def test_refused(session: Session, cli_actor: Actor, wrong: dict[str, Any], field: str) -> None:
    add(session, cli_actor)
    with pytest.raises(Refused) as refusal:
        add(session, cli_actor, **({"name": "Another"} | wrong))
    assert refusal.value.field == field
    assert len(session.scalars(select(Trial)).all()) == 1


def test_a_year_and_a_day_fit(session: Session, cli_actor: Actor) -> None:
    assert add(session, cli_actor, to_on=date(2027, 6, 1)).id
    assert add(session, cli_actor, name="One day", to_on=date(2026, 6, 1)).id


def test_a_stale_form_is_refused(session: Session, cli_actor: Actor) -> None:
    trial = add(session, cli_actor)
    with pytest.raises(Stale), atomic(session):
        trials.change_trial(session, by=cli_actor, trial_id=trial.id, expected_version=7, **values(name="Mine"))
    assert session.scalars(select(Trial.name)).all() == ["Perfect week"]


def test_own_wards_and_those_on_all(
    session: Session, cli_actor: Actor, ward: Ward, other_ward: Ward, officer: User, evaluator: User
) -> None:
    add(session, cli_actor, name="Everywhere")
    add(session, cli_actor, name="Here", ward_id=ward.id)
    there = add(session, cli_actor, name="There", ward_id=other_ward.id)
    mine, all_of_them = actor_of(officer, "PC"), actor_of(evaluator, "PC")
    assert {trial.name for trial, _ in trials.trials(session, mine)} == {"Everywhere", "Here"}
    assert len(trials.trials(session, all_of_them)) == 3
    assert trials.trial_within_reach(session, mine, there.id) is None
    assert trials.trial_within_reach(session, all_of_them, there.id) is not None
