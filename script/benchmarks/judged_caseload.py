"""The generated stays of days avoided and their comparison in the product's own tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from enabler.migrations import upgrade
from enabler.rules.evidence.comparison import Cohort
from enabler.rules.facts import StayFacts
from script.benchmarks.caseload import Row, insert_rows


def make_judged_caseload(file: Path, stays: Sequence[StayFacts], cohort: Cohort) -> None:
    """A database of these stays, each with a patient, a ready period, a barrier that stood and its judgements."""
    upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = off")
        connection.execute("BEGIN")
        insert_rows(connection, "wards", iter([{"name": "Bosworth", "setting": "mental health"}]))
        numbered = list(enumerate(stays, 1))
        insert_rows(connection, "patients", (_patient(number) for number, _ in numbered))
        insert_rows(connection, "stays", (_stay(number, one) for number, one in numbered))
        for table, of in (("ready_periods", _ready), ("barriers", _barrier), ("barrier_intervals", _interval)):
            insert_rows(connection, table, (of(number, one) for number, one in numbered))
        insert_rows(connection, "judgements", (row for number, one in numbered for row in _judgements(number, one)))
        facts: Row = {"id": 1, "name": cohort.name, "source": cohort.source, "grade": cohort.grade}
        insert_rows(connection, "comparison_cohorts", iter([facts]))
        insert_rows(connection, "cohort_rows", _cohort_rows(cohort))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _patient(number: int) -> Row:
    name = f"Patient {number}"
    return {
        "id": number,
        "ref": f"P-{number:07}",
        "surname": name,
        "surname_key": name.casefold(),
        "address_protected": False,
    }


def _stay(number: int, one: StayFacts) -> Row:
    return {
        "id": number,
        "ref": one.ref,
        "patient_id": number,
        "ward_id": 1,
        "setting": one.setting.value,
        "admitted_on": one.admitted_on,
        "case_opened_on": one.case_opened_on,
        "discharged_on": one.discharged_on,
        "discharge_outcome": "discharged",
    }


def _ready(number: int, one: StayFacts) -> Row:
    period = one.ready_periods[0]
    return {"stay_id": number, "ready_on": period.ready_on, "ended_on": period.ended_on, "end_reason": "discharged"}


def _barrier(number: int, one: StayFacts) -> Row:
    return {
        "id": number,
        "ref": f"B-{number:07}",
        "stay_id": number,
        "kind": one.barriers[0].kind,
        "blocks_discharge": "yes",
    }


def _interval(number: int, one: StayFacts) -> Row:
    barrier = one.barriers[0]
    return {"barrier_id": number, "began_on": barrier.began_on, "resolved_on": barrier.resolved_on}


def _judgements(number: int, one: StayFacts) -> Iterator[Row]:
    kind, share = one.main_barriers[0], one.shares[0]
    yield {"stay_id": number, "about": "main barrier", "value": kind.value, "judged_on": kind.judged_on}
    yield {
        "stay_id": number,
        "about": "share",
        "value": share.value and share.value.value,
        "judged_on": share.judged_on,
    }


def _cohort_rows(cohort: Cohort) -> Iterator[Row]:
    for row in cohort.rows:
        yield {
            "cohort_id": 1,
            "setting": row.setting.value,
            "kind": row.kind,
            "nights": row.nights,
            "waiting": row.waiting,
        }
