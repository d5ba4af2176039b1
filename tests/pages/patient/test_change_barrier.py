"""Putting right what a barrier says."""

from sqlalchemy.orm import Session

from enabler.models import Barrier, Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work, the


def test_changed(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    page = as_officer.get(f"/stays/{stay.id}").follow("Change: Benefits stopped")
    assert dict(page.form().values)["began_on"] == "6/5/2026"
    page = page.form().submit(blocks_discharge="no", began_on="7/5/26", note="Claim is in")
    assert "Benefits stopped, missing or wrong changed." in page.main
    assert "Benefits stopped, missing or wrong since 7 May, 34 days Does not hold the patient" in page.main


def test_it_cannot_begin_after_it_was_resolved(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish_work(session, stay)
    at = f"/stays/{stay.id}/barriers/{the(session, Barrier, stay, kind='keys_or_security')}"
    page = as_officer.get(at).form().submit(began_on="1/6/26")
    assert page.errors == ["It was resolved on 20 May 2026, so it cannot begin after that."]


def test_a_barrier_of_another_stay_is_not_there(as_officer: Browser, session: Session, stay: Stay) -> None:
    assert as_officer.get(f"/stays/{stay.id}/barriers/999").status == 404
