"""Adding a ward."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser

FIELDS = {"setting": "acute", "hospital": "Royal Infirmary", "phone": "0116 496 0200", "cover": "Duty officer"}


def test_made_and_on_the_list(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/wards/new").form().submit(name=" Ward  9 ", **FIELDS)
    assert page.heading == "Wards" and "Ward 9 added." in page.text and "0116 496 0200" in page.main
    made = session.scalars(select(Ward)).one()
    assert (made.name, made.setting, made.recorded_by) == ("Ward 9", "acute", "Ada Ashworth")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Enter the ward's name."),
        ("BOSWORTH", "There is already a ward BOSWORTH."),
        ("B" * 201, "This is too long: at most 200 characters."),
    ],
)
def test_refused_at_its_field_and_kept(as_administrator: Browser, ward: Ward, name: str, sentence: str) -> None:
    page = as_administrator.get("/wards/new").form().submit(name=name, **FIELDS)
    assert page.status == 422 and page.errors == [sentence]
    assert dict(page.form().values)["hospital"] == "Royal Infirmary"


def test_for_administrators_only(as_officer: Browser) -> None:
    assert as_officer.get("/wards/new").status == as_officer.get("/wards/1").status == 403
