"""Changing an action."""

from sqlalchemy.orm import Session

from enabler.models import Action, Barrier, Stay, User
from tests.browser import Browser
from tests.pages.patient.forms_of_work import furnish_work, the


def test_moved_to_a_barrier(as_officer: Browser, session: Session, stay: Stay) -> None:
    barrier = the(session, Barrier, furnish_work(session, stay), kind="benefits")
    page = as_officer.get(f"/stays/{stay.id}").follow("Done with outcome")
    page = as_officer.get(page.url.removesuffix("/finish"))
    page = page.form().submit(what="Ring Karen again", barrier_id=str(barrier), due_on="+4")
    assert "Action changed. For SINGH, Harpreet." in page.main
    assert "Ring Karen again Sam Okafor, due Sun 14 Jun" in page.main
    assert "Other actions" not in page.main


def test_shows_who_does_it_by_the_name_of_today(
    as_officer: Browser, session: Session, stay: Stay, officer: User
) -> None:
    action = the(session, Action, furnish_work(session, stay), what="Ring Karen")
    officer.display_name = "Sam Hill"
    session.commit()
    form = as_officer.get(f"/stays/{stay.id}/actions/{action}").form()
    assert dict(form.values)["owner"] == "Sam Hill"
    assert "Action changed." in form.submit(what="Ring again").main
    assert session.get_one(Action, action, populate_existing=True).owner_id == officer.id
