"""What one stay's page says about days avoided: expected, judged, and once the patient has left, counted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from enabler.figures.report import settings
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.facts import StayFacts
from enabler.rules.method.entry import Entry, Rule, enter
from enabler.rules.method.expected import Bases, Expected
from enabler.rules.method.later_changes import LaterChange, later_changes
from enabler.rules.method.ledger import row
from enabler.rules.method.nights import has_left, observed
from enabler.rules.method.periods import Period
from enabler.vocabulary import Basis, Share


@dataclass(frozen=True, slots=True)
class StayFigure:
    """`observed` are housing nights so far; `avoided` is None until the stay enters the figure of its discharge.

    `stands_at` is what the row would say as things stand, also while the patient is in hospital; `later` are the
    judgements that are not used, with what each would do to it.
    """

    entry: Entry
    observed: int
    avoided: float | None
    stands_at: float | None = None
    later: tuple[LaterChange, ...] = ()
    elsewhere_counts: bool = False
    withheld: bool = False

    @property
    def expected(self) -> Expected | None:
        return self.entry.expected

    @property
    def share(self) -> Share | None:
        return self.entry.share.used.value if self.entry.share.used else None


def stay_figure(session: Session, stay: StayFacts, as_at: date) -> StayFigure | None:
    """The figure's own rules tried on one stay, over the day it ended (or today); None for no case or no ready
    period."""
    if stay.case_opened_on is None or not stay.ready_periods:
        return None
    day = stay.discharged_on if has_left(stay, as_at) and stay.discharged_on else as_at
    bases = Bases(settings.assumptions(session, year_of(day)))
    entry = enter(stay, Period(day, day), as_at, bases)
    counted = None if entry.failed else row(entry, as_at).avoided
    stands_at, later = _later(entry, bases, as_at)
    elsewhere_counts = bases.assumptions.sealed_elsewhere_counts
    return StayFigure(
        entry, observed(stay, as_at), counted, stands_at, later, elsewhere_counts, _is_withheld(stay, bases)
    )


def _later(entry: Entry, bases: Bases, as_at: date) -> tuple[float | None, tuple[LaterChange, ...]]:
    """Also of a patient still in hospital, as things stand; nothing for a stay that cannot enter the figure."""
    waiting = entry.failed is Rule.DISCHARGED and not has_left(entry.stay, as_at)
    judged_so_far = entry.share.used is not None and entry.expected is not None
    if not (entry.failed is None or waiting) or not judged_so_far:
        return None, ()
    made = row(entry, as_at)
    return made.avoided, tuple(later_changes(made, bases))


def _is_withheld(stay: StayFacts, bases: Bases) -> bool:
    """Whether what is expected is better not shown yet: an estimate made after reading it would only repeat it.

    Where estimates are among the bases, they are worth something only as somebody's own view. So until one is sealed,
    or the patient has left, neither the patient's page nor the form shows what the comparison or a citation says.
    """
    return Basis.SEALED in bases.assumptions.order and stay.discharged_on is None and not stay.estimates
