"""Whether a barrier stands, as a condition for the database; rules/stay/barriers.py says what it means."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from enabler.models import BarrierInterval


def stands_on(day: date) -> ColumnElement[bool]:
    """The intervals of barriers that stood at the midnight that ends the day: rules.stay.barriers.stands()."""
    return and_(
        BarrierInterval.began_on <= day, or_(BarrierInterval.resolved_on.is_(None), BarrierInterval.resolved_on > day)
    )
