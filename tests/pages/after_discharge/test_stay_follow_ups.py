"""Leaving and after, on one page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, Stay, User, Ward
from enabler.wording.formatting import checks_planned
from tests.browser import Browser
from tests.cases import make_case


def test_before_leaving(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/follow-ups")
    assert "Still on Bosworth" in page.main and f"The discharge plans {checks_planned()}." in page.main
    assert page.follow("Record the discharge").heading == "Record the discharge"


def test_after_leaving(as_officer: Browser, session: Session, home: Stay) -> None:
    page = as_officer.get(f"/stays/{home.id}/follow-ups")
    assert "Tenant: local authority, ALMO or registered provider" in page.main
    assert "52 weeks Thu 3 June 2027" in page.main
    line = session.scalars(select(AuditLine).where(AuditLine.action == "view follow-ups")).one()
    assert line.stay_id == home.id


def test_code_19_without_a_home(as_officer: Browser, session: Session, home: Stay) -> None:
    home.home_after = None
    session.commit()
    assert "Not known whether they are housed." in as_officer.get(f"/stays/{home.id}/follow-ups").main


def test_a_coordinator_sees_no_forms(browser: Browser, coordinator: User, home: Stay) -> None:
    page = browser.sign_in(coordinator).get(f"/stays/{home.id}/follow-ups")
    assert page.status == 200
    assert not {"Change the discharge", "Fill in the checklist", "At the start"} & set(page.links)


def test_out_of_reach(as_officer: Browser, session: Session, other_ward: Ward) -> None:
    other = make_case(session, other_ward, surname="Novak")
    assert as_officer.get(f"/stays/{other.id}/follow-ups").status == 404
