"""What is set for a reporting year changes the reports of that year, and of no other."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.report.days_avoided import days_avoided
from enabler.figures.report.money import prices
from enabler.record.evidence.costs import add_service_cost, add_unit_cost
from enabler.record.evidence.report_settings import change_report_settings, defaults
from enabler.rules.method.periods import Period
from enabler.vocabulary import Setting

QUARTER, AS_AT = Period(date(2026, 4, 1), date(2026, 6, 30)), date(2026, 7, 1)
GROSS = 34.5 + 460 / 26 - 7


def net(session: Session) -> float:
    return days_avoided(session, period=QUARTER, as_at=AS_AT).ledger.totals.net.central


def set_for(session: Session, by: Actor, year: int, **values: object) -> None:
    with clock.moved_to(date(2026, 8, 1)), atomic(session):
        change_report_settings(session, by=by, year=year, values=values, reason="A reason")


def test_optimism(example: Session, cli_actor: Actor) -> None:
    dearer = defaults()["optimism"] | {"4": 0.2}
    set_for(example, cli_actor, 2025, optimism=dearer)
    set_for(example, cli_actor, 2027, optimism=dearer)
    assert net(example) == pytest.approx(GROSS * 0.85)
    set_for(example, cli_actor, 2026, optimism=dearer)
    assert net(example) == pytest.approx(GROSS * 0.80)


def add_cost(session: Session, by: Actor, on: date, pounds: float) -> int:
    with clock.moved_to(on), atomic(session):
        kept = add_unit_cost(
            session, by=by, setting=Setting.MENTAL_HEALTH, pounds=pounds, price_year="2025", source="Finance"
        )
    return kept.id


def pounds(session: Session) -> float | None:
    report = days_avoided(session, period=QUARTER, as_at=AS_AT)
    value = report.prices.value(report.ledger)
    return None if value is None else value.pounds.central


def test_unit_costs(example: Session, cli_actor: Actor) -> None:
    late = add_cost(example, cli_actor, date(2026, 5, 1), 600)
    assert pounds(example) is None
    set_for(example, cli_actor, 2025, unit_costs={"mental health": late})
    assert pounds(example) is None
    set_for(example, cli_actor, 2026, unit_costs={"mental health": late})
    assert pounds(example) == pytest.approx(GROSS * 0.85 * 600)
    set_for(example, cli_actor, 2026, unit_costs={"mental health": None})
    assert pounds(example) is None


def test_one_from_before_the_year_needs_no_choice(example: Session, cli_actor: Actor) -> None:
    add_cost(example, cli_actor, date(2026, 3, 31), 500)
    add_cost(example, cli_actor, date(2026, 4, 1), 600)
    assert pounds(example) == pytest.approx(GROSS * 0.85 * 500)
    assert [one.pounds for one in prices(example, 2027).of_a_night] == [600]
    with clock.moved_to(date(2027, 5, 1)):  # looked at again a year later, it is priced as it was
        assert pounds(example) == pytest.approx(GROSS * 0.85 * 500)
        assert [one.pounds for one in prices(example).of_a_night] == [600]


def test_break_even_with_two_funders(example: Session, cli_actor: Actor) -> None:
    add_cost(example, cli_actor, date(2026, 3, 31), 500)
    with atomic(example):
        for funder, pence in (("Council", 910_000), ("Integrated care board", 910_000)):
            add_service_cost(
                example, by=cli_actor, funder=funder, from_on=QUARTER.from_on, to_on=QUARTER.to_on, pence=pence, note=None
            )  # fmt: skip
    report = days_avoided(example, period=QUARTER, as_at=AS_AT)
    found = report.prices.break_even(report.ledger)
    assert found is not None
    assert (found.cost_per_week, found.nights_per_week) == (1400, pytest.approx(2.8))
