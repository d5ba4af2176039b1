"""The coordinator looks at the nights of those who left: most are confirmed, one gain is disputed."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.demo.happening import told_at
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Stay, User
from enabler.record.people.sign_in import actor_of
from enabler.record.publishing.confirmations import confirm_row
from enabler.rules.method.periods import Period, periods_before, quarter_of
from enabler.vocabulary import Confirmation, Role

QUARTERS = 3
LOOKED_AFTER = 12  # days after the end of a quarter
WHY = "The ward says the flat was free a week earlier; the keys were not asked for."


def confirm_nights(session: Session, today: date) -> None:
    by = actor_of(session.scalars(select(User).where(User.role == Role.COORDINATOR)).one(), "ward PC 1")
    quarters = periods_before(quarter_of(today), QUARTERS)
    for quarter in quarters:
        _confirm(
            session, by, quarter, min(today, quarter.to_on + timedelta(days=LOOKED_AFTER)), quarter is quarters[-1]
        )


def _confirm(session: Session, by: Actor, quarter: Period, on: date, is_last: bool) -> None:
    counted = days_avoided(session, period=quarter, as_at=on).ledger.rows
    # Not in the order of their references, which are drawn at random.
    rows = sorted(counted, key=lambda row: (row.stay.discharged_on or on, row.avoided))
    disputed = next((row for row in rows if row.avoided > 0), None) if is_last else None
    looked_at = rows[:-2] if is_last else rows
    ids = {row.ref: row.id for row in session.execute(select(Stay.ref, Stay.id))}
    with told_at(on, 14), atomic(session):
        for row in looked_at:
            state = Confirmation.DISPUTED if row is disputed else Confirmation.CONFIRMED
            note = WHY if row is disputed else None
            confirm_row(session, by=by, stay_id=ids[row.stay.ref], state=state, note=note, avoided=row.avoided)
