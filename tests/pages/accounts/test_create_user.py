"""Making an account."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, User, Ward
from tests.browser import Browser


def test_made_with_its_wards(as_administrator: Browser, session: Session, ward: Ward) -> None:
    page = as_administrator.get("/users/new").form().submit(name=" Jo  Marsh ", role="officer", wards=[str(ward.id)])
    assert page.heading == "One-time password" and "Jo Marsh" in page.main
    made = session.scalars(select(User).where(User.name == "Jo Marsh")).one()
    assert (made.role, [one.id for one in made.wards], made.must_change_password) == ("officer", [ward.id], True)
    line = session.scalars(
        select(AuditLine).where(AuditLine.action == "create user").order_by(AuditLine.id.desc())
    ).first()
    assert line and (line.by, line.subject_id) == ("Ada Ashworth", str(made.id)) and "Bosworth" not in line.detail


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter the person's name."),
        ({"name": "sam  OKAFOR"}, "There is already an account for sam OKAFOR."),
    ],
)
def test_refused_at_its_field_and_kept(
    as_administrator: Browser, officer: User, typed: dict[str, str], sentence: str
) -> None:
    page = as_administrator.get("/users/new").form().submit(**{"name": "Jo Marsh", "role": "coordinator"} | typed)
    assert page.status == 422 and page.errors == [sentence]
    assert dict(page.form().values)["name"] == typed.get("name", "Jo Marsh")


def test_for_administrators_only(as_officer: Browser) -> None:
    assert as_officer.get("/users/new").status == 403
