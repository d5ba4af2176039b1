"""Changing a cost of the service; two at once."""

from flask import Flask
from sqlalchemy.orm import Session

from enabler.models import User
from tests.browser import Browser
from tests.pages.evidence.test_add_service_cost import add, kept


def test_changed_to_the_penny(as_administrator: Browser, session: Session) -> None:
    form = add(as_administrator).follow("City council").form()
    assert dict(form.values)["pence"] == "12,500.55"
    page = form.submit(pence="12 500.56", note="")
    assert "The cost paid by City council is saved." in page.main and "£12,500.56 not recorded" in page.main
    assert kept(session) == [("City council", 1_250_056)]


def test_a_stale_save_shows_both(app: Flask, as_administrator: Browser, administrator: User, session: Session) -> None:
    add(as_administrator)
    mine = as_administrator.get("/service-costs/1").form().fill(pence="100")
    Browser(app).sign_in(administrator).get("/service-costs/1").form().submit(pence="200", to_on="31/7/2026")
    page = mine.submit()
    assert page.status == 422
    table = " ".join(" ".join(next(page.tree.iter("table")).itertext()).split())
    assert "Cost £200 £100" in table and "31 July 2026" in table
    assert kept(session) == [("City council", 20_000)]
    page.form().submit()
    assert kept(session) == [("City council", 10_000)]


def test_one_that_is_not_there(as_administrator: Browser) -> None:
    assert as_administrator.get("/service-costs/999").status == 404
