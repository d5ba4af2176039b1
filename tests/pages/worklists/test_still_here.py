"""The hospital's list lost somebody who is on the ward."""

from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser
from tests.makers import days_ago, make_stay


def test_back_on_the_list(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, gone_from_list_on=days_ago(1))
    page = as_officer.get("/ward-list").form("Still here").submit()
    assert "SINGH, Harpreet is still on Bosworth." in page.text and "No longer on" not in page.main
    session.expire_all()
    assert stay.gone_from_list_on is None and stay.last_confirmed_by == "Sam Okafor"


def test_the_page_of_its_own(as_officer: Browser, session: Session, ward: Ward, other_ward: Ward) -> None:
    stay = make_stay(session, ward, gone_from_list_on=days_ago(1))
    page = as_officer.get(f"/stays/{stay.id}/still-here")
    assert "SINGH, Harpreet" in page.text
    assert page.form().submit().heading.startswith("Bosworth")
    assert as_officer.get(f"/stays/{make_stay(session, other_ward).id}/still-here").status == 404
