"""Who looked at whom is in the trail: every page that names a patient or another person who signs in leaves its
line."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from enabler.vocabulary import Role
from tests.browser import Browser
from tests.web.house import NAMES, NOBODY, House, routes, whoever_may
from tests.web.tour import Tours, Visit, rename_patients, visit

ENDING = ("accounts.lock", "accounts.sign_out")  # they would end the visit
NAMED = re.compile("Quillfeather|Zephyrine|" + "|".join(NAMES.values()) + "|Jo Marsh", re.IGNORECASE)


@pytest.mark.parametrize("role", [*Role, NOBODY])
def test_every_page_that_names_somebody_leaves_its_line(tours: Tours, role: str) -> None:
    assert [visit.rule.endpoint for visit in tours(role).visits if names_without_a_line(visit, role)] == []


def test_every_form_that_comes_back_does(open_house: Flask, house: House, tmp_path: Path) -> None:
    """It is sent empty but for its token."""
    file = tmp_path / "enabler.sqlite3"
    rename_patients(file)
    tokens = {role: form_token(house.visitor(open_house, role)) for role in Role}
    without = []
    for rule in (rule for rule in routes(open_house, "POST") if rule.endpoint not in ENDING):
        role = whoever_may(open_house, rule)
        form = {"csrf_token": tokens.get(role, "")}
        address = house.address(open_house, rule)
        if names_without_a_line(visit(house.visitor(open_house, role), file, rule, "POST", address, data=form), role):
            without.append(rule.endpoint)
    assert without == []


def names_without_a_line(met: Visit, role: str) -> bool:
    return bool(names_in(met.answer, NAMES.get(role, NOBODY))) and not met.left_a_line


def form_token(visitor: Browser) -> str:
    return dict(visitor.get("/password").form().values)["csrf_token"]


def names_in(answer: TestResponse, own: str) -> list[str]:
    """Other people's names in what is read."""
    if answer.status_code >= 300 and answer.status_code != 422:
        return []
    if answer.mimetype not in ("text/html", "text/plain"):
        return ["a file"]
    return sorted(set(NAMED.findall(answer.get_data(as_text=True))) - {own})
