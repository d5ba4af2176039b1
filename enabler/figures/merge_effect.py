"""What a merge does to nights and days avoided: of each stay it changes, and of the reports these stays count in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.figures.report import settings
from enabler.figures.report.confirming import with_confirmations
from enabler.figures.stay_figure import stay_figure
from enabler.models import Stay
from enabler.record.facts.stay_facts import stay_facts, touching
from enabler.record.merging.rehearsal import Rehearsal
from enabler.record.publishing.confirmations import confirmations_on
from enabler.rules.evidence.reporting_year import year_of, year_period
from enabler.rules.facts import StayFacts
from enabler.rules.method.ledger import Ledger, ledger
from enabler.rules.method.nights import runs, totals
from enabler.rules.method.periods import Period


@dataclass(frozen=True, slots=True)
class NightsCounted:
    """In nights; `avoided` is None where the stay does not enter the figure."""

    delay: int
    housing: int
    avoided: float | None


@dataclass(frozen=True, slots=True)
class StayEffect:
    """`after`: None for a stay that is withdrawn."""

    stay_id: int
    facts: StayFacts
    before: NightsCounted
    after: NightsCounted | None

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class YearEffect:
    """The figure of the wards concerned, over a reporting year or as much of it as is over."""

    period: Period
    wards: tuple[str, ...]
    before: NightsCounted
    after: NightsCounted


@dataclass(frozen=True, slots=True)
class MergeEffect:
    stays: Sequence[StayEffect]
    years: Sequence[YearEffect]

    @property
    def changes(self) -> bool:
        return any(stay.changes for stay in self.stays)


def merge_effect(session: Session, rehearsal: Rehearsal, as_at: date) -> MergeEffect:
    stays = list(_stays(session, rehearsal, as_at))
    changed = [effect for effect in stays if effect.changes]
    wards = tuple(sorted({ward for effect in changed for ward in _wards(effect.facts)}))
    years = sorted({year_of(effect.facts.discharged_on or as_at) for effect in changed})
    return MergeEffect(stays, [_year(session, year_period(year), wards, rehearsal, as_at) for year in years])


def _stays(session: Session, rehearsal: Rehearsal, as_at: date) -> Iterator[StayEffect]:
    for stay_id, facts in rehearsal.before.items():
        after = rehearsal.after.get(stay_id)
        counted = None if after is None else _counted(session, after, as_at)
        yield StayEffect(stay_id, facts, _counted(session, facts, as_at), counted)


def _counted(session: Session, facts: StayFacts, as_at: date) -> NightsCounted:
    nights = totals(runs(facts, as_at))
    figure = stay_figure(session, facts, as_at)
    return NightsCounted(nights.delay, nights.housing, figure.avoided if figure else None)


def _wards(facts: StayFacts) -> set[str]:
    return {facts.ward, *(move.ward for move in facts.ward_moves)}


def _year(session: Session, period: Period, wards: tuple[str, ...], rehearsal: Rehearsal, as_at: date) -> YearEffect:
    condition = touching(period)
    before = stay_facts(session, select(Stay.id).where(condition))
    after = {key: rehearsal.after.get(key, facts) for key, facts in before.items() if _stands(key, rehearsal)}
    after |= {key: facts for key, facts in rehearsal.after.items() if key not in before}
    assumptions, said = settings.assumptions(session, year_of(period.to_on)), confirmations_on(session, condition)

    def figure(stays: Mapping[int, StayFacts]) -> NightsCounted:
        made = ledger(list(stays.values()), period=period, as_at=as_at, assumptions=assumptions, wards=frozenset(wards))
        return _of_ledger(with_confirmations(made, said))

    return YearEffect(period, wards, figure(before), figure(after))


def _stands(stay_id: int, rehearsal: Rehearsal) -> bool:
    return stay_id not in rehearsal.before or stay_id in rehearsal.after


def _of_ledger(made: Ledger) -> NightsCounted:
    nights = made.nights.totals
    return NightsCounted(nights.delay, nights.housing, made.totals.gross)
