"""A role's walk through every page there is, done once for all that is asked of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.web.house import House, business, differences, routes

# Names that mean nothing else, so that a page which has one names somebody.
NAMES_OF_PATIENTS = """
UPDATE patients SET surname = 'Quillfeather' || id, given_names = 'Zephyrine' || id, nhs_number = NULL;
"""


@dataclass(frozen=True)
class Visit:
    rule: Rule
    answer: TestResponse
    left_a_line: bool  # in the trail


@dataclass(frozen=True)
class Tour:
    visits: list[Visit]
    changed: dict[str, list[str]]  # the business rows that differ after it


def rename_patients(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(NAMES_OF_PATIENTS)


def walk(app: Flask, house: House, file: Path, role: str) -> Tour:
    """A GET of every route, whether the role may go there or not."""
    visitor = house.visitor(app, role)
    before = business(file)
    visits = [visit(visitor, file, rule, "GET", house.address(app, rule)) for rule in routes(app, "GET")]
    return Tour(visits, differences(before, business(file)))


def visit(visitor: Browser, file: Path, rule: Rule, method: str, address: str, **options: object) -> Visit:
    before = lines_in_trail(file)
    answer = visitor.send(method, address, **options)
    return Visit(rule, answer, lines_in_trail(file) != before)


def lines_in_trail(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM audit").fetchone()[0])


Tours = Callable[[str], Tour]
