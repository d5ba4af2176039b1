"""The first page of each role; nobody's without a sign-in."""

import pytest

from tests.browser import Browser


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("officer", "/today"),
        ("coordinator", "/ward-list"),
        ("evaluator", "/days-avoided"),
        ("administrator", "/users"),
    ],
)
def test_where_each_role_begins(browser: Browser, request: pytest.FixtureRequest, who: str, path: str) -> None:
    answer = browser.sign_in(request.getfixturevalue(who)).send("GET", "/")
    assert (answer.status_code, answer.headers["Location"]) == (302, path)


def test_nobody_is_asked_to_sign_in(browser: Browser, administrator: object) -> None:
    assert browser.get("/").heading == "Sign in"
