"""Where the nights of a report went: by group of barrier and the kind of agency it waited on, and by ward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import codes
from enabler.models import Agency
from enabler.record.worklists.filters import read_as
from enabler.rules.facts import BarrierFact, StayFacts
from enabler.rules.method.barrier_nights import nights_under, ward_nights
from enabler.rules.method.ledger import Ledger
from enabler.rules.method.nights import NightTotals
from enabler.vocabulary import AgencyKind

SOMEBODY, NOBODY, ALL = "somebody else", "nobody named", ""
COLUMNS = (*(kind.value for kind in AgencyKind if kind is not AgencyKind.OTHER), SOMEBODY, NOBODY)
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WhereNightsWent:
    """Nights by (group, whom it waited on); either may be ALL. A night with two barriers stands in both their cells,
    and once in every total, so that rows and columns do not add up."""

    nights: Mapping[Cell, int]
    by_ward: Mapping[str, NightTotals]

    @property
    def groups(self) -> list[str]:
        """Most nights first."""
        found = {group for group, _ in self.nights if group != ALL}
        return sorted(found, key=lambda group: (-self.nights[group, ALL], group))

    @property
    def waited(self) -> list[str]:
        """The columns in which there is a night."""
        return [who for who in COLUMNS if self.nights.get((ALL, who))]


def where_nights_went(stays: Sequence[StayFacts], ledger: Ledger, agencies: Mapping[str, str]) -> WhereNightsWent:
    """`agencies` are the kinds of the directory by name; other words are read for what they say."""

    def keys(barrier: BarrierFact) -> tuple[Cell, ...]:
        group, who = codes.barrier_kinds()[barrier.kind].group, _who(barrier.waiting_on, agencies)
        return (group, who), (group, ALL), (ALL, who), (ALL, ALL)

    span = (ledger.period, ledger.as_at, ledger.wards)
    nights = nights_under(stays, *span, keys=keys)
    return WhereNightsWent({cell: count for cell, count in nights.items() if count}, ward_nights(stays, *span))


def agency_kinds(session: Session) -> dict[str, str]:
    return {name.casefold(): kind for name, kind in session.execute(select(Agency.name, Agency.kind))}


def _who(waiting_on: str | None, agencies: Mapping[str, str]) -> str:
    if not waiting_on:
        return NOBODY
    kind = agencies.get(waiting_on.casefold()) or read_as(waiting_on)
    return SOMEBODY if kind is None or kind == AgencyKind.OTHER else str(kind)
