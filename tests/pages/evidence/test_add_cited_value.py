"""Adding a cited value, as somebody writes it and as the rules take it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.record.evidence.cited_means import cited_values
from enabler.rules.method.assumptions import CitedValue
from enabler.vocabulary import Setting
from tests.browser import Browser, Page

TYPED = {
    "name": "Audit <i>2024</i>",
    "setting": "acute",
    "kind": "no_home",
    "nights": "14.5",
    "low": "11",
    "high": "1,018.2",
    "n": "212",
    "grade": "3",
    "citation": "Made-up authors, Waiting for a home, 2024, page 14",
}


def add(browser: Browser, **changes: str) -> Page:
    return browser.get("/cited-values/new").form().submit(**(TYPED | changes))


def test_added_as_the_rules_take_it(as_evaluator: Browser, session: Session) -> None:
    page = add(as_evaluator)
    assert "Audit <i>2024</i> is among the cited values." in page.main and "<i>2024" not in page.html
    assert "Acute, no home to go to 14.511 to 1,018.2 212 3 Made-up authors" in page.main
    add(as_evaluator, name="All kinds", kind="", low="", high="", nights="0")
    assert cited_values(session) == [
        CitedValue("All kinds", Setting.ACUTE, 0.0, TYPED["citation"], 212, 3),
        CitedValue("Audit <i>2024</i>", Setting.ACUTE, 14.5, TYPED["citation"], 212, 3, "no_home", 11.0, 1018.2),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": ""}, "name", "Give the value a name."),
        ({"name": "x" * 201}, "name", "too long"),
        ({"setting": ""}, "setting", "Choose the setting."),
        ({"kind": "ghosts"}, "kind", "Not a valid choice"),
        ({"nights": ""}, "nights", "Enter the mean number of nights."),
        ({"nights": "many"}, "nights", "“many” is not a number."),
        ({"nights": "nan"}, "nights", "is not a number"),
        ({"nights": "-4"}, "nights", "is not a number"),
        ({"nights": "4000", "high": ""}, "nights", "From 0 to 3660 nights can be right."),
        ({"low": "15"}, "low", "lies above the mean"),
        ({"high": "14"}, "high", "lies below the mean"),
        ({"n": "0"}, "n", "from how many patients"),
        ({"n": "2.5"}, "n", "is not a whole number"),
        ({"grade": ""}, "grade", "Choose the grade."),
        ({"citation": " "}, "citation", "without a citation it cannot be used"),
    ],
)
def test_refused_at_its_field_and_kept(
    as_evaluator: Browser, session: Session, typed: dict[str, Any], field: str, sentence: str
) -> None:
    page = add(as_evaluator, **typed)
    assert page.status == 422 and len(page.errors) == 1 and sentence in page.errors[0]
    assert page.links[page.errors[0]] == f"#{field}"
    still = dict(page.form().values)
    assert all(still[name] == value for name, value in TYPED.items() if name not in typed)
    assert cited_values(session) == []


def test_a_name_is_used_once(as_evaluator: Browser) -> None:
    add(as_evaluator)
    assert "There is already a cited value named" in add(as_evaluator).errors[0]


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_not_for_the_wards(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    browser = Browser(app).sign_in(request.getfixturevalue(who))
    assert browser.get("/cited-values/new").status == 403
