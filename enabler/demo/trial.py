"""A week's trial on one ward, named before it began and written up afterwards."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.demo.telling import Telling
from enabler.models import Trial, User, Ward
from enabler.record.evidence import trials
from enabler.record.people.sign_in import actor_of
from enabler.rules.indicators.trials import HOUSING_NIGHTS
from enabler.vocabulary import Role

NAMED, BEGAN, LEARNT = 80, 70, 20  # days ago


def perfect_week(officer: Actor, ward: Ward, today: date) -> Telling:
    telling = Telling(officer)
    first = today - timedelta(days=BEGAN)
    known: dict[str, Any] = {
        "name": "Perfect week",
        "ward_id": ward.id,
        "from_on": first,
        "to_on": first + timedelta(days=6),
        "what_changes": "The council's duty officer and the largest landlord sit on the ward every morning at nine; "
        "every ready patient's barrier is talked through with somebody who can decide.",
        "indicator": HOUSING_NIGHTS,
        "learnt": None,
    }
    learnt = (
        "Decisions came the same day while the two sat on the ward. Nights fell in the weeks "
        "after and rose again later; "
        "they were unusually many just before, so part of the fall may have come by itself. A fixed hour a week is "
        "worth trying for three months."
    )
    telling.on(
        today - timedelta(days=NAMED), lambda session: trials.add_trial(session, by=_evaluator(session), **known)
    )
    telling.on(today - timedelta(days=LEARNT), lambda session: _write_up(session, known | {"learnt": learnt}))
    return telling


def _write_up(session: Session, values: dict[str, Any]) -> None:
    trial = session.scalars(select(Trial).where(Trial.name == values["name"])).one()
    trials.change_trial(session, by=_evaluator(session), trial_id=trial.id, expected_version=trial.version, **values)


def _evaluator(session: Session) -> Actor:
    return actor_of(session.scalars(select(User).where(User.role == Role.EVALUATOR)).one(), "office PC 1")
