"""A screening answer from the ward list: an issue opens the case in one step."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Screening, Ward
from tests.browser import Browser
from tests.makers import make_stay


def test_an_issue_takes_the_patient_on(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, case=None)
    page = as_officer.get("/ward-list")
    assert "1 on the ward not asked yet" in page.main
    page = page.form("Issue: take on: SINGH").submit()
    assert "Housing issue saved for SINGH, Harpreet. The case is open, and yours." in page.text
    assert "1 of 1 asked" in page.main and "not asked yet" not in page.main
    session.expire_all()
    assert (stay.case_opened_on, stay.officer_name) == (clock.today(), "Sam Okafor")


@pytest.mark.parametrize(("button", "result"), [("No issue", "no issue"), ("Declined", "declined")])
def test_other_answers_are_counted(as_officer: Browser, session: Session, ward: Ward, button: str, result: str) -> None:
    stay = make_stay(session, ward, case=None)
    page = as_officer.get("/ward-list").form(f"{button}: SINGH").submit()
    assert "0 of 1 asked" in page.main
    session.expire_all()
    assert stay.case_opened_on is None
    assert session.scalars(select(Screening.result)).all() == [result]


def test_the_page_of_its_own(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, case=None)
    page = as_officer.get(f"/stays/{stay.id}/screening")
    assert page.form().submit().errors == ["Choose what the patient said."]
    assert "Declined saved" in page.form().submit(result="declined").text
    assert as_officer.get(f"/stays/{stay.id}/screening").form().submit(result="perhaps").status == 422


def test_not_for_another_patient_nor_out_of_reach(
    as_officer: Browser, session: Session, ward: Ward, other_ward: Ward
) -> None:
    one, other = make_stay(session, ward, case=None), make_stay(session, ward, surname="Other", case=None)
    form = as_officer.get(f"/stays/{one.id}/screening").form()
    form.element.set("action", f"/stays/{other.id}/screening")
    assert "another patient" in form.submit(result="issue").errors[0]
    assert session.scalars(select(Screening)).all() == []
    elsewhere = make_stay(session, other_ward, case=None)
    assert as_officer.get(f"/stays/{elsewhere.id}/screening").status == 404
