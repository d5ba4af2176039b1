"""A number that no row can have is not found: in every address and every filter, on both databases."""

import ast
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.models import User, Ward
from tests.browser import Browser
from tests.makers import make_stay
from tests.web.house import House, routes, whoever_may

ROOT = Path(__file__).resolve().parents[2]
TOO_LARGE = [2**31, 2**63, 10**30, "9" * 5000]
FILTERS = [
    "/today?ward={}", "/today?page={}", "/caseload?ward={}", "/caseload?page={}",
    "/stays/{stay}/history?before={}", "/stays/{stay}/actions/new?barrier={}", "/add?ward={}", "/published?page={}",
]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_takes_it(open_house: Flask, house: House, method: str) -> None:
    """Each number of each address in turn, the others as they should be; just below, the database is asked."""
    for rule in routes(open_house, method):
        visitor = house.visitor(open_house, whoever_may(open_house, rule))
        address = house.address(open_house, rule)
        for name in sorted(rule.arguments):
            if f"<int:{name}>" not in rule.rule:
                continue
            for number, status in [*((number, {404}) for number in TOO_LARGE[1:3]), (2**31 - 1, {302, 400, 403, 404})]:
                tried = house.address(open_house, rule, **{name: number})
                assert tried != address
                assert visitor.send(method, tried).status_code in status, f"{method} {tried}"


def asked(browser: Browser, path: str) -> int:
    return browser.send("GET", path).status_code


@pytest.mark.postgres
@pytest.mark.parametrize("role", ["officer", "evaluator"])
def test_no_filter_takes_it(
    browser: Browser, session: Session, ward: Ward, officer: User, evaluator: User, role: str
) -> None:
    stay = make_stay(session, ward).id
    browser.sign_in(officer if role == "officer" else evaluator)
    for path in FILTERS:
        if path.startswith("/published") == (role == "evaluator"):
            assert asked(browser, path.format(1, stay=stay)) == 200, path
            for number in TOO_LARGE:
                assert asked(browser, path.format(number, stay=stay)) == 404, (path, str(number)[:20])
                assert asked(browser, path.format(f"-{number}", stay=stay)) == 404, path
            for odd in ("", "x", "1.5", "-1", "0", "2147483", "²"):
                assert asked(browser, path.format(odd, stay=stay)) in (200, 404), (path, odd)


@pytest.mark.postgres
def test_no_record_has_it(browser: Browser, session: Session, ward: Ward, officer: User) -> None:
    browser.sign_in(officer)
    for number in (2**31 - 1, *TOO_LARGE):
        assert asked(browser, f"/stays/{number}") == 404
        assert asked(browser, f"/wards/{number}/list") == 404


def test_filters_are_read_in_one_place() -> None:
    """Whoever reads a number from an address by another way would meet a fault of the database."""
    for path in (ROOT / "enabler").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "type":
                assert not (isinstance(node.value, ast.Name) and node.value.id == "int"), f"{path}:{node.value.lineno}"
