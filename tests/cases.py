"""A case as the tests of leaving need it: on fixed days, held by one barrier."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Stay, Ward
from tests.makers import add_estimate, make_stay


def make_case(
    session: Session,
    ward: Ward,
    *,
    admitted_on: date = date(2026, 4, 1),
    case_opened_on: date | None = date(2026, 4, 2),
    ready_on: date | None = date(2026, 5, 5),
    barrier: str | None = "rent_arrears",
    **stay: Any,
) -> Stay:
    barriers = [{"kind": barrier, "began": admitted_on}] if barrier else []
    return make_stay(
        session, ward, admitted=admitted_on, case=case_opened_on, ready=ready_on, barriers=barriers, **stay
    )


def make_estimated(
    session: Session, ward: Ward, nights: int = 31, made_by: str = "Sam Okafor", *, surname: str = "Marsh"
) -> Stay:
    """Estimated on the judging day, 5 May, at 10 to 40 nights, likely 20; home after so many."""
    left_on = date(2026, 5, 5) + timedelta(days=nights)
    stay = make_case(session, ward, surname=surname, left=left_on, discharge_outcome="discharged")
    with clock.moved_to(date(2026, 5, 5)), atomic(session):
        add_estimate(session, stay).made_by = made_by
    return stay
