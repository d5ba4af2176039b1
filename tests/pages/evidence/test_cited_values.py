"""The cited values in use, with the published figures to look at beside them."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence.cited_means import add_cited_value
from enabler.rules.method.assumptions import CitedValue
from enabler.vocabulary import Setting
from tests.browser import Browser


def test_empty_with_the_published_figures_to_look_at(as_evaluator: Browser) -> None:
    page = as_evaluator.get("/cited-values")
    assert "There is no cited value." in page.main
    assert "Nothing here enters a figure by itself." in page.main
    assert "−20.3" in page.main and "6.09" in page.main and "546,404" in page.main
    assert page.follow("Add a cited value").heading == "Add a cited value"


def test_each_with_where_it_comes_from(as_evaluator: Browser, session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        value = CitedValue("Audit <i>2024</i>", Setting.ACUTE, 14.5, "Made-up authors, page 14", 212, 3)
        add_cited_value(session, by=cli_actor, value=value)
    page = as_evaluator.get("/cited-values")
    assert "Audit <i>2024</i>" in page.main and "<i>2024" not in page.html
    assert "14.5" in page.main and "212" in page.main and "Made-up authors, page 14" in page.main
    assert page.follow("Retire Audit").status == 200


@pytest.mark.parametrize("who", ["officer", "coordinator"])
def test_not_for_the_wards(app: Flask, request: pytest.FixtureRequest, who: str) -> None:
    assert Browser(app).sign_in(request.getfixturevalue(who)).get("/cited-values").status == 403
