"""What changed in the ground the figures stand on: printed with every report of the years it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import CitedMean, ComparisonCohort, ComparisonCohortRow, UnitCost
from enabler.record.evidence.report_settings import setting_changes
from enabler.record.evidence.settings_in_words import difference_in_words, unit_cost_in_words
from enabler.rules.evidence.reporting_year import year_in_words, year_of, year_period
from enabler.vocabulary import Setting

Kept = ComparisonCohort | CitedMean | UnitCost


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """One change in words; `late`: made after its reporting year began. `why` is empty where nothing had to be said."""

    on: date
    what: str
    before: str
    after: str
    by: str
    why: str
    late: bool


def changes(session: Session, period_from: date, period_to: date) -> list[EvidenceChange]:
    """Of the reporting years a period touches, in order of date: every change of their settings, and every cohort,
    cited value and unit cost added or retired since the first of them began, until today."""
    first, last = year_of(period_from), year_of(period_to)
    made = [(_of_settings(session, year, named=first != last)) for year in range(first, last + 1)]
    found = [change for of_year in made for change in of_year]
    found += _of_evidence(session, since=year_period(first).from_on)
    return sorted(found, key=lambda change: change.on)


def _of_settings(session: Session, year: int, *, named: bool) -> Iterator[EvidenceChange]:
    """`named` where a reader must be told which year it is."""
    library = {cost.id: cost for cost in session.scalars(select(UnitCost))}
    for change in setting_changes(session, year):
        for what, before, after in difference_in_words(change.key, change.before, change.value, library):
            yield EvidenceChange(
                on=clock.london_date(change.at),
                what=f"{what} ({year_in_words(year)})" if named else what,
                before=before,
                after=after,
                by=change.by,
                why=change.reason or "",
                late=change.late,
            )


def _of_evidence(session: Session, since: date) -> Iterator[EvidenceChange]:
    counted = select(ComparisonCohortRow.cohort_id, func.count().label("rows")).group_by(ComparisonCohortRow.cohort_id)
    rows: dict[int, int] = {row.cohort_id: row.rows for row in session.execute(counted)}
    for cohort in session.scalars(select(ComparisonCohort).order_by(ComparisonCohort.id)):
        name = f"Comparison ‘{cohort.name}’"
        yield from _kept(cohort, name, f"brought in, grade {cohort.grade}, {rows.get(cohort.id, 0)} rows", since)
    for value in session.scalars(select(CitedMean).order_by(CitedMean.id)):
        what = f"added, {value.nights:g} nights, grade {value.grade}"
        yield from _kept(value, f"Cited value ‘{value.name}’", what, since)
    for cost in session.scalars(select(UnitCost).order_by(UnitCost.id)):
        name = f"Unit cost, {Setting(cost.setting).label.lower()}: {unit_cost_in_words(cost)},"
        yield from _kept(cost, name, "added to the library", since)


def _kept(kept: Kept, name: str, added: str, since: date) -> Iterator[EvidenceChange]:
    if _day(kept.recorded_at) >= since:
        yield EvidenceChange(_day(kept.recorded_at), f"{name} {added}", "", "", kept.recorded_by, "", late=True)
    if kept.retired_on is not None and kept.retired_on >= since:
        why = kept.retired_why or ""
        yield EvidenceChange(kept.retired_on, f"{name} retired", "", "", kept.retired_by or "", why, late=True)


def _day(at: datetime) -> date:
    return clock.london_date(at)
