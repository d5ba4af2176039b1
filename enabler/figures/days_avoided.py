"""Days avoided for a period and a ward: one function, which page, PDF, JSON and command all call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from enabler.figures import settings
from enabler.figures.facts import stay_facts, touching
from enabler.figures.money import prices
from enabler.figures.report import Report, canonical
from enabler.figures.where_nights_went import agency_kinds
from enabler.record.confirmations import Word, words_on
from enabler.rules.confirmations import standing
from enabler.rules.ledger import Ledger, Row, ledger, row_totals
from enabler.rules.periods import Period
from enabler.rules.refusal import Refused
from enabler.rules.reporting_year import year_of

__all__ = ["Report", "canonical", "days_avoided"]

LONGEST_PERIOD = 366 * 5


def days_avoided(session: Session, *, period: Period, as_at: date, wards: tuple[str, ...] | None = None) -> Report:
    """Work the figure out from the records. `as_at`: no night on or after it is counted."""
    check_report_period(period, as_at)
    stays = stay_facts(session, touching(period))
    found = ledger(
        stays,
        period=period,
        as_at=as_at,
        assumptions=settings.assumptions(session, year_of(period.to_on)),
        wards=None if wards is None else frozenset(wards),
    )
    said = with_words(found, words_on(session, touching(period)))
    return Report(said, wards, stays, agency_kinds(session), prices(session))


def with_words(found: Ledger, words: Mapping[str, Word]) -> Ledger:
    """The ledger after confirmations and disputes."""
    rows = tuple(_with_word(row, words.get(row.stay.ref)) for row in found.rows)
    return replace(found, rows=rows, totals=row_totals(rows, found.assumptions))


def _with_word(row: Row, word: Word | None) -> Row:
    if word is None:
        return row
    state = standing(word.state, word.avoided, row.avoided)
    return replace(row, stay=replace(row.stay, confirmation=state))


def check_report_period(period: Period, as_at: date) -> None:
    if period.from_on > as_at:
        raise Refused("This period has not begun: there is nothing to count yet.", "from_on")
    if (period.to_on - period.from_on).days > LONGEST_PERIOD:
        raise Refused("A report covers five years at most.", "to_on")
