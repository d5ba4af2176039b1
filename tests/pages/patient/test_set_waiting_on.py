"""On whom a barrier waits, since when."""

from sqlalchemy.orm import Session

from enabler.models import Stay
from tests import makers
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work


def test_an_agency_of_the_directory_or_words(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    makers.make_agency(session, "Riverside Homes")
    page = as_officer.get(f"/stays/{stay.id}").follow("Say on whom: whom Rent or mortgage arrears")
    assert [option.get("value") for option in page.tree.iter("option")] == ["Riverside Homes"]
    page = page.form().submit(waiting_on="riverside homes", waiting_person="Karen", waiting_since="-3")
    assert "Waiting on Riverside Homes, Karen, since 7 Jun: 3 days." in page.main
    page = (
        page.follow("Change: whom Rent or mortgage arrears")
        .form()
        .submit(waiting_on="", waiting_person="", waiting_since="")
    )
    assert "waits on nobody now." in page.main


def test_refused(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}").follow("Say on whom").form().submit(waiting_since="-1")
    assert page.errors == ["Say who is waited for: an agency, or a person in words."]
