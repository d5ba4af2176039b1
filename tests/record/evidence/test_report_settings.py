"""Settings of figures are fixed before their year; a later change says when, who and why."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence.costs import add_unit_cost
from enabler.record.evidence.report_settings import (
    SettingHeld,
    change_report_settings,
    defaults,
    held_settings,
    report_settings,
    setting_changes,
    settings_version,
)
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Setting

TODAY = date(2026, 9, 14)
BEFORE_2025, IN_2025, IN_2026 = date(2025, 3, 31), date(2025, 4, 1), date(2026, 4, 1)


@pytest.fixture(autouse=True)
def a_monday_in_september() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def change(
    session: Session, by: Actor, year: int, reason: str | None = None, *, on: date | None = None, **values: Any
) -> list[str]:
    with clock.moved_to(on or clock.today()), atomic(session):
        return change_report_settings(session, by=by, year=year, values=values, reason=reason)


def test_before_the_year_nothing_need_be_said(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 3, 31)):
        assert change(session, cli_actor, 2026, deadweight_central=0.25) == ["deadweight_central"]
    assert report_settings(session, 2025) == defaults()
    assert report_settings(session, 2026)["deadweight_central"] == 0.25
    assert report_settings(session, 2027)["deadweight_central"] == 0.25
    assert [one.late for one in setting_changes(session, 2026)] == [False]


def test_once_it_has_begun_a_change_needs_its_reason(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 4, 1)):
        for reason in (None, "", "  "):
            with pytest.raises(Refused, match="2026/27 has begun") as refused:
                change(session, cli_actor, 2026, reason, horizon=60)
            assert refused.value.field == "reason"
        assert report_settings(session, 2026)["horizon"] is None
        change(session, cli_actor, 2026, "The cohort's longest row was an error", horizon=60)
    (made,) = setting_changes(session, 2026)
    assert (made.key, made.before, made.value, made.late) == ("horizon", None, 60, True)
    assert made.by == cli_actor.name and made.reason


def test_what_is_the_same_is_no_change(session: Session, cli_actor: Actor) -> None:
    assert change(session, cli_actor, 2020, deadweight_low=0.10) == []
    assert setting_changes(session, 2020) == []


@pytest.mark.parametrize(
    ("made", "held"),
    [
        ([], {2024: (None, None), 2025: (None, None), 2026: (None, None)}),
        ([(2025, BEFORE_2025, 60)], {2024: (None, None), 2025: (60, 2025), 2026: (60, 2025), 2027: (60, 2025)}),
        ([(2025, IN_2025, 60)], {2024: (None, None), 2025: (60, 2025), 2026: (60, 2025)}),
        # A change that comes after the next year began stays in its own year.
        ([(2025, IN_2026, 60)], {2025: (60, 2025), 2026: (None, None), 2027: (None, None)}),
        ([(2025, BEFORE_2025, 60), (2025, IN_2026, 90)], {2025: (90, 2025), 2026: (60, 2025), 2027: (60, 2025)}),
        ([(2025, BEFORE_2025, 60), (2026, IN_2026, 90)], {2025: (60, 2025), 2026: (90, 2026), 2027: (90, 2026)}),
        ([(2025, BEFORE_2025, 60), (2025, IN_2025, 90)], {2025: (90, 2025), 2026: (90, 2025)}),
        # 2024 is changed when 2025 has begun, before 2026 has: neither takes it over.
        ([(2024, IN_2025, 60)], {2024: (60, 2024), 2025: (None, None), 2026: (None, None)}),
    ],
)
def test_own_taken_over_or_default(
    session: Session,
    cli_actor: Actor,
    made: list[tuple[int, date, int]],
    held: dict[int, tuple[int | None, int | None]],
) -> None:
    for year, on, nights in made:
        change(session, cli_actor, year, "A reason", on=on, horizon=nights)
    found = {year: held_settings(session, year)["horizon"] for year in held}
    assert found == {year: SettingHeld(*what) for year, what in held.items()}


def test_what_was_before_is_what_held_when_the_year_began(session: Session, cli_actor: Actor) -> None:
    change(session, cli_actor, 2025, on=BEFORE_2025, horizon=60)
    change(session, cli_actor, 2025, "Late", on=IN_2026, horizon=90)
    change(session, cli_actor, 2026, "Late", on=IN_2026, horizon=70)
    change(session, cli_actor, 2026, "Later", on=date(2026, 5, 1), horizon=75)
    assert [(one.before, one.value) for one in setting_changes(session, 2026)] == [(60, 70), (70, 75)]
    assert [(one.before, one.value) for one in setting_changes(session, 2025)] == [(None, 60), (60, 90)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis_order": ["sealed", "cited", "sealed"]}, "order"),
        ({"deadweight_low": 0.5}, "deadweight"),
        ({"deadweight_high": 0.15}, "deadweight"),
        ({"horizon": 0}, "horizon"),
        ({"sealed_grade": 7}, "grade"),
        ({"optimism": {str(grade): 0.5 - grade / 20 for grade in range(1, 7)}}, "optimism"),
        ({"optimism_source": " "}, "optimism_source"),
        ({"unit_costs": {"acute": 999}}, "unit_cost_acute"),
    ],
)
def test_a_year_is_looked_at_as_a_whole(session: Session, cli_actor: Actor, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        change(session, cli_actor, 2027, **values)
    assert refused.value.field == field
    assert report_settings(session, 2027) == defaults()


def test_a_unit_cost_is_chosen_for_its_own_setting(session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        cost = add_unit_cost(
            session, by=cli_actor, setting=Setting.ACUTE, pounds=500, price_year="2026", source="Finance department"
        )
    with pytest.raises(Refused) as refused:
        change(session, cli_actor, 2027, unit_costs={"mental health": cost.id})
    assert refused.value.field == "unit_cost_mental_health"
    assert change(session, cli_actor, 2027, unit_costs={"acute": cost.id, "community": None}) == ["unit_costs"]


def test_two_people_at_once(session: Session, cli_actor: Actor) -> None:
    seen = settings_version(session)
    change(session, cli_actor, 2027, horizon=60)
    with pytest.raises(Stale) as stale, atomic(session):
        change_report_settings(
            session, by=cli_actor, year=2027, values={"horizon": 70}, reason=None, expected_version=seen
        )
    assert stale.value.theirs["horizon"] == 60 and stale.value.theirs["version"] == settings_version(session)
    assert report_settings(session, 2027)["horizon"] == 60
