"""Adding to the directory."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Agency
from tests import makers
from tests.browser import Browser


def test_added_once(as_officer: Browser, session: Session) -> None:
    form = as_officer.get("/directory").follow("Add to the directory").form()
    page = form.submit(name="Riverside Homes", kind="landlord", phone="0116 496 0133", last_checked_on="today")
    assert "Riverside Homes is in the directory." in page.main
    assert "0116 496 0133 not recorded" in page.main and ", today" in page.main
    assert form.submit().status == 200
    assert session.scalars(select(Agency.name)).all() == ["Riverside Homes"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter a name"),
        ({"name": "riverside  HOMES"}, "riverside HOMES is in the directory already."),
        ({"name": "x" * 100_000}, "too long: at most 200 characters."),
        ({"last_checked_on": "+1"}, "in the future"),
        ({"last_checked_on": "31/2"}, "is not a date"),
        ({"kind": "ghosts"}, "Not a valid choice"),
    ],
)
def test_refused_and_kept(as_officer: Browser, session: Session, typed: dict[str, str], sentence: str) -> None:
    makers.make_agency(session, "Riverside Homes")
    form = as_officer.get("/directory/new").form()
    page = form.submit(**({"name": "Hillside", "person": "Rents team"} | typed))
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert dict(page.form().values)["person"] == "Rents team"
    assert session.scalars(select(Agency.name)).all() == ["Riverside Homes"]
