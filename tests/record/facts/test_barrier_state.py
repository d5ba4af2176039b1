"""What the database says of a standing barrier is what the rule says, for each order of the three days."""

from datetime import date, timedelta
from itertools import product

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import BarrierInterval, Ward
from enabler.record.facts.barrier_state import stands_on
from enabler.rules.stay.barriers import stands
from tests import makers
from tests.makers import days_ago

DAYS = [days_ago(number) for number in (3, 2, 1)]
ENDS: list[date | None] = [*DAYS, None]


def test_the_database_and_the_rule_agree(session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward)
    with atomic(session):
        for began, resolved in product(DAYS, ENDS):
            if resolved is None or began <= resolved:
                makers.add_barrier(session, stay, began=began, resolved=resolved)
    intervals = session.scalars(select(BarrierInterval)).all()
    assert len(intervals) == 9
    for day in (DAYS[0] - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)):
        asked = {one.id for one in session.scalars(select(BarrierInterval).where(stands_on(day)))}
        assert asked == {one.id for one in intervals if stands(one, day)}, day
