"""Leave, planned or begun."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Leave, Stay
from tests.browser import Browser


def test_leave_may_be_planned_ahead(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/leave/new").form()
    page = form.submit(kind="section 17", from_on="+3", to_on="+5", bed_kept="yes")
    assert "Leave recorded. For SINGH, Harpreet." in page.main
    leave = session.scalars(select(Leave)).one()
    assert ((leave.to_on or leave.from_on) - leave.from_on).days == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"from_on": ""}, "Enter the first night away."),
        ({"from_on": "31/2"}, "is not a date"),
        ({"from_on": "31/3/26"}, "Leave before the admission on 1 April 2026."),
        ({"to_on": "1/6/26"}, "Back before the leave began on 10 June 2026."),
        ({"from_on": "+400"}, "Are you sure?"),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = as_officer.get(f"/stays/{stay.id}/leave/new").form().submit(**({"from_on": "today"} | fields))
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.scalars(select(Leave)).all() == []
