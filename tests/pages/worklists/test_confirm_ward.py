"""All rows confirmed in one step, but none that changed since it was seen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import AuditLine, User, Ward
from tests.browser import Browser
from tests.makers import make_stay


def test_all_rows(as_officer: Browser, session: Session, ward: Ward) -> None:
    stays = [make_stay(session, ward), make_stay(session, ward, case=None)]
    page = as_officer.get("/ward-list").form("Confirm all rows").submit()
    assert "2 rows confirmed as right today." in page.text
    session.expire_all()
    assert all(stay.last_confirmed_by == "Sam Okafor" for stay in stays)
    assert len(session.scalars(select(AuditLine).where(AuditLine.action == "confirm stay")).all()) == 2


def test_a_row_changed_meanwhile_is_left_out(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward)
    form = as_officer.get("/ward-list").form("Confirm all rows")
    with atomic(session):
        stay.bed = "9"
    assert "0 rows confirmed as right today. 1 row changed meanwhile" in form.submit().text


def test_the_page_of_its_own_and_a_damaged_form(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward)
    page = as_officer.get(f"/wards/{ward.id}/confirm")
    assert "1 row confirmed" in page.form().submit().text
    refused = as_officer.get(f"/wards/{ward.id}/confirm").form().submit(seen="1:x")
    assert refused.status == 422 and refused.errors == ["This page was damaged on its way. Open the ward list again."]


def test_not_by_a_coordinator_nor_elsewhere(
    browser: Browser, session: Session, ward: Ward, other_ward: Ward, coordinator: User, officer: User
) -> None:
    assert browser.sign_in(coordinator).get(f"/wards/{ward.id}/confirm").status == 403
    assert Browser(browser.app).sign_in(officer).get(f"/wards/{other_ward.id}/confirm").status == 404
