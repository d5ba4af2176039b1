"""The figure of the periods before: as published where it was, else from the records as they are now."""

import json
from datetime import date

from sqlalchemy.orm import Session

from enabler.figures.report.live_ledger import live_ledger
from enabler.figures.report.report_context import Earlier
from enabler.figures.report.results import Results
from enabler.record.publishing.published import published_results
from enabler.rules.method.periods import Period, periods_before

PERIODS = 4


def earlier_periods(
    session: Session, period: Period, as_at: date, wards: tuple[str, ...] | None
) -> tuple[Earlier, ...]:
    """Up to four periods of the same length, oldest first, from the first that has a stay."""
    found = [_earlier(session, one, as_at, wards) for one in periods_before(period, PERIODS)]
    while found and not found[0].stays:
        found.pop(0)
    return tuple(found)


def _earlier(session: Session, period: Period, as_at: date, wards: tuple[str, ...] | None) -> Earlier:
    published = published_results(session, period.from_on, period.to_on, None if wards is None else ", ".join(wards))
    as_published = None if published is None else _as_published(period, *published)
    if as_published is not None:
        return as_published
    _, found = live_ledger(session, period, as_at, wards)
    return Earlier(period, len(found.rows), found.totals.net)


def _as_published(period: Period, ref: str, kept: str) -> Earlier | None:
    """None when what was frozen is damaged: its check says so, and other figures go on."""
    try:
        results = Results.from_json(json.loads(kept)["results"])
        return Earlier(period, len(results.rows), results.totals.net, ref)
    except (KeyError, TypeError, ValueError):
        return None
