"""What one stay's page says about days avoided: expected, judged, and once the patient has left, counted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from enabler.figures import settings
from enabler.rules.entry import Entry, enter
from enabler.rules.expected import Bases, Expected
from enabler.rules.facts import StayFacts
from enabler.rules.ledger import row
from enabler.rules.nights import has_left, observed
from enabler.rules.periods import Period
from enabler.rules.reporting_year import year_of
from enabler.vocabulary import Share


@dataclass(frozen=True, slots=True)
class StayFigure:
    """`observed` are housing nights so far; `avoided` is None until the stay enters the figure of its discharge."""

    entry: Entry
    observed: int
    avoided: float | None

    @property
    def expected(self) -> Expected | None:
        return self.entry.expected

    @property
    def share(self) -> Share | None:
        return self.entry.share.used.value if self.entry.share.used else None


def stay_figure(session: Session, stay: StayFacts, as_at: date) -> StayFigure | None:
    """The figure's own rules tried on one stay, over the day it ended (or today); None for no case or no ready period."""
    if stay.case_opened_on is None or not stay.ready_periods:
        return None
    day = stay.discharged_on if has_left(stay, as_at) and stay.discharged_on else as_at
    entry = enter(stay, Period(day, day), as_at, Bases(settings.assumptions(session, year_of(day))))
    counted = None if entry.failed else row(entry, as_at).avoided
    return StayFigure(entry, observed(stay, as_at), counted)
