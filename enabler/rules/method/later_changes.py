"""What was judged too late to be used, and what it would do to a stay's figure: shown, never counted."""

# Method, section 2.

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from enabler.rules.method.expected import Bases, judged_estimate
from enabler.rules.method.judging import judged, weight
from enabler.rules.method.ledger import Row
from enabler.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A judgement that is not used; `avoided` is what the row would say with it in place of the one used, in nights."""

    what: str
    value: str
    judged_on: date | None
    avoided: float


def later_changes(row: Row, bases: Bases) -> Iterator[LaterChange]:
    """The later shares, main barriers and (where the row rests on one) estimates of a row's stay, oldest first."""
    stay, share = row.stay, weight(row.share)
    for later in judged(stay.shares, stay).later:
        if later.value is not None:
            avoided = weight(later.value) * (row.expected.nights - row.observed) + 0.0
            yield LaterChange("share", later.value, later.judged_on, avoided)
    for main in judged(stay.main_barriers, stay).later:
        expected = bases.expected(stay, main.value)
        if main.value is not None and expected is not None:
            avoided = share * (expected.nights - row.observed) + 0.0
            yield LaterChange("main barrier", main.value, main.judged_on, avoided)
    if row.expected.basis is Basis.SEALED:
        for estimate in judged_estimate(stay, bases.assumptions.sealed_elsewhere_counts).later:
            avoided = share * (estimate.likely - row.observed) + 0.0
            yield LaterChange("estimate", f"{estimate.likely:g} nights", estimate.judged_on, avoided)
