"""Putting a discharge right."""

from datetime import date

from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser


def test_changed(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(f"/stays/{home.id}/follow-ups").follow("Change the discharge").form()
    kept = dict(form.values)
    assert (kept["discharged_on"], kept["discharge_destination"], kept["home_after"]) == ("4/6/2026", "19", "02")
    page = form.submit(discharged_on="5/6/26", home_after="14")
    assert "discharged on Fri 5 June 2026" in page.main and "without a settled home" in page.main
    assert session.get_one(Stay, home.id, populate_existing=True).discharged_on == date(2026, 6, 5)


def test_bad_dates(as_officer: Browser, home: Stay) -> None:
    form = as_officer.get(f"/stays/{home.id}/discharge/change").form()
    assert "Left before ready" in form.submit(discharged_on="4/5/26").errors[0]
    assert "in the future" in form.submit(discharged_on="11/6/26").errors[0]


def test_two_people_at_once(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(f"/stays/{home.id}/discharge/change").form()
    home.discharge_note = "Went by taxi."
    session.commit()
    page = form.submit(discharge_note="Went by ambulance.")
    assert page.status == 422
    assert "Went by taxi." in page.main and "Went by ambulance." in page.main


def test_who_has_not_left(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/discharge/change").form()
    answer = page.submit(
        discharged_on="today", discharge_outcome="discharged", discharge_destination="29", home_after="02"
    )
    assert answer.errors == ["This patient has not left."]
