"""More stays beside the worked example, so that there are enough for an interval and for the cross-check."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, Ward
from enabler.record.evidence.costs import add_service_cost, add_unit_cost
from enabler.vocabulary import Setting
from tests.makers import add_judgements, make_stay

READY = date(2026, 4, 20)
# The comparison leads one to expect 23 nights of each.
SHORTER = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
AS_LONG = (0, 0, 0, 0, 0, 0, 68, 68, 68, 68, 68, 68)


def add_waits(session: Session, nights: Iterable[int | None]) -> list[Stay]:
    """Ready on one day, held by having no home; None is still in hospital."""
    ward = session.scalars(select(Ward).where(Ward.name == "Bosworth")).one()
    return [_wait(session, ward, one) for one in nights]


def _wait(session: Session, ward: Ward, nights: int | None) -> Stay:
    left = None if nights is None else READY + timedelta(days=nights)
    stay = make_stay(
        session, ward, admitted=date(2026, 4, 1), case=date(2026, 4, 2), ready=READY, left=left,
        discharge_outcome=left and "discharged", barriers=[{"kind": "no_home", "began": date(2026, 4, 1)}],
    )  # fmt: skip
    with atomic(session):
        add_judgements(session, stay, "no_home", judged=date(2026, 4, 10))
    return stay


def add_prices(session: Session, by: Actor) -> None:
    """A sourced bed night, and a service that costs £1,000 a week."""
    with clock.moved_to(date(2026, 3, 1)), atomic(session):
        add_unit_cost(session, by=by, setting=Setting.MENTAL_HEALTH, pounds=500, price_year="2025", source="S & co")
        year = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
        add_service_cost(session, by=by, funder="The council", pence=5_200_000, note=None, **year)
