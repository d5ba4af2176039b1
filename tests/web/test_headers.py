"""The headers of every answer, errors and files included, and the flags of the cookie."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from enabler.models import User
from enabler.vocabulary import Role
from enabler.web.sessions import COOKIE
from tests.browser import PASSWORD, Browser
from tests.web.house import NOBODY, House
from tests.web.tour import Tours

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def check(answer: TestResponse, where: str) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, where
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy, where
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, where
    assert answer.headers["Strict-Transport-Security"].startswith("max-age="), where
    assert "camera=()" in answer.headers["Permissions-Policy"], where
    assert "Server" not in answer.headers or "ython" not in answer.headers["Server"], where


@pytest.mark.parametrize("role", [*Role, NOBODY])
def test_every_page_and_every_refusal(tours: Tours, role: str) -> None:
    for visit in tours(role).visits:
        check(visit.answer, visit.rule.rule)
        assert visit.answer.headers["Cache-Control"] == "no-store", visit.rule.rule
        cookies = visit.answer.headers.getlist("Set-Cookie")
        assert all(cookie.startswith(COOKIE) for cookie in cookies), visit.rule.rule


@pytest.mark.parametrize(
    ("method", "address", "code"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/stays/999999", 404),
        ("GET", "/users", 403),
        ("GET", "/lock", 405),
        ("POST", "/add", 400),
        ("GET", "/static/nowhere.js", 404),
        ("GET", "/stays/one", 404),
        ("PUT", "/today", 405),
    ],
)
def test_errors_too(open_house: Flask, house: House, method: str, address: str, code: int) -> None:
    answer = house.visitor(open_house, Role.OFFICER).send(method, address)
    assert answer.status_code == code
    check(answer, address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Traceback" not in answer.get_data(as_text=True)


def test_too_large(open_house: Flask, house: House) -> None:
    answer = house.visitor(open_house, Role.OFFICER).send("POST", "/add", data={"name": "x" * 21_000_000})
    assert answer.status_code == 413
    check(answer, "too large")


def test_a_fault_of_ours(open_house: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail of the inside")

    monkeypatch.setitem(open_house.view_functions, "worklists.today", _with_rule(open_house, "worklists.today", fail))
    answer = house.visitor(open_house, Role.OFFICER).send("GET", "/today")
    assert answer.status_code == 500
    check(answer, "fault")
    assert "secret detail" not in answer.get_data(as_text=True)


def _with_rule(app: Flask, endpoint: str, view: object) -> object:
    view.access_rule = app.view_functions[endpoint].access_rule  # type: ignore[attr-defined]
    return view


def test_files_may_be_kept_and_only_they(open_house: Flask, house: House) -> None:
    visitor = house.visitor(open_house, NOBODY)
    page = visitor.get("/sign-in")
    styles = re.findall(r'(?:href|src)="(/static/[^"]+\?v=[^"]+)"', page.html)
    assert styles
    for address in styles:
        answer = visitor.send("GET", address)
        check(answer, address)
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()
    plain = visitor.send("GET", styles[0].split("?")[0])
    assert plain.headers["Cache-Control"] == "no-cache"
    plain.close()


def test_the_cookie(browser: Browser, officer: User) -> None:
    answer = browser.get("/sign-in").form().submit_raw(name=officer.name, password=PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=") and COOKIE.startswith("__Host-")
    flags = {flag.strip() for flag in cookie.split(";")[1:]}
    assert flags == {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}  # no Domain, no life of its own


def test_sensitive_words_never_in_addresses(open_house: Flask, house: House) -> None:
    """Search words are posted: a GET would leave them in the history and in the logs of everything in between."""
    page = house.visitor(open_house, Role.OFFICER).get("/search")
    forms = [form for form in page.tree.iter("form") if form.find(".//input[@type='search']") is not None]
    assert all(form.get("method") == "post" for form in forms)
