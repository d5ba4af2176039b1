"""A generated caseload in the product's own tables: the same for the same number of cases. At most 2,000 stays are
open."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from enabler import codes
from enabler.database import Base
from enabler.migrations import upgrade

OPEN = 2_000
TODAY = date(2026, 3, 2)
WARDS = ("Bosworth", "Heather", "Thornton", "Ward 12")
SURNAMES = ("Abara", "Brightwell", "Castell", "Dunmore", "Eccles", "Farrant", "Gilroy", "Hussain", "Ibbotson", "Jelley")
GIVEN = ("Amina", "Bernard", "Carol", "Dev", "Edith", "Farid", "Grace", "Hamish", "Ivy", "Joan")
WRITTEN = ("2026-03-02 09:00:00.000000", "generated")
AT_ONCE = 20_000

Row = dict[str, object]


def make_caseload(file: Path, cases: int) -> None:
    """A database of this many cases, each with a patient, a barrier that stood, an action and a contact."""
    upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = off")
        connection.execute("BEGIN")
        insert_rows(connection, "wards", ({"name": name, "setting": "mental health"} for name in WARDS))
        for first in range(1, cases + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, cases + 1))
            for table, rows in _tables(numbers, cases):
                insert_rows(connection, table, rows)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _tables(numbers: range, cases: int) -> Iterator[tuple[str, Iterator[Row]]]:
    spans = {number: _span(number, cases) for number in numbers}
    kinds = sorted(codes.barrier_kinds())
    yield "patients", (_patient(number) for number in numbers)
    yield "stays", (_stay(number, *spans[number]) for number in numbers)
    yield "ready_periods", (_ready(number, *spans[number]) for number in numbers)
    yield "barriers", (_barrier(number, kinds[number % len(kinds)], spans[number][0]) for number in numbers)
    yield "barrier_intervals", (_interval(number, *spans[number]) for number in numbers)
    yield "actions", (_action(number, *spans[number]) for number in numbers)
    yield "contacts", (_contact(number, spans[number][0]) for number in numbers)


def _span(number: int, cases: int) -> tuple[date, date | None]:
    """Admitted and discharged; the last 2,000 are still on the ward."""
    chance = random.Random(number)
    if number > cases - OPEN:
        return TODAY - timedelta(days=chance.randrange(3, 150)), None
    left = TODAY - timedelta(days=chance.randrange(1, 3000))
    return left - timedelta(days=chance.randrange(5, 120)), left


def _patient(number: int) -> Row:
    surname, given = SURNAMES[number % 10], GIVEN[number // 10 % 10]
    return {
        "id": number,
        "ref": f"P-{number:07}",
        "hospital_number": f"H{number:07}",
        "hospital_number_key": f"H{number:07}",
        "surname": f"{surname} {number}",
        "surname_key": f"{surname} {number}".casefold(),
        "given_names": given,
        "born_on": date(1940 + number % 60, 1 + number % 12, 1 + number % 28),
        "address_protected": False,
    }


def _stay(number: int, admitted: date, left: date | None) -> Row:
    return {
        "id": number,
        "ref": f"S-{number:07}",
        "patient_id": number,
        "ward_id": 1 + number % len(WARDS),
        "setting": "mental health",
        "bed": f"{number % 24 + 1}",
        "admitted_on": admitted,
        "case_opened_on": admitted + timedelta(days=1),
        "held_under": "Officer",
        "what_is_wrong": "Cannot go home: the landlord has changed the locks",
        "expected_discharge_on": admitted + timedelta(days=30),
        "discharged_on": left,
        "discharge_outcome": "discharged" if left else None,
    }


def _ready(number: int, admitted: date, left: date | None) -> Row:
    ready = admitted + timedelta(days=2)
    reason = "discharged" if left else None
    return {"stay_id": number, "ready_on": ready, "ended_on": left, "end_reason": reason}


def _barrier(number: int, kind: str, admitted: date) -> Row:
    return {
        "id": number,
        "ref": f"B-{number:07}",
        "stay_id": number,
        "kind": kind,
        "blocks_discharge": "yes",
        "waiting_on": "City council housing options",
        "waiting_since": admitted + timedelta(days=2),
    }


def _interval(number: int, admitted: date, left: date | None) -> Row:
    return {"barrier_id": number, "began_on": admitted + timedelta(days=1), "resolved_on": left}


def _action(number: int, admitted: date, left: date | None) -> Row:
    due = left or TODAY + timedelta(days=number % 21 - 10)
    return {
        "ref": f"A-{number:07}",
        "stay_id": number,
        "barrier_id": number,
        "what": "Ring the housing office about the move-in date",
        "owner_kind": "staff",
        "owner": "Officer",
        "due_on": due,
        "done_on": left,
    }


def _contact(number: int, admitted: date) -> Row:
    return {
        "ref": f"C-{number:07}",
        "stay_id": number,
        "on": admitted + timedelta(days=1),
        "with_whom": "Ward nurse",
        "method": "phone",
        "text": "Keys are with the neighbour; the meter is in credit.",
    }


def insert_rows(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    """Fills in what every table of the product keeps: the version, who wrote the row and when."""
    known = Base.metadata.tables[table].columns.keys()
    first = next(rows)
    always: Row = {"version": 1, "recorded_at": WRITTEN[0], "recorded_by": WRITTEN[1]}
    extra = {name: value for name, value in always.items() if name in known}
    names = [*first, *extra]
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    values = (tuple(map(_stored, (*row.values(), *extra.values()))) for row in _with_first(first, rows))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)


def _with_first(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
