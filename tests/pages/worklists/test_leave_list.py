"""A patient without a case left the ward: nothing is asked, nothing follows."""

from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser
from tests.makers import days_ago, make_stay


def test_gone_without_a_case(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, case=None, gone_from_list_on=days_ago(2))
    page = as_officer.get("/ward-list").form("Left").submit()
    assert "SINGH, Harpreet has left Bosworth." in page.text
    session.expire_all()
    assert (stay.discharged_on, stay.discharge_outcome) == (days_ago(2), None)


def test_a_case_is_asked_where_to(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward)
    page = as_officer.get(f"/stays/{stay.id}/leave-list").form().submit()
    assert page.status == 422 and "record the discharge" in page.errors[0]
    assert stay.discharged_on is None
