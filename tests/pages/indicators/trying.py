"""A trial of a week, three weeks ago."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from enabler.audit import command_line
from enabler.database import atomic
from enabler.models import Trial
from enabler.record.evidence import trials
from enabler.rules.indicators.trials import HOUSING_NIGHTS
from tests.makers import days_ago


def add_trial(session: Session, **more: Any) -> Trial:
    known: dict[str, Any] = {
        "name": "Perfect week",
        "ward_id": None,
        "from_on": days_ago(21),
        "to_on": days_ago(21) + timedelta(days=6),
        "what_changes": "The council's duty officer sits on the ward",
        "indicator": HOUSING_NIGHTS,
        "learnt": None,
    }
    with atomic(session):
        return trials.add_trial(session, by=command_line("Evan Lloyd"), **(known | more))
