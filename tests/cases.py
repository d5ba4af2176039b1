"""A case as the tests of leaving need it: on fixed days, held by one barrier."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from tests.makers import make_stay


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
