"""Days avoided for a period and a ward: one function, which page, PDF, JSON and command all call."""

from datetime import date

from sqlalchemy.orm import Session

from enabler import codes
from enabler.figures.report.live_ledger import live_ledger
from enabler.figures.report.money import prices
from enabler.figures.report.report import Report, canonical
from enabler.figures.report.report_context import ReportContext, recording_lags, screened_with_issue
from enabler.figures.report.trend import earlier_periods
from enabler.figures.report.where_nights_went import agency_kinds
from enabler.record.evidence.change_log import changes
from enabler.record.facts.stay_facts import touching
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused

__all__ = ["Report", "canonical", "days_avoided"]

LONGEST_PERIOD = 366 * 5


def days_avoided(session: Session, *, period: Period, as_at: date, wards: tuple[str, ...] | None = None) -> Report:
    """Work the figure out from the records. `as_at`: no night on or after it is counted."""
    check_report_period(period, as_at)
    stays, found = live_ledger(session, period, as_at, wards)
    priced = prices(session, year_of(period.to_on))
    return Report(found, wards, stays, priced, gather=lambda: _context(session, period, as_at, wards))


def _context(session: Session, period: Period, as_at: date, wards: tuple[str, ...] | None) -> ReportContext:
    return ReportContext(
        agency_kinds(session),
        screened_with_issue(session, touching(period)),
        recording_lags(session, period, wards),
        earlier_periods(session, period, as_at, wards),
        tuple(changes(session, period.from_on, period.to_on)),
        codes.versions(),
    )


def check_report_period(period: Period, as_at: date) -> None:
    if period.from_on > as_at:
        raise Refused("This period has not begun: there is nothing to count yet.", "from_on")
    if (period.to_on - period.from_on).days > LONGEST_PERIOD:
        raise Refused("A report covers five years at most.", "to_on")
