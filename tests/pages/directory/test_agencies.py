"""The directory: who sees it, who may change it."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import User
from enabler.vocabulary import AgencyKind
from tests import makers
from tests.browser import Browser

MARKUP = "<script>alert('Ng')</script>"


def test_an_empty_directory_says_what_it_is_for(as_officer: Browser) -> None:
    page = as_officer.get("/directory")
    assert "The directory is empty. Put in the councils, landlords and offices you ring most" in page.main


def test_listed_by_kind(as_officer: Browser, session: Session) -> None:
    makers.make_agency(session, "Riverside Homes")
    makers.make_agency(session, MARKUP, AgencyKind.COUNCIL)
    page = as_officer.get("/directory")
    assert page.main.index("Council") < page.main.index("Landlord")
    assert MARKUP in page.main and "<script>alert" not in page.html
    assert page.follow("Riverside Homes").heading == "Change an agency"


def test_a_coordinator_reads_it(browser: Browser, coordinator: User, session: Session) -> None:
    agency = makers.make_agency(session)
    page = browser.sign_in(coordinator).get("/directory")
    assert "Riverside Homes" in page.main
    assert "Riverside Homes" not in page.links
    assert browser.get(f"/directory/{agency.id}").status == browser.get("/directory/new").status == 403


def test_an_evaluator_does_not(browser: Browser, evaluator: User) -> None:
    assert browser.sign_in(evaluator).get("/directory").status == 403


@pytest.mark.parametrize("path", ["/directory", "/directory/new"])
def test_nobody_without_signing_in(browser: Browser, path: str) -> None:
    assert browser.get(path).url.split("?")[0].endswith(("/sign-in", "/first"))
