"""Comparison cohorts: brought in whole or not at all, never edited."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import CohortRow, ComparisonCohort
from enabler.rules import comparison
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting


def add_comparison(session: Session, *, by: Actor, cohort: comparison.Cohort) -> ComparisonCohort:
    """Keep a cohort that the rules accept; a name is used once."""
    check_comparison(cohort)
    if session.scalar(select(ComparisonCohort.id).where(ComparisonCohort.name == cohort.name)):
        raise Refused(f"There is already a comparison named {cohort.name}. Give this one another name.", "name")
    kept = ComparisonCohort(
        name=cohort.name,
        source=cohort.source,
        grade=cohort.grade,
        place=cohort.place,
        period_from=cohort.period_from,
        period_to=cohort.period_to,
        standard=cohort.standard,
        delayed_share=cohort.delayed_share,
        delayed_source=cohort.delayed_source,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(kept)
    session.flush()
    rows = [
        {"cohort_id": kept.id, "setting": row.setting, "kind": row.kind, "nights": row.nights, "waiting": row.waiting}
        for row in cohort.rows
    ]
    session.execute(insert(CohortRow), rows)
    detail = {"name": cohort.name, "rows": len(rows), "grade": cohort.grade}
    audit.record(session, by=by, action="import comparison", subject=kept, detail=detail)
    return kept


def check_comparison(cohort: comparison.Cohort) -> None:
    """Everything the rules ask of a cohort; raises the first Refused."""
    if not cohort.name.strip():
        raise Refused("Give the comparison a name.", "name")
    if not cohort.source.strip():
        raise Refused("Say where the comparison comes from: without a source it cannot be used.", "source")
    comparison.check_grade(cohort.grade)
    kinds = codes.barrier_kinds()
    for row in cohort.rows:
        comparison.check_row(row, kinds)
    comparison.check_cohort(cohort.rows, cohort.delayed_share, cohort.delayed_source)


def cohorts(session: Session) -> Sequence[comparison.Cohort]:
    """The cohorts in use as the rules take them, newest first: the first that fits a stay is used."""
    kept = session.scalars(
        select(ComparisonCohort)
        .where(ComparisonCohort.retired_on.is_(None))
        .options(selectinload(ComparisonCohort.rows))
        .order_by(ComparisonCohort.id.desc())
    )
    return [_as_rules_take_it(one) for one in kept]


def _as_rules_take_it(kept: ComparisonCohort) -> comparison.Cohort:
    return comparison.Cohort(
        name=kept.name,
        source=kept.source,
        grade=kept.grade,
        rows=tuple(comparison.CohortRow(Setting(row.setting), row.kind, row.nights, row.waiting) for row in kept.rows),
        place=kept.place,
        period_from=kept.period_from,
        period_to=kept.period_to,
        standard=kept.standard,
        delayed_share=kept.delayed_share,
        delayed_source=kept.delayed_source,
    )
