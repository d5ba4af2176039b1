"""Adding a unit cost: for the years to come, or in one step for the running one, with a reason."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import UnitCost
from enabler.record.evidence.prices import unit_costs_in_use
from enabler.record.evidence.report_settings import setting_changes
from enabler.vocabulary import Setting
from tests.browser import Browser

TYPED = {"setting": "mental health", "pounds": "£1,012.50", "price_year": "2025/26", "source": "Finance, 3 June"}


def in_use(session: Session, year: int) -> float | None:
    cost = unit_costs_in_use(session, year)[Setting.MENTAL_HEALTH].cost
    return cost.pounds if cost else None


def test_for_the_years_to_come(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/unit-costs").follow("Add a unit cost").form().submit(**TYPED, low="990")
    assert "£1,012.50 a bed night, 2025/26 prices, is in the library." in page.main
    kept = session.scalars(select(UnitCost)).one()
    assert (kept.pounds, kept.low, kept.high, kept.cashable, kept.source) == (
        1012.5,
        990,
        None,
        "no",
        "Finance, 3 June",
    )
    assert (in_use(session, 2026), in_use(session, 2027)) == (None, 1012.5)


def test_in_the_running_year_in_one_step(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/unit-costs/new")
    assert "2026/27 has begun, and what prices its nights is fixed." in page.main
    refused = page.form().submit(**TYPED, use_now="y")
    assert "The reporting year 2026/27 has begun. Say why this changes" in refused.errors[0]
    assert refused.links[refused.errors[0]] == "#reason"
    assert session.scalars(select(UnitCost)).all() == [] and dict(refused.form().values)["use_now"] == "y"
    done = refused.form().submit(reason="The old one was of another hospital")
    assert "is in the library. It is in use in 2026/27." in done.main
    assert in_use(session, 2026) == 1012.5
    (change,) = setting_changes(session, 2026)
    assert (change.key, change.late, change.reason) == ("unit_costs", True, "The old one was of another hospital")
    assert "after the year began Unit cost, mental health" in as_administrator.get("/report-settings").main


def test_the_other_settings_of_the_year_stay(as_administrator: Browser, session: Session) -> None:
    for setting in ("acute", "mental health"):
        form = as_administrator.get("/unit-costs/new").form()
        form.submit(**(TYPED | {"setting": setting}), use_now="y", reason="New")
    assert {one.chosen_for for one in unit_costs_in_use(session, 2026).values() if one.cost} == {2026}
    assert len([one for one in unit_costs_in_use(session, 2026).values() if one.cost]) == 2


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"setting": ""}, "setting", "Choose the setting."),
        ({"pounds": ""}, "pounds", "Enter the pounds for a bed night."),
        ({"pounds": "0"}, "pounds", "more than nothing"),
        ({"pounds": "-5"}, "pounds", "cannot be less than nothing"),
        ({"pounds": "a lot"}, "pounds", "“a lot” is not a sum of money."),
        ({"low": "2,000"}, "low", "at most the cost itself"),
        ({"high": "10"}, "high", "below the cost itself"),
        ({"price_year": ""}, "price_year", "Enter the year"),
        ({"price_year": "2023/25"}, "price_year", "Write the price year as 2025 or 2023/24."),
        ({"source": "   "}, "source", "without a source it gives no pounds"),
        ({"source": "x" * 2001}, "source", "too long"),
        ({"cashable": "perhaps"}, "cashable", "Not a valid choice"),
    ],
)
def test_refused_at_its_field_and_kept(
    as_administrator: Browser, session: Session, typed: dict[str, Any], field: str, sentence: str
) -> None:
    page = as_administrator.get("/unit-costs/new").form().submit(**(TYPED | typed))
    assert page.status == 422 and len(page.errors) == 1 and sentence in page.errors[0]
    assert page.links[page.errors[0]].startswith(f"#{field}")
    kept = dict(page.form().values)
    assert all(kept[name] == value for name, value in TYPED.items() if name not in typed)
    assert session.scalars(select(UnitCost)).all() == []
