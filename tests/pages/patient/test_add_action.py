"""Adding an action, for a barrier or the whole stay."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Action, Barrier, Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_work import the


def test_for_a_barrier(as_officer: Browser, session: Session, stay: Stay) -> None:
    barrier = the(session, Barrier, stay)
    form = as_officer.get(f"/stays/{stay.id}").follow("Add an action for Rent or mortgage arrears").form()
    assert dict(form.values)["barrier_id"] == str(barrier)
    page = form.submit(what="Ring the landlord", due_on="fri", owner_kind="family", owner="Dawn")
    assert "Ring the landlord Dawn, due Fri 12 Jun" in page.main
    assert session.scalars(select(Action.barrier_id)).all() == [barrier]


def test_for_the_whole_stay(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}").follow("for the whole stay").form().submit(what="Find his coat")
    assert "Other actions Done: Find his coat Find his coat Sam Okafor, no date" in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"what": ""}, "Say what is to be done."),
        ({"due_on": "-1"}, "9 June 2026 has passed: choose today or later."),
        ({"due_on": "31/2"}, "31/2 is not a date"),
        ({"barrier_id": "999"}, "Choose one from the list."),
    ],
)
def test_refused(as_officer: Browser, session: Session, stay: Stay, typed: dict[str, str], sentence: str) -> None:
    page = as_officer.get(f"/stays/{stay.id}/actions/new").form().submit(**({"what": "Ring"} | typed))
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert session.scalars(select(Action)).all() == []
