"""Typed text at a closed door: back for its author after signing in, seen and saved by nobody else."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Draft, SignInSession, Stay, User, Ward
from enabler.vocabulary import Role
from tests.browser import PASSWORD, Browser, Form, Page
from tests.cases import make_case
from tests.conftest import make_user
from tests.whole_database import rows_as_text

DAY = date(2026, 6, 10)
WORDS = "With the sister"


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


@pytest.fixture
def form(browser: Browser, officer: User, stay: Stay) -> Form:
    with clock.moved_to(DAY, 7):
        return browser.sign_in(officer).get(f"/stays/{stay.id}/checklist").form("Save").fill(keys_note=WORDS)


def send_too_late(form: Form) -> Page:
    with clock.moved_to(DAY, 20):
        return form.submit()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> Page:
    with clock.moved_to(DAY, 20, 1):
        return page.form("Sign in").submit(name=name, password=password)


def test_a_form_sent_after_the_sign_in_ended_comes_back_for_its_author(
    form: Form, session: Session, officer: User
) -> None:
    before = rows_as_text(session)
    ended = send_too_late(form)
    assert ended.status == 401 and "Your sign-in has ended, and nothing was saved." in ended.main
    assert WORDS not in ended.html
    assert rows_as_text(session) == before  # no line in the trail either
    wrong = sign_in(ended, officer.name, "a guess")
    assert wrong.status == 422 and WORDS not in wrong.html
    assert not any(WORDS in row for row in rows_as_text(session))
    page = sign_in(wrong, officer.name)
    assert page.heading == "Before they go home" and "It is not saved yet." in page.main
    assert dict(page.form("Save").values)["keys_note"] == WORDS


def test_a_colleague_who_signs_in_there_neither_sees_nor_keeps_it(form: Form, session: Session, ward: Ward) -> None:
    colleague = make_user(session, "Jo Marsh", Role.OFFICER, ward)
    page = sign_in(send_too_late(form), colleague.name)
    assert page.heading == "Before they go home" and "is back" not in page.main
    assert WORDS not in page.html
    assert not any(WORDS in row for row in rows_as_text(session))


def test_a_colleague_who_sends_it_once_more_does_not_see_it(form: Form, session: Session, ward: Ward) -> None:
    """Back, and yes to "send again?", after a colleague has signed in at the same PC."""
    sign_in(send_too_late(form), make_user(session, "Jo Marsh", Role.OFFICER, ward).name)
    with clock.moved_to(DAY, 20, 2):
        again = form.submit()
    assert again.status == 400 and WORDS not in again.html
    assert not any(WORDS in row for row in rows_as_text(session))


def test_who_sends_their_own_form_after_another_sign_in_sees_it(form: Form, officer: User) -> None:
    sign_in(form.page.browser.get("/sign-in"), officer.name)
    with clock.moved_to(DAY, 20, 2):
        again = form.submit()
    assert again.status == 400 and WORDS in again.main


@pytest.mark.parametrize("change", [lambda carried: carried[:-3] + "abc", lambda carried: "nonsense"])
def test_what_the_page_carries_cannot_be_made_up(form: Form, session: Session, officer: User, change: object) -> None:
    ended = send_too_late(form)
    carrying = ended.form("Sign in")
    carried = dict(carrying.values)["earlier_text"]
    with clock.moved_to(DAY, 20, 1):
        page = carrying.submit(name=officer.name, password=PASSWORD, earlier_text=change(carried))  # type: ignore[operator]
    assert page.heading == "Before they go home"
    assert session.query(Draft).count() == 0


def test_what_was_saved_meanwhile_does_not_come_back(form: Form, session: Session, officer: User) -> None:
    with clock.moved_to(DAY, 7, 1):
        form.submit()
    sign_in(send_too_late(form), officer.name)
    assert session.query(Draft).count() == 0


def test_a_waiting_message_is_not_said_at_the_locked_screen(as_officer: Browser, session: Session) -> None:
    lock = as_officer.get("/add").form("Lock")
    with atomic(session):
        session.execute(update(SignInSession).values(messages='[["saved", "Saved for somebody."]]'))
    locked = lock.submit()
    assert locked.heading == "Locked" and "Saved for somebody." not in locked.text
    assert "Saved for somebody." in locked.form("Unlock").submit(password=PASSWORD).text
