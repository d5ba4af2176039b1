"""Moves to another ward or bed."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import Stay, User, Ward, WardMove
from tests.browser import Browser


def test_a_held_case_stays_in_reach_after_the_move(
    as_officer: Browser, session: Session, other_ward: Ward, stay: Stay
) -> None:
    with atomic(session):
        session.get_one(Stay, stay.id).officer = session.scalars(select(User)).one()
    form = as_officer.get(f"/stays/{stay.id}/move").form()
    page = form.submit(ward_id=str(other_ward.id), bed="4", from_on="1/6")
    assert "Moved to Ward 12. For SINGH, Harpreet." in page.main
    assert "Ward 12, bed 4" in page.text
    move = session.scalars(select(WardMove)).one()
    assert (move.ward_id, move.bed, move.from_on) == (other_ward.id, "4", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"from_on": ""}, "Enter the date of the move."),
        ({"from_on": "31/2"}, "31/2 is not a date"),
        ({"from_on": "tomorrow"}, "in the future"),
        ({"from_on": "31/3/26"}, "Moved before the admission on 1 April 2026."),
        ({"bed": ""}, "The patient is in this bed already."),
        ({"ward_id": "999999"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be(as_officer: Browser, stay: Stay, fields: dict[str, str], sentence: str) -> None:
    page = as_officer.get(f"/stays/{stay.id}/move").form().submit(**({"bed": "4"} | fields))
    assert page.status == 422
    assert sentence in page.errors[0]
