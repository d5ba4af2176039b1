"""Comparison cohorts: brought in whole or not at all, never edited; retired with a reason, and kept for old reports."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, func, insert, select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import ComparisonCohort, ComparisonCohortRow
from enabler.rules.evidence import comparison
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

SETTINGS: Mapping[str, Setting] = {setting.value: setting for setting in Setting}
Identity = tuple[int, str, datetime]
READ_BEFORE: WeakKeyDictionary[Engine, dict[Identity, tuple[comparison.CohortRow, ...]]] = WeakKeyDictionary()
LONGEST = {"name": 200, "place": 200, "standard": 60}


def add_comparison(session: Session, *, by: Actor, cohort: comparison.Cohort) -> ComparisonCohort:
    """Keep a cohort that the rules accept; a name is used once, and so are the rows of one in use."""
    check_comparison(cohort)
    check_new(session, cohort)
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
    session.execute(insert(ComparisonCohortRow), rows)
    detail = {"name": cohort.name, "rows": len(rows), "grade": cohort.grade}
    audit.record(session, by=by, action="import comparison", subject=kept, detail=detail)
    return kept


def retire_comparison(session: Session, *, by: Actor, cohort_id: int, why: str) -> ComparisonCohort:
    """Take a cohort out of use; reports that used it keep its rows."""
    kept = session.get_one(ComparisonCohort, cohort_id)
    if kept.retired_on is not None:
        raise Refused(f"{kept.name} is out of use already.")
    if not why.strip():
        raise Refused("Say why this comparison is no longer used: the reason stays beside it.", "why")
    kept.retired_on, kept.retired_by, kept.retired_why = clock.today(), by.name, why
    audit.record(session, by=by, action="retire comparison", subject=kept, detail={"name": kept.name})
    return kept


def check_comparison(cohort: comparison.Cohort) -> None:
    """Everything the rules ask of a cohort; raises the first Refused."""
    if not cohort.name.strip():
        raise Refused("Give the comparison a name.", "name")
    if not cohort.source.strip():
        raise Refused("Say where the comparison comes from: without a source it cannot be used.", "source")
    for field, longest in LONGEST.items():
        if len(getattr(cohort, field) or "") > longest:
            raise Refused(f"The {field} is too long: at most {longest} characters.", field)
    if cohort.period_from and cohort.period_to and cohort.period_to < cohort.period_from:
        raise Refused("The last day of the period is before its first.", "to_on")
    comparison.check_grade(cohort.grade)
    kinds = codes.barrier_kinds()
    for row in cohort.rows:
        comparison.check_row(row, kinds)
    comparison.check_cohort(cohort.rows, cohort.delayed_share, cohort.delayed_source)


def check_new(session: Session, cohort: comparison.Cohort) -> None:
    """Refuse a name that was used before, and the very same rows, in whatever order, as a cohort in use."""
    same_name = select(ComparisonCohort.name).where(func.lower(ComparisonCohort.name) == cohort.name.lower())
    if session.scalar(same_name):
        raise Refused(f"There is already a comparison named {cohort.name}. Give this one another name.", "name")
    check_rows_new(session, cohort.rows)


def check_rows_new(session: Session, rows: Sequence[comparison.CohortRow]) -> None:
    as_many = (
        select(ComparisonCohortRow.cohort_id)
        .join(ComparisonCohort)
        .where(ComparisonCohort.retired_on.is_(None))
        .group_by(ComparisonCohortRow.cohort_id)
        .having(func.count() == len(rows))
    )
    counted = Counter(rows)
    for other in _as_rules_take_them(session, ComparisonCohort.id.in_(as_many)):
        if Counter(other.rows) == counted:
            raise Refused(
                f"These are the very rows of the comparison {other.name}, which is in use. "
                "If something about it must change, retire it first.",
                "rows",
            )


def cohorts(session: Session) -> Sequence[comparison.Cohort]:
    """The cohorts in use as the rules take them, newest first: the first that fits a stay is used."""
    return _as_rules_take_them(session, ComparisonCohort.retired_on.is_(None))


def cohort_of(session: Session, cohort_id: int) -> comparison.Cohort:
    """One cohort as the rules take it, in use or not."""
    return _as_rules_take_them(session, ComparisonCohort.id == cohort_id)[0]


@dataclass(frozen=True, slots=True)
class ListedComparison:
    """A cohort with the number of its rows, and of those still waiting."""

    cohort: ComparisonCohort
    rows: int
    waiting: int


def comparisons(session: Session) -> Sequence[ListedComparison]:
    """Every cohort, in use or retired, newest first."""
    counted = (
        select(
            ComparisonCohortRow.cohort_id,
            func.count().label("rows"),
            func.count().filter(ComparisonCohortRow.waiting.is_(True)).label("waiting"),
        )
        .group_by(ComparisonCohortRow.cohort_id)
        .subquery()
    )
    found = session.execute(
        select(ComparisonCohort, counted.c.rows, counted.c.waiting)
        .join(counted, counted.c.cohort_id == ComparisonCohort.id)
        .order_by(ComparisonCohort.id.desc())
    )
    return [ListedComparison(*row) for row in found]


def _as_rules_take_them(session: Session, condition: ColumnElement[bool]) -> list[comparison.Cohort]:
    """One statement, and another for the rows of cohorts not read before: rows never change, so they are read once."""
    kept = session.scalars(select(ComparisonCohort).where(condition).order_by(ComparisonCohort.id.desc())).all()
    known = READ_BEFORE.setdefault(session.connection().engine, {})
    new = [one for one in kept if _identity(one) not in known]
    if new:
        read = _rows_of(session, [one.id for one in new])
        known.update({_identity(one): tuple(read.get(one.id, ())) for one in new})
    return [_as_rules_take_it(one, known[_identity(one)]) for one in kept]


def _identity(kept: ComparisonCohort) -> Identity:
    """An id alone might be given again after an import that was rolled back."""
    return kept.id, kept.name, kept.recorded_at


def _rows_of(session: Session, cohort_ids: Sequence[int]) -> Mapping[int, list[comparison.CohortRow]]:
    """As plain columns, which takes a tenth of the time of objects."""
    columns = (
        ComparisonCohortRow.cohort_id,
        ComparisonCohortRow.setting,
        ComparisonCohortRow.kind,
        ComparisonCohortRow.nights,
        ComparisonCohortRow.waiting,
    )
    found = session.execute(
        select(*columns).where(ComparisonCohortRow.cohort_id.in_(cohort_ids)).order_by(ComparisonCohortRow.id)
    )
    rows: defaultdict[int, list[comparison.CohortRow]] = defaultdict(list)
    for cohort_id, setting, kind, nights, waiting in found:
        rows[cohort_id].append(comparison.CohortRow(SETTINGS[setting], kind, nights, waiting))
    return rows


def _as_rules_take_it(kept: ComparisonCohort, rows: tuple[comparison.CohortRow, ...]) -> comparison.Cohort:
    return comparison.Cohort(
        name=kept.name,
        source=kept.source,
        grade=kept.grade,
        rows=rows,
        place=kept.place,
        period_from=kept.period_from,
        period_to=kept.period_to,
        standard=kept.standard,
        delayed_share=kept.delayed_share,
        delayed_source=kept.delayed_source,
    )
