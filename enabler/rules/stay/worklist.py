"""What to do first: most nights at stake, then the earliest due date."""

from datetime import date

from enabler.rules.facts import StayFacts
from enabler.rules.method.intervals import length
from enabler.rules.method.nights import delay_nights
from enabler.rules.stay.barriers import blocks


def is_ready(stay: StayFacts, today: date) -> bool:
    """Whether the patient is in hospital and in a ready period today."""
    return stay.discharged_on is None and any(
        ready.ready_on <= today and (ready.ended_on is None or today < ready.ended_on) for ready in stay.ready_periods
    )


def is_blocked(stay: StayFacts, today: date) -> bool:
    """Whether a housing barrier stands in the way of discharge today."""
    return any(blocks(barrier, today) for barrier in stay.barriers)


def nights_at_stake(stay: StayFacts, today: date, expected_discharge_on: date | None) -> int | None:
    """Delay nights so far when ready and blocked, else minus the days to the expected discharge; None without one."""
    if is_ready(stay, today) and is_blocked(stay, today):
        return length(delay_nights(stay, today))
    return None if expected_discharge_on is None else (today - expected_discharge_on).days


def urgency(at_stake: int | None, due_on: date | None) -> tuple[bool, int, date]:
    """A sort key, first things first: most nights at stake, ties by due date, those without either last."""
    return at_stake is None, -(at_stake or 0), due_on or date.max
