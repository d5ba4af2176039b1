"""Back and Save: a second row like the first is made only when somebody says so, and what was changed is not
dropped."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Action, Contact, Stay, Submission, User, Ward
from tests.browser import Browser, Form
from tests.cases import make_case

SAID = {"method": "phone", "with_whom": "Riverside Homes", "text": "Rang about the arrears."}
ASKS = "You have saved this before. Nothing was saved now. If it is a second one, save it again."


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


def form(browser: Browser, stay: Stay) -> Form:
    return browser.get(f"/stays/{stay.id}/contacts/new").form().fill(**SAID)


def texts(session: Session) -> list[str | None]:
    session.rollback()
    return list(session.scalars(select(Contact.text).order_by(Contact.id)))


def test_a_double_click_is_answered_like_the_first(as_officer: Browser, session: Session, stay: Stay) -> None:
    typed = form(as_officer, stay)
    assert typed.submit().status == typed.submit().status == 200
    assert texts(session) == [SAID["text"]]


def test_back_and_save_asks_and_shows_the_first(as_officer: Browser, session: Session, stay: Stay) -> None:
    form(as_officer, stay).submit()
    asked = form(as_officer, stay).submit()
    assert asked.status == 422 and asked.errors[0] == ASKS
    assert texts(session) == [SAID["text"]]
    shown = asked.follow("Look at what was saved at")
    assert SAID["text"] in shown.main
    assert asked.form().submit().status == 200
    assert texts(session) == [SAID["text"]] * 2
    assert form(as_officer, stay).submit().errors[0] == ASKS  # the third is asked about like the second


def test_changed_after_back_it_is_not_dropped(as_officer: Browser, session: Session, stay: Stay) -> None:
    typed = form(as_officer, stay)
    typed.submit()
    asked = typed.submit(text="Rang again, they agreed.")
    assert asked.errors[0] == ASKS and "Rang again, they agreed." in asked.html
    asked.form().submit()
    assert texts(session) == [SAID["text"], "Rang again, they agreed."]


def test_other_words_another_patient_or_another_hour_ask_nothing(
    as_officer: Browser, session: Session, officer: User, ward: Ward, stay: Stay
) -> None:
    other = make_case(session, ward)
    form(as_officer, stay).submit()
    assert form(as_officer, stay).submit(text="Something else.").status == 200
    assert form(as_officer, other).submit().status == 200
    later = (clock.now() + timedelta(hours=1, minutes=1)).astimezone(clock.LONDON)
    with clock.moved_to(later.date(), later.hour, later.minute):
        as_officer.sign_in(officer)
        assert form(as_officer, stay).submit(on="today").status == 200
    assert len(texts(session)) == 4


def test_an_edit_is_stopped_by_its_version(as_officer: Browser, session: Session, stay: Stay) -> None:
    form(as_officer, stay).submit()
    contact = session.scalars(select(Contact)).one()
    edit = as_officer.get(f"/stays/{stay.id}/contacts/{contact.id}").form().fill(text="Put right.")
    edit.submit()
    again = edit.submit(text="Put right once more.")
    assert again.status == 422 and "Put right." in again.main and "Put right once more." in again.main
    assert texts(session) == ["Put right."]


def test_nothing_typed_stands_in_what_is_kept(as_officer: Browser, session: Session, stay: Stay) -> None:
    form(as_officer, stay).submit()
    kept = session.scalars(select(Submission)).one()
    assert "Riverside" not in str(vars(kept)) and len(kept.content or "") == 64


def test_it_holds_for_a_next_step_too(as_officer: Browser, session: Session, stay: Stay) -> None:
    for status in (200, 422):
        page = as_officer.get(f"/stays/{stay.id}/actions/new").form().submit(what="Ring the council", due_on="+2")
        assert page.status == status
    session.rollback()
    assert len(session.scalars(select(Action)).all()) == 1
