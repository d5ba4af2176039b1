"""An action that was not done after all."""

from sqlalchemy.orm import Session

from enabler.models import Action, Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import DONE, furnish_work, the


def test_taken_back(as_officer: Browser, session: Session, stay: Stay) -> None:
    done = the(session, Action, furnish_work(session, stay), what=DONE)
    page = as_officer.get(f"/stays/{stay.id}").follow("Not done after all").form().submit()
    assert f"Not done after all: {DONE}. For SINGH, Harpreet." in page.main
    assert session.get_one(Action, done, populate_existing=True).done_on is None


def test_an_open_one_cannot_be(as_officer: Browser, session: Session, stay: Stay) -> None:
    action = the(session, Action, furnish_work(session, stay), done_on=None)
    page = as_officer.get(f"/stays/{stay.id}/actions/{action}/reopen").form().submit()
    assert page.errors == ["This action is not done, so it cannot be taken back."]
