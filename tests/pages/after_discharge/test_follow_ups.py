"""The list of checks that wait: whose, how late, how to ring safely."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case


def test_overdue_and_coming(as_officer: Browser, session: Session, home: Stay) -> None:
    home.patient.phone, home.patient.safe_contact = "07700 900123", "Do not call home"
    session.commit()
    page = as_officer.get("/follow-ups")
    assert "1 check due or overdue, 1 in the next 7 days" in page.main
    assert "overdue, 4 days ago" in page.main and "Do not call home" in page.main
    assert page.follow("Log a try").heading.startswith("Check at 48 hours")
    assert session.scalars(select(AuditLine).where(AuditLine.action == "view follow-ups")).one().by == "Sam Okafor"


def test_nobody_waits(as_officer: Browser) -> None:
    assert "Nobody waits for a call" in as_officer.get("/follow-ups").main


def test_a_filter_never_hides_overdue_silently(as_officer: Browser, home: Stay) -> None:
    page = as_officer.get("/follow-ups").follow("Only those I hold")
    assert "1 overdue hidden by your filter" in page.main and "SINGH" not in page.main
    assert "1 other check waits on your wards" in page.main and "Nobody waits for a call" not in page.main


def test_other_wards_are_out_of_reach(
    as_officer: Browser, session: Session, other_ward: Ward, send_home: Callable[..., Stay]
) -> None:
    send_home(make_case(session, other_ward, surname="Novak"), date(2026, 6, 5))
    assert "NOVAK" not in as_officer.get("/follow-ups").main


@pytest.mark.usefixtures("home")
def test_a_coordinator_sees_and_does_not_change(browser: Browser, coordinator: object) -> None:
    browser.sign_in(coordinator)  # type: ignore[arg-type]
    page = browser.get("/follow-ups")
    assert "SINGH, Harpreet" in page.main and "Log a try" not in page.main
