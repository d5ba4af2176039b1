"""The caseload with two thousand open cases among twenty thousand: as many statements, and time that does not run
away."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Action, Barrier, BarrierInterval, Patient, ReadyPeriod, Stay, Ward
from enabler.record.worklists.caseload import PAGE, caseload
from enabler.record.worklists.filters import Filters, Readiness
from tests.makers import recorded
from tests.statements import statements


def many(session: Session, ward: Ward, first: int, count: int, left_on: date | None) -> None:
    """Rows in bulk; the numbers are the keys."""
    today, more = clock.today(), {"version": 1, **recorded()}
    keys = range(first, first + count)
    days = {key: key * 7 % 60 for key in keys}
    ago = {key: today - timedelta(days=days[key] + 90 * (left_on is not None)) for key in keys}
    rows = {
        Patient: [
            {"id": key, "ref": f"P{key}", "surname": f"N{key}", "surname_key": f"n{key}", "address_protected": False}
            for key in keys
        ],
        Stay: [
            {
                "id": key, "ref": f"S{key}", "patient_id": key, "ward_id": ward.id, "setting": ward.setting,
                "admitted_on": ago[key], "case_opened_on": ago[key], "discharged_on": left_on,
            }
            for key in keys
        ],
        ReadyPeriod: [{"stay_id": key, "ready_on": ago[key], "ended_on": left_on} for key in keys if key % 3],
        Barrier: [{"id": key, "ref": f"B{key}", "stay_id": key, "kind": "no_home", "blocks_discharge": "yes"} for key in keys],
        Action: [{"ref": f"A{key}", "stay_id": key, "what": "Ring", "due_on": today, "done_on": left_on} for key in keys],
    }  # fmt: skip
    with atomic(session):
        for table, values in rows.items():
            session.execute(insert(table), [value | more for value in values])
        intervals = [{"barrier_id": key, "began_on": ago[key], "resolved_on": left_on, **recorded()} for key in keys]
        session.execute(insert(BarrierInterval), intervals)


def least_time(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.process_time() + time.thread_time()
        work()
        times.append(time.process_time() + time.thread_time() - start)
    return min(times)


@pytest.mark.slow_on_postgres
def test_two_thousand_open_cases(session: Session, ward: Ward, actor: Actor) -> None:
    today = clock.today()
    many(session, ward, 1, 50, None)

    def page() -> object:
        return caseload(session, actor, Filters(), today)

    small = least_time(page)
    with statements(session) as few:
        page()
    many(session, ward, 1_000, 1_950, None)
    many(session, ward, 10_000, 18_000, today - timedelta(days=1))
    with statements(session) as sent:
        found = caseload(session, actor, Filters(ready=Readiness.BLOCKED), today, page=3)
    assert len(sent) == len(few)
    assert (len(found.rows), found.total, found.shown) == (
        PAGE,
        2_000,
        2_000 - sum(not key % 3 for key in [*range(1, 51), *range(1_000, 2_950)]),
    )
    assert least_time(page) < 20 * small  # forty times the cases, and most of the page stays the same
