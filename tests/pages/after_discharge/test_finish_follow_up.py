"""What a check found: lost contact is not success, not asked is not no."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import FollowUp, Stay
from enabler.vocabulary import Milestone
from tests.browser import Browser

GOOD = {"done_on": "today", "result": "done", "home_kept": "kept", "readmitted": "no", "note": "Settled."}


def row(session: Session, stay: Stay) -> FollowUp:
    return session.query(FollowUp).filter_by(stay_id=stay.id, milestone="48 hours").populate_existing().one()


def address(session: Session, stay: Stay) -> str:
    return f"/stays/{stay.id}/follow-ups/{row(session, stay).id}/finish"


def test_finished_and_changed(as_officer: Browser, session: Session, home: Stay) -> None:
    page = as_officer.get(address(session, home)).form().submit(**GOOD)
    assert "The check at 48 hours is finished for SINGH, Harpreet." in page.main and "Home kept" in page.main
    changed = page.follow("Change the check at 48 hours").form().submit(home_kept="lost")
    assert "Home lost" in changed.main and row(session, home).home_kept == "lost"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"done_on": "30/2"}, "is not a date"),
        ({"done_on": "tomorrow"}, "in the future"),
        ({"done_on": "3/6/26"}, "before the discharge"),
        ({"result": "could not contact"}, "Lost contact is not success"),
        ({"readmitted": "yes"}, "Say whether housing had to do with it"),
        ({"result": "readmitted"}, "Back in hospital means readmitted"),
    ],
)
def test_bad_input(as_officer: Browser, session: Session, home: Stay, said: dict[str, str], sentence: str) -> None:
    page = as_officer.get(address(session, home)).form().submit(**GOOD | said)
    assert page.status == 422 and sentence in page.errors[0]
    assert dict(page.form().values)["note"] == "Settled."
    assert row(session, home).done_on is None


def test_nothing_is_guessed(as_officer: Browser, session: Session, home: Stay) -> None:
    page = as_officer.get(address(session, home)).form().submit(done_on="today", result="done")
    assert page.errors == ["Say whether the home was kept. “Not known” is an answer."]


def test_a_death_calls_off_the_rest(as_officer: Browser, session: Session, home: Stay) -> None:
    page = as_officer.get(address(session, home)).form().submit(done_on="today", result="died")
    assert page.main.count("called off: died") == len(Milestone) - 1
    assert "Nobody waits" in as_officer.get("/follow-ups").main


def test_two_people_at_once(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(address(session, home)).form()
    as_officer.get(address(session, home)).form().submit(**GOOD)
    page = form.submit(**GOOD | {"home_kept": "lost", "note": "Evicted."})
    assert page.status == 422 and "Settled." in page.main and "Evicted." in page.main
    assert row(session, home).home_kept == "kept"
