"""Who looked at whom is in the trail: every page that names a patient or another person who signs in leaves its
line."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from enabler.vocabulary import Role
from tests.browser import Browser
from tests.web.house import NAMES, NOBODY, House, routes, whoever_may

CHANGES = """
UPDATE patients SET surname = 'Quillfeather' || id, given_names = 'Zephyrine' || id, nhs_number = NULL;
"""
ENDING = ("accounts.lock", "accounts.sign_out")  # they would end the visit
NAMED = re.compile("Quillfeather|Zephyrine|" + "|".join(NAMES.values()) + "|Jo Marsh", re.IGNORECASE)


@pytest.fixture
def file(open_house: Flask, tmp_path: Path) -> Path:
    """The house with names that mean nothing else."""
    file = tmp_path / "enabler.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(CHANGES)
    return file


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_that_names_somebody_leaves_its_line(
    open_house: Flask, house: House, file: Path, method: str
) -> None:
    """A form is sent empty but for its token, so that it comes back."""
    tokens = {role: form_token(house.visitor(open_house, role)) for role in Role}
    without = []
    for rule in (rule for rule in routes(open_house, method) if rule.endpoint not in ENDING):
        role = whoever_may(open_house, rule)
        visitor = house.visitor(open_house, role)
        before = lines(file)
        answer = visitor.send(method, house.address(open_house, rule), data={"csrf_token": tokens.get(role, "")})
        if names_in(answer, NAMES.get(role, NOBODY)) and lines(file) == before:
            without.append(rule.endpoint)
    assert without == []


def form_token(visitor: Browser) -> str:
    return dict(visitor.get("/password").form().values)["csrf_token"]


def lines(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM audit").fetchone()[0])


def names_in(answer: TestResponse, own: str) -> list[str]:
    """Other people's names in what is read."""
    if answer.status_code >= 300 and answer.status_code != 422:
        return []
    if answer.mimetype not in ("text/html", "text/plain"):
        return ["a file"]
    return sorted(set(NAMED.findall(answer.get_data(as_text=True))) - {own})
