"""Changing an agency; two at once."""

from flask import Flask
from sqlalchemy.orm import Session

from enabler.models import User
from tests import makers
from tests.browser import Browser


def test_changed(as_officer: Browser, session: Session) -> None:
    agency = makers.make_agency(session)
    page = as_officer.get(f"/directory/{agency.id}").form().submit(person="Rents team", last_checked_on="today")
    assert "Riverside Homes saved." in page.main and "Rents team" in page.main


def test_a_stale_save_shows_both_texts(app: Flask, as_officer: Browser, session: Session, officer: User) -> None:
    agency = makers.make_agency(session)
    mine = as_officer.get(f"/directory/{agency.id}").form().fill(kind="council", phone="1")
    Browser(app).sign_in(officer).get(f"/directory/{agency.id}").form().submit(phone="2")
    page = mine.submit()
    assert page.status == 422
    table = " ".join(" ".join(row.itertext()) for row in next(page.tree.iter("table")).iter("tr"))
    assert "Landlord" in table and "Council" in table
    assert "Riverside Homes saved." in page.form().submit().main


def test_one_that_is_not_there(as_officer: Browser) -> None:
    assert as_officer.get("/directory/999").status == 404
