"""Changing the settings of a year: freely before it begins, with a reason once it has."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import User
from enabler.record.evidence.costs import add_published_unit_costs, add_unit_cost, retire_unit_cost
from enabler.record.evidence.report_settings import defaults, report_settings, setting_changes
from enabler.vocabulary import Setting
from tests.browser import Browser

COMING, RUNNING = "/report-settings/2027/change", "/report-settings/2026/change"


def test_the_coming_year_needs_no_reason(as_administrator: Browser, session: Session) -> None:
    form = as_administrator.get("/report-settings/2027").follow("Change settings of 2027/28").form()
    page = form.submit(
        basis_first="sealed",
        basis_second="comparison",
        basis_third="",
        horizon="90",
        sealed_grade="5",
        sealed_elsewhere_counts="yes",
        deadweight_low="12.5%",
        optimism_6="45",
        optimism_source="Board paper 12",
    )
    assert "The settings of 2027/28 are saved." in page.main
    assert report_settings(session, 2027) == defaults() | {
        "basis_order": ["sealed", "comparison"],
        "horizon": 90,
        "sealed_grade": 5,
        "sealed_elsewhere_counts": True,
        "deadweight_low": 0.125,
        "optimism": defaults()["optimism"] | {"6": 0.45},
        "optimism_source": "Board paper 12",
    }
    assert report_settings(session, 2026) == defaults()
    again = as_administrator.get(COMING).form()
    assert dict(again.values)["deadweight_low"] == "12.5" and dict(again.values)["basis_third"] == ""
    assert "Nothing was changed." in again.submit().main


def test_the_running_year_says_so_before_one_types(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get(RUNNING)
    assert page.main.index("This year has begun on 1 April 2026") < page.main.index("First basis")
    refused = page.form().submit(deadweight_high="50", reason="  ")
    assert refused.errors == [
        "The reporting year 2026/27 has begun. Say why this changes: it is printed with the figures."
    ]
    assert dict(refused.form().values)["deadweight_high"] == "50"
    assert setting_changes(session, 2026) == []
    saved = refused.form().submit(reason="The board asked")
    assert "Deadweight, high 40% 50% Ada Ashworth The board asked" in saved.main
    (change,) = setting_changes(session, 2026)
    assert change.late and change.reason == "The board asked"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"basis_second": "comparison", "basis_third": ""}, "basis_second", "named twice"),
        ({"basis_third": "sealed"}, "basis_third", "named twice"),
        ({"deadweight_low": "21"}, "deadweight_low", "low before central before high"),
        ({"deadweight_high": "19"}, "deadweight_high", "low before central before high"),
        ({"deadweight_central": "a fifth"}, "deadweight_central", "“a fifth” is not a percentage"),
        ({"deadweight_central": "-5"}, "deadweight_central", "is not a percentage"),
        ({"deadweight_central": ""}, "deadweight_central", "Enter a percentage"),
        ({"optimism_3": "16"}, "optimism_4", "a worse grade never has less"),
        ({"optimism_6": "101"}, "optimism_6", "is not a percentage"),
        ({"optimism_source": " "}, "optimism_source", "Say where these percentages come from"),
        ({"horizon": "0"}, "horizon", "at least 1 night"),
        ({"horizon": "two months"}, "horizon", "“two months” is not a number"),
        ({"horizon": "1.5"}, "horizon", "is not a whole number"),
        ({"sealed_grade": "7"}, "sealed_grade", "Not a valid choice"),
        ({"unit_cost_acute": "999"}, "unit_cost_acute", "Not a valid choice"),
        ({"basis_first": ""}, "basis_first", "Not a valid choice"),
        ({"reason": "x" * 2001}, "reason", "too long"),
    ],
)
def test_refused_at_its_field_and_kept(
    as_administrator: Browser, session: Session, typed: dict[str, Any], field: str, sentence: str
) -> None:
    page = as_administrator.get(COMING).form().submit(**({"reason": "What I typed"} | typed))
    assert page.status == 422 and len(page.errors) == 1 and sentence in page.errors[0]
    assert page.links[page.errors[0]] == f"#{field}"
    if "reason" not in typed:
        assert dict(page.form().values)["reason"] == "What I typed"
    assert report_settings(session, 2027) == defaults()


def test_unit_costs_are_chosen_and_left_to_the_rule(
    as_administrator: Browser, session: Session, cli_actor: Actor
) -> None:
    with atomic(session):
        cost = add_unit_cost(session, by=cli_actor, setting=Setting.ACUTE, pounds=410, price_year="2026", source="Us")
        add_published_unit_costs(session, by=cli_actor)
    key = str(cost.id)
    page = as_administrator.get(RUNNING)
    assert "Not chosen: no pounds, by the rule" in page.main and "£410 a bed night, 2026 prices: Us" in page.main
    page = page.form().submit(unit_cost_acute=key, unit_cost_community="none", reason="Ours")
    assert "£410 a bed night, 2026 pricesUs own of 2026/27" in page.main
    assert report_settings(session, 2026)["unit_costs"] == {"acute": cost.id, "community": None}
    form = as_administrator.get(RUNNING).form()
    assert (dict(form.values)["unit_cost_acute"], dict(form.values)["unit_cost_community"]) == (key, "none")
    form.submit(unit_cost_acute="", reason="Not ours after all")
    assert report_settings(session, 2026)["unit_costs"] == {"community": None}


def test_a_retired_cost_in_use_is_no_change(as_administrator: Browser, session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        cost = add_unit_cost(session, by=cli_actor, setting=Setting.ACUTE, pounds=410, price_year="2026", source="Us")
    as_administrator.get(RUNNING).form().submit(unit_cost_acute=str(cost.id), reason="Ours")
    with atomic(session):
        retire_unit_cost(session, by=cli_actor, unit_cost_id=cost.id, why="Too old")
    page = as_administrator.get(RUNNING)
    assert "£410 a bed night, 2026 prices, retired: Us" in page.main
    assert "Nothing was changed." in page.form().submit().main
    coming = as_administrator.get(COMING)  # there the choice has lapsed
    assert "£410" not in coming.main and "Nothing was changed." in coming.form().submit().main
    assert setting_changes(session, 2027) == []


def test_two_administrators_at_once(
    app: Flask, as_administrator: Browser, administrator: User, session: Session
) -> None:
    mine = as_administrator.get(COMING).form().fill(deadweight_low="5", basis_third="")
    Browser(app).sign_in(administrator).get(COMING).form().submit(deadweight_low="15", horizon="60")
    page = mine.submit()
    assert page.status == 422 and "Somebody else saved this while you were typing" in page.errors[0]
    table = " ".join(" ".join(next(page.tree.iter("table")).itertext()).split())
    assert "Deadweight, low 15% 5%" in table and "Horizon 60 empty" in table and "Third basis Cited value" in table
    assert report_settings(session, 2027)["deadweight_low"] == 0.15
    assert "The settings of 2027/28 are saved." in page.form().submit(horizon="60").main
    found = report_settings(session, 2027)
    assert (found["deadweight_low"], found["horizon"], len(found["basis_order"])) == (0.05, 60, 2)


def test_a_year_that_is_not_there(as_administrator: Browser) -> None:
    assert as_administrator.get("/report-settings/2040/change").status == 404
