"""Which unit cost prices a year: chosen, by the rule, or none. What comes while the year runs does not slip in."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import UnitCost
from enabler.record.evidence.costs import (
    add_published_unit_costs,
    add_unit_cost,
    published_not_there,
    retire_unit_cost,
    unit_costs,
)
from enabler.record.evidence.prices import standing_choices, unit_costs_in_use, years_in_use
from enabler.record.evidence.report_settings import change_report_settings
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

MARCH, MAY = date(2026, 3, 31), date(2026, 5, 1)


def add(session: Session, by: Actor, on: date, pounds: float, price_year: str = "2025") -> UnitCost:
    with clock.moved_to(on), atomic(session):
        return add_unit_cost(
            session, by=by, setting=Setting.ACUTE, pounds=pounds, price_year=price_year, source="Finance department"
        )


def choose(session: Session, by: Actor, year: int, key: int | None, on: date = MAY) -> None:
    with clock.moved_to(on), atomic(session):
        change_report_settings(session, by=by, year=year, values={"unit_costs": {"acute": key}}, reason="A reason")


def retire(session: Session, by: Actor, cost: UnitCost, on: date) -> None:
    with clock.moved_to(on), atomic(session):
        retire_unit_cost(session, by=by, unit_cost_id=cost.id, why="Withdrawn by its publisher")


def used(session: Session, year: int) -> tuple[float | None, int | None]:
    found = unit_costs_in_use(session, year)[Setting.ACUTE]
    return found.cost.pounds if found.cost else None, found.chosen_for


def test_without_any_there_are_no_pounds(session: Session) -> None:
    assert used(session, 2026) == (None, None)


def test_what_comes_while_the_year_runs_counts_from_the_next(session: Session, cli_actor: Actor) -> None:
    add(session, cli_actor, date(2026, 4, 1), 500)
    assert [used(session, year) for year in (2025, 2026, 2027)] == [(None, None), (None, None), (500, None)]


def test_the_newest_before_the_year_began(session: Session, cli_actor: Actor) -> None:
    add(session, cli_actor, date(2026, 2, 1), 400, "2026")
    add(session, cli_actor, MARCH, 500, "2020")
    add(session, cli_actor, MAY, 600)
    assert [used(session, year)[0] for year in (2026, 2027)] == [500, 600]


def test_of_one_day_the_newest_prices(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(MARCH), atomic(session):
        add_published_unit_costs(session, by=cli_actor)
    found = unit_costs_in_use(session, 2026)
    pounds = {setting: one.cost.pounds if one.cost else None for setting, one in found.items()}
    assert pounds == {Setting.ACUTE: 562, Setting.COMMUNITY: None, Setting.MENTAL_HEALTH: 564}


def test_the_published_ones_come_once(session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        added = add_published_unit_costs(session, by=cli_actor)
    retire(session, cli_actor, added[0], clock.today())
    with atomic(session):
        assert len(added) == 5 and add_published_unit_costs(session, by=cli_actor) == []
    assert published_not_there(session) == []
    assert all(one.source.endswith(("(seen)", "(derived)")) for one in added)


def test_a_choice_goes_before_the_rule(session: Session, cli_actor: Actor) -> None:
    add(session, cli_actor, MARCH, 500)
    late = add(session, cli_actor, MAY, 600)
    choose(session, cli_actor, 2026, late.id)
    assert [used(session, year) for year in (2025, 2026, 2027)] == [(None, None), (600, 2026), (600, 2026)]
    choose(session, cli_actor, 2026, None, date(2026, 6, 1))
    assert used(session, 2026) == (None, 2026)
    assert standing_choices(session, 2026) == {"acute": None}


def test_retired_while_the_year_runs_it_stays_until_the_next(session: Session, cli_actor: Actor) -> None:
    older = add(session, cli_actor, date(2025, 3, 1), 400)
    by_rule = add(session, cli_actor, MARCH, 500)
    retire(session, cli_actor, by_rule, MAY)
    assert [used(session, year)[0] for year in (2025, 2026, 2027)] == [400, 500, 400]
    choose(session, cli_actor, 2026, older.id)
    retire(session, cli_actor, older, date(2026, 6, 1))
    assert used(session, 2026) == (400, 2026)
    assert used(session, 2027) == (None, None) and standing_choices(session, 2027) == {}


@pytest.mark.parametrize(("on", "pounds"), [(MARCH, None), (date(2026, 4, 1), 500)])
def test_retired_on_the_year_s_first_day_it_is_late(
    session: Session, cli_actor: Actor, on: date, pounds: float | None
) -> None:
    retire(session, cli_actor, add(session, cli_actor, date(2026, 3, 1), 500), on)
    assert used(session, 2026)[0] == pounds


def test_a_retired_one_is_not_chosen_anew(session: Session, cli_actor: Actor) -> None:
    cost = add(session, cli_actor, MARCH, 500)
    retire(session, cli_actor, cost, MAY)
    with pytest.raises(Refused) as refused:
        choose(session, cli_actor, 2026, cost.id)
    assert refused.value.field == "unit_cost_acute"


def test_in_which_years_each_is_used(session: Session, cli_actor: Actor) -> None:
    one = add(session, cli_actor, date(2025, 3, 1), 400)
    other = add(session, cli_actor, MAY, 600)
    assert years_in_use(session, until=2027) == {one.id: [2025, 2026], other.id: [2027]}
    choose(session, cli_actor, 2023, other.id)
    assert years_in_use(session, until=2027) == {one.id: [2025, 2026], other.id: [2023, 2027]}


@pytest.mark.parametrize("why", ["", "  "])
def test_retired_only_with_a_reason_and_once(session: Session, cli_actor: Actor, why: str) -> None:
    cost = add(session, cli_actor, MARCH, 500)
    with pytest.raises(Refused, match="Say why") as refused, atomic(session):
        retire_unit_cost(session, by=cli_actor, unit_cost_id=cost.id, why=why)
    assert refused.value.field == "why"
    retire(session, cli_actor, cost, MAY)
    assert (cost.retired_on, cost.retired_by, cost.retired_why) == (MAY, cli_actor.name, "Withdrawn by its publisher")
    with pytest.raises(Refused, match="before"):
        retire(session, cli_actor, cost, MAY)
    assert [one.id for one in unit_costs(session)] == [cost.id]
