"""Discharges recorded before 0003: what they closed is found from the trail, so that taking one back restores it."""

from datetime import date
from pathlib import Path

import pytest

from enabler.migrations import upgrade
from tests.migrations.earlier import revisions_up_to, run

THIS = "0003"
LEFT = date(2026, 6, 4)
AT = "2026-06-05 10:00:00"
BY = f"'{AT}', 'Sam Okafor'"
HAND, TICKED, EARLIER, AGAIN = 1, 2, 3, 4


@pytest.fixture
def before(empty_database_url: str, tmp_path: Path) -> str:
    """A database as it was before the revision."""
    upgrade(empty_database_url, revisions_up_to(tmp_path, THIS, without=True))
    return empty_database_url


def line(number: int, action: str, stay_id: int, subject: str = "S") -> str:
    return (
        "INSERT INTO audit (id, at, by, role, pc, action, subject_kind, subject_id, stay_id, detail, previous_hash, hash)"
        f" VALUES ({number}, {BY}, 'officer', 'ward', '{action}', 'x', '{subject}', {stay_id}, '{{}}', '', '{number}')"
    )


def stay(number: int, left: date | None, ready_ended: date | None, reason: str | None = None) -> list[str]:
    left_on, ended = (f"'{on}'" if on else "NULL" for on in (left, ready_ended))
    why = f"'{reason}'" if reason else "NULL"
    return [
        "INSERT INTO stays (id, ref, patient_id, ward_id, setting, discharged_on, version, recorded_at, recorded_by)"
        f" VALUES ({number}, 'S-{number}', 1, 1, 'acute', {left_on}, 1, {BY})",
        "INSERT INTO ready_periods (id, stay_id, ready_on, ended_on, end_reason, version, recorded_at, recorded_by)"
        f" VALUES ({number}, {number}, '2026-05-05', {ended}, {why}, 1, {BY})",
    ]


def barrier(number: int, stay_id: int, resolved: date | None) -> list[str]:
    on = f"'{resolved}'" if resolved else "NULL"
    return [
        "INSERT INTO barriers (id, ref, stay_id, kind, version, recorded_at, recorded_by)"
        f" VALUES ({number}, 'B-{number}', {stay_id}, 'no_home', 1, {BY})",
        "INSERT INTO barrier_intervals (id, barrier_id, began_on, resolved_on, recorded_at, recorded_by)"
        f" VALUES ({number}, {number}, '2026-05-01', {on}, {BY})",
    ]


def test_what_a_discharge_closed_is_marked(before: str, tmp_path: Path) -> None:
    statements = [
        "INSERT INTO wards (id, name, setting, version, recorded_at, recorded_by)"
        f" VALUES (1, 'Larch', 'acute', 1, {BY})",
        "INSERT INTO patients (id, ref, surname, surname_key, address_protected, version, recorded_at, recorded_by)"
        f" VALUES (1, 'P-1', 'Singh', 'singh', {'false' if before.startswith('postgres') else 0}, 1, {BY})",
        *stay(1, LEFT, LEFT, "discharged"),
        *stay(2, LEFT, date(2026, 5, 20), "unwell again"),
        *stay(3, None, None),
        *barrier(HAND, 1, LEFT),
        *barrier(TICKED, 1, LEFT),
        *barrier(EARLIER, 2, LEFT),
        *barrier(AGAIN, 3, LEFT),
        line(1, "resolve barrier", 1, f"B-{HAND}"),
        line(2, "discharge", 1),
        line(3, "plan follow-up", 1),
        line(4, "resolve barrier", 1, f"B-{TICKED}"),
        line(5, "discharge", 2),
        line(6, "resolve barrier", 2, f"B-{EARLIER}"),
        line(7, "view case", 2),
        line(8, "resolve barrier", 2, f"B-{EARLIER}"),
        line(9, "discharge", 3),
        line(10, "resolve barrier", 3, f"B-{AGAIN}"),
        line(11, "undo discharge", 3),
    ]
    run(before, *statements)
    upgrade(before, revisions_up_to(tmp_path, THIS))
    (periods,) = run(before, "SELECT stay_id FROM ready_periods WHERE closed_by_discharge")
    (closed,) = run(before, "SELECT barrier_id FROM barrier_intervals WHERE closed_by_discharge")
    assert periods == [1]
    assert closed == [TICKED]
