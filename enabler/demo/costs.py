"""What the fictional service costs and who pays, and the unit costs that were in its library before its years began."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import command_line
from enabler.database import atomic
from enabler.record.evidence.costs import add_published_unit_costs, add_service_cost
from enabler.rules.evidence.reporting_year import year_of, year_period
from enabler.rules.method.periods import periods_before, quarter_of

QUARTERS = 5
FUNDERS = (
    ("Integrated care board", 11_250_00, "Housing enabler, three days a week"),
    ("City council", 7_480_50, "Housing enabler, two days a week; phone and travel"),
)


def make_costs(session: Session, today: date) -> None:
    """Five quarters paid by two funders; the published unit costs from before the year of the first of them."""
    by, now = command_line("Training data"), quarter_of(today)
    quarters = (*periods_before(now, QUARTERS - 1), now)
    before_its_year = year_period(year_of(quarters[0].from_on)).from_on - timedelta(days=14)
    with clock.moved_to(before_its_year), atomic(session):
        add_published_unit_costs(session, by=by)
        for quarter in quarters:
            for funder, pence, note in FUNDERS:
                add_service_cost(
                    session, by=by, funder=funder, from_on=quarter.from_on, to_on=quarter.to_on, pence=pence, note=note
                )
