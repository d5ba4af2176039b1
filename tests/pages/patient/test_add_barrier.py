"""Adding a barrier, and what follows: the usual steps."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Barrier, Stay
from tests import makers
from tests.browser import Browser, Form


@pytest.fixture
def form(as_officer: Browser, stay: Stay) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Add a barrier").form()


def test_added_with_whom_it_waits_on(form: Form, session: Session, as_officer: Browser, stay: Stay) -> None:
    makers.make_agency(session, "Leicester City Council")
    page = form.submit(
        kind="no_home", began_on="-9", blocks_discharge="yes", note="Sofa surfing", waiting_on="leicester city council",
        waiting_person="Duty officer", waiting_since="-3",
    )  # fmt: skip
    assert "No home to go to added. Choose what to do about it. For SINGH, Harpreet." in page.main
    assert page.heading == "No home to go to What to do about it"
    page = as_officer.get(f"/stays/{stay.id}")
    assert "No home to go to since 1 Jun, 9 days" in page.main
    assert "Waiting on Leicester City Council, Duty officer, since 7 Jun: 3 days." in page.main
    assert "Not said whether" not in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Choose what stands in the way."),
        ({"kind": "ghosts"}, "Choose a kind from the list."),
        ({"began_on": ""}, "Enter the date it began."),
        ({"began_on": "31/2"}, "31/2 is not a date: February 2026 has 28 days."),
        ({"began_on": "+1"}, "11 June 2026 is in the future: the start of a barrier cannot be after today."),
        ({"waiting_person": "Karen"}, "Say who is waited for: an agency, or a person in words."),
        ({"waiting_on": "Karen", "waiting_since": "+1"}, "the start of the wait cannot be after today."),
        ({"blocks_discharge": "perhaps"}, "Choose an answer from the list."),
    ],
)
def test_refused_at_its_field_and_kept(form: Form, session: Session, typed: dict[str, str], sentence: str) -> None:
    page = form.submit(**({"kind": "no_home", "began_on": "1/6/26", "note": "Sofa surfing"} | typed))
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert dict(page.form().values)["note"] == "Sofa surfing"
    assert session.scalars(select(Barrier.kind)).all() == ["rent_arrears"]
