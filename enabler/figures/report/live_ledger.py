"""The ledger of a period from the records as they are now, after what second persons said."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.figures.report import settings
from enabler.figures.report.confirming import with_confirmations
from enabler.models import Stay
from enabler.record.facts.stay_facts import stay_facts, touching
from enabler.record.publishing.confirmations import confirmations_on
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.facts import StayFacts
from enabler.rules.method.ledger import Ledger, ledger
from enabler.rules.method.periods import Period


def live_ledger(
    session: Session, period: Period, as_at: date, wards: tuple[str, ...] | None
) -> tuple[list[StayFacts], Ledger]:
    """The stays that may have a night in the period, of any ward, and what the rules make of them."""
    condition = touching(period)
    stays = list(stay_facts(session, select(Stay.id).where(condition)).values())
    found = ledger(
        stays,
        period=period,
        as_at=as_at,
        assumptions=settings.assumptions(session, year_of(period.to_on)),
        wards=None if wards is None else frozenset(wards),
    )
    return stays, with_confirmations(found, confirmations_on(session, condition))
