"""Taking a discharge back."""

from sqlalchemy.orm import Session

from enabler.models import FollowUp, Stay
from tests.browser import Browser


def test_taken_back(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(f"/stays/{home.id}/discharge/change").follow("They have not left at all").form()
    page = form.submit()
    assert "SINGH, Harpreet is back on the ward list." in page.main and "Still on Bosworth" in page.main
    assert session.get_one(Stay, home.id, populate_existing=True).discharged_on is None
    assert session.query(FollowUp).count() == 0
    assert form.submit().status == 200


def test_there_was_none(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/discharge/undo").form().submit()
    assert page.errors == ["This patient has not left."]
