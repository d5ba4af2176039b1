"""Taking a discharge back."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from enabler.models import FollowUp, Stay
from tests.browser import Browser


def test_taken_back(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(f"/stays/{home.id}/discharge/change").follow("Take the discharge back").form()
    page = form.submit()
    assert "SINGH, Harpreet is back on the ward list." in page.main and "Still on Bosworth" in page.main
    assert session.get_one(Stay, home.id, populate_existing=True).discharged_on is None
    assert session.query(FollowUp).count() == 0
    assert form.submit().status == 200


def test_the_barriers_that_it_closed_stand_again(
    as_officer: Browser, session: Session, stay: Stay, send_home: Callable[..., Stay]
) -> None:
    barrier = stay.barriers[0]
    send_home(stay, resolved=[barrier.id])
    page = as_officer.get(f"/stays/{stay.id}/discharge/undo")
    assert "stand again: Rent or mortgage arrears, since 1 April 2026 What somebody closed" in page.main
    page.form().submit()
    session.expire_all()
    assert barrier.intervals[0].resolved_on is None
    seen = as_officer.get(f"/stays/{stay.id}")
    assert seen.heading == "Ready since 5 May: 36 nights so far, 1 barrier in the way"


def test_there_was_none(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/discharge/undo").form().submit()
    assert page.errors == ["This patient has not left."]
