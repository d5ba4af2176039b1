"""Estimates are sealed before discharge, and another view is another estimate."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Estimate, Stay, Ward
from enabler.record.stay import estimates, stays
from enabler.rules.refusal import Refused

MAY_10 = date(2026, 5, 10)


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    with clock.moved_to(MAY_10), atomic(session):
        return stays.quick_add(session, by=actor, name="SINGH", ward_id=ward.id, what_is_wrong="Arrears")


def seal(session: Session, by: Actor, stay: Stay, low: float, likely: float, high: float) -> Estimate:
    said: dict[str, Any] = {"reason": "As the last three", "agreed_by": "Priya Nair"}
    with clock.moved_to(MAY_10), atomic(session):
        return estimates.seal_estimate(session, by=by, stay_id=stay.id, low=low, likely=likely, high=high, **said)


def test_another_view_is_another_estimate(session: Session, actor: Actor, stay: Stay) -> None:
    first = seal(session, actor, stay, 10, 20, 40)
    seal(session, actor, stay, 0, 0.5, 0.5)
    found = estimates.estimates_of(session, stay.id)
    assert [(one.low, one.likely, one.high) for one in found] == [(10, 20, 40), (0, 0.5, 0.5)]
    assert (first.made_by, first.agreed_by, first.elsewhere) == (actor.name, "Priya Nair", "no")
    assert clock.london_date(first.sealed_at) == MAY_10


@pytest.mark.parametrize(
    ("numbers", "field"),
    [((-1, 2, 3), "low"), ((5, 4, 6), "likely"), ((1, 5, 4), "high"), ((1, 2, 99_999), "high")],
)
def test_numbers_out_of_order(
    session: Session, actor: Actor, stay: Stay, numbers: tuple[float, float, float], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        seal(session, actor, stay, *numbers)
    assert refusal.value.field == field
    assert estimates.estimates_of(session, stay.id) == []


def test_nothing_is_sealed_after_the_discharge(session: Session, actor: Actor, stay: Stay) -> None:
    with atomic(session):
        session.get_one(Stay, stay.id).discharged_on = MAY_10
    with pytest.raises(Refused, match="has left"):
        seal(session, actor, stay, 1, 2, 3)
