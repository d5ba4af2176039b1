"""The notice beside a figure whose stays overlap, which only an older record holds: its nights stay as they are."""

from sqlalchemy.orm import Session

from enabler.figures.report.report import Report
from enabler.record.stay.stays_apart import OverlappingStays, overlapping_stays
from enabler.rules.method.periods import Period

MOST_NAMED = 10


def overlap_notice(session: Session, report: Report) -> str | None:
    """None when no night of the period is in two stays of one patient."""
    refs, period = {stay.ref for stay in report.stays}, report.ledger.period
    pairs = [
        " and ".join(pair.refs)
        for pair in overlapping_stays(session)
        if refs.issuperset(pair.refs) and _is_within(pair, period)
    ]
    if not pairs:
        return None
    more = f" and {len(pairs) - MOST_NAMED} pairs more" if len(pairs) > MOST_NAMED else ""
    named = "; ".join(pairs[:MOST_NAMED])
    return f"Stays of one patient overlap, so nights may count twice: {named}{more}. An officer puts their dates right."


def _is_within(pair: OverlappingStays, period: Period) -> bool:
    (began, left), (other_began, other_left) = (span.days for span in pair.spans)
    first, end = max(began, other_began, period.from_on), min(left, other_left)
    return first < end and first <= period.to_on
