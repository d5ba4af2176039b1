"""Comparison cohorts in the record: whole or not at all, the same rows once, retired with a reason and kept."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import models
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, ComparisonCohort
from enabler.record.evidence.comparisons import add_comparison, cohort_of, cohorts, comparisons, retire_comparison
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting
from tests.statements import statements

ROWS = tuple(CohortRow(Setting.MENTAL_HEALTH, "no_home", night, night == 7) for night in range(12))
EARLIER = Cohort("Earlier", "Ward book", 4, ROWS, "Bosworth", date(2024, 4, 1), date(2025, 3, 31), "crfd")


def add(session: Session, by: Actor, cohort: Cohort) -> ComparisonCohort:
    with atomic(session):
        return add_comparison(session, by=by, cohort=cohort)


def test_newest_first_and_as_they_came(session: Session, cli_actor: Actor) -> None:
    kept = add(session, cli_actor, EARLIER)
    delayed = Cohort("Elsewhere", "Audit", 3, ROWS[1:], delayed_share=0.3, delayed_source="Audit 2025")
    add(session, cli_actor, delayed)
    assert list(cohorts(session)) == [delayed, EARLIER]
    assert cohort_of(session, kept.id) == EARLIER
    assert [(one.cohort.name, one.rows, one.waiting) for one in comparisons(session)] == [
        ("Elsewhere", 11, 1),
        ("Earlier", 12, 1),
    ]


def test_as_many_statements_for_one_as_for_three(session: Session, cli_actor: Actor) -> None:
    asked: list[int] = []
    for sizes in ([10], [11, 12]):
        for size in sizes:
            add(session, cli_actor, replace(EARLIER, name=f"Cohort {size}", rows=ROWS[:size]))
        with statements(session) as said:
            found = cohorts(session)
        asked.append(len([one for one in said if "SELECT" in one]))
    assert len(found) == 3 and asked[0] == asked[1]


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"name": "earlier", "rows": ROWS[:11]}, "There is already a comparison named earlier", "name"),
        ({"name": "Later", "rows": ROWS[::-1]}, "These are the very rows of the comparison Earlier", "rows"),
        ({"name": " "}, "Give the comparison a name", "name"),
        ({"name": "x" * 201}, "The name is too long", "name"),
        ({"name": "Later", "source": ""}, "Say where the comparison comes from", "source"),
        ({"name": "Later", "standard": "x" * 61}, "The standard is too long", "standard"),
        ({"name": "Later", "period_to": date(2024, 3, 1)}, "before its first", "to_on"),
        ({"name": "Later", "grade": 7}, "from 1 to 6", "grade"),
        ({"name": "Later", "rows": ROWS[:9]}, "No setting has 10 rows", "rows"),
        ({"name": "Later", "rows": (*ROWS, CohortRow(Setting.ACUTE, None, -1))}, "-1 nights", "nights"),
    ],
)
def test_refused_whole(
    session: Session, cli_actor: Actor, changes: dict[str, object], sentence: str, field: str
) -> None:
    add(session, cli_actor, EARLIER)
    with pytest.raises(Refused, match=sentence) as refused:
        add(session, cli_actor, replace(EARLIER, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert len(cohorts(session)) == 1


def test_as_many_rows_but_others_may_come_in(session: Session, cli_actor: Actor) -> None:
    add(session, cli_actor, EARLIER)
    other = (*ROWS[:-1], CohortRow(Setting.MENTAL_HEALTH, "no_home", 99))
    add(session, cli_actor, replace(EARLIER, name="Later", rows=other))
    assert len(cohorts(session)) == 2


def test_a_fault_in_the_middle_leaves_nothing(
    session: Session, cli_actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cohort and its rows are in the database when the fault strikes, before the commit."""
    seen: list[int] = []

    def strike(*_args: object, **_more: object) -> None:
        seen.append(session.scalar(select(func.count()).select_from(models.ComparisonCohortRow)) or 0)
        raise OSError("No space left on device")

    monkeypatch.setattr("enabler.record.evidence.comparisons.audit.record", strike)
    with pytest.raises(OSError, match="No space"):
        add(session, cli_actor, EARLIER)
    assert seen == [12]
    assert session.scalar(select(func.count()).select_from(models.ComparisonCohortRow)) == 0
    assert session.scalar(select(func.count()).select_from(ComparisonCohort)) == 0


def test_retired_with_a_reason_and_kept(session: Session, cli_actor: Actor) -> None:
    kept = add(session, cli_actor, EARLIER)
    with atomic(session):
        retire_comparison(session, by=cli_actor, cohort_id=kept.id, why="A better one came")
    assert list(cohorts(session)) == []
    assert cohort_of(session, kept.id) == EARLIER
    assert (kept.retired_by, kept.retired_why) == (cli_actor.name, "A better one came")
    line = session.scalars(select(AuditLine).where(AuditLine.action == "retire comparison")).one()
    assert "A better one came" not in line.detail
    add(session, cli_actor, replace(EARLIER, name="Earlier, regraded", grade=5))


def test_retired_once_and_not_without_a_reason(session: Session, cli_actor: Actor) -> None:
    kept = add(session, cli_actor, EARLIER)
    with pytest.raises(Refused, match="Say why"), atomic(session):
        retire_comparison(session, by=cli_actor, cohort_id=kept.id, why=" ")
    with atomic(session):
        retire_comparison(session, by=cli_actor, cohort_id=kept.id, why="A better one came")
    with pytest.raises(Refused, match="out of use already"), atomic(session):
        retire_comparison(session, by=cli_actor, cohort_id=kept.id, why="Again")
