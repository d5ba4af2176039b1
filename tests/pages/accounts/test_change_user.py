"""Another role, other wards: at once, and never one's own."""

from sqlalchemy.orm import Session

from enabler.models import User, Ward
from tests.browser import Browser


def test_role_and_wards(as_administrator: Browser, session: Session, officer: User, other_ward: Ward) -> None:
    theirs = Browser(as_administrator.app).sign_in(officer)
    assert theirs.get("/add").status == 200
    form = as_administrator.get(f"/users/{officer.id}").form()
    page = form.submit(role="coordinator", wards=[str(other_ward.id)])
    assert page.heading == "Users" and "Saved for Sam Okafor." in page.text
    session.expire_all()
    assert (officer.role, [ward.name for ward in officer.wards]) == ("coordinator", ["Ward 12"])
    assert theirs.get("/add").heading == "Sign in"


def test_the_name_shown_and_the_phone(as_administrator: Browser, session: Session, officer: User) -> None:
    theirs = Browser(as_administrator.app).sign_in(officer)
    form = as_administrator.get(f"/users/{officer.id}").form()
    page = form.submit(display_name="Sam Okafor-Lee", phone="0116 496 0160")
    assert "shown as Sam Okafor-Lee" in page.main and "0116 496 0160" in page.main
    assert "Sam Okafor-Lee" in theirs.get("/today").text  # still signed in: nothing they may do has changed
    refused = as_administrator.get(f"/users/{officer.id}").form().submit(display_name="")
    assert refused.status == 422 and refused.errors == ["Enter a name."]


def test_nobody_changes_their_own_role(as_administrator: Browser, session: Session, administrator: User) -> None:
    page = as_administrator.get(f"/users/{administrator.id}").form().submit(role="officer")
    assert page.status == 422
    assert page.errors == ["You cannot change your own role. Another administrator can."]
    session.expire_all()
    assert administrator.role == "administrator"


def test_a_stale_change_shows_both(
    as_administrator: Browser, second_administrator: User, officer: User, other_ward: Ward
) -> None:
    form = as_administrator.get(f"/users/{officer.id}").form()
    colleague = Browser(as_administrator.app).sign_in(second_administrator)
    colleague.get(f"/users/{officer.id}").form().submit(role="coordinator")
    page = form.submit(role="evaluator")
    assert page.status == 422 and "Coordinator" in page.main and "Evaluator" in page.main


def test_nobody_that_is_not_there(as_administrator: Browser) -> None:
    assert as_administrator.get("/users/99").status == 404
