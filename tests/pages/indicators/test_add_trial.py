"""Adding a trial before it starts."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Trial, Ward
from tests.browser import Browser
from tests.pages.indicators.trying import add_trial

TYPED = {
    "name": "Duty desk",
    "from_on": "1/6/2026",
    "to_on": "7/6/2026",
    "what_changes": "A duty desk on the ward",
    "indicator": "delay_nights_a_week",
}


def test_added_once(as_evaluator: Browser, session: Session, ward: Ward) -> None:
    form = as_evaluator.get("/trials").follow("Add a trial").form()
    page = form.submit(**TYPED, ward_id=str(ward.id))
    assert "Duty desk added." in page.main and page.heading == "Duty desk"
    assert "Bosworth" in page.main and "Delay nights a week" in page.main
    assert form.submit().status == 200
    (trial,) = session.scalars(select(Trial))
    assert (trial.ward_id, trial.recorded_by, trial.learnt) == (ward.id, "Evan Lloyd", None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Enter a name"),
        ({"name": "perfect WEEK"}, "There is a trial “Perfect week” already"),
        ({"to_on": "31/5/2026"}, "The last day is before the first"),
        ({"to_on": "1/8/2027"}, "a year at most"),
        ({"from_on": "31/6/2026"}, "June 2026 has 30 days"),
        ({"from_on": ""}, "Enter the first day"),
        ({"what_changes": ""}, "Say what is done differently"),
        ({"indicator": "happiness"}, "Not a valid choice"),
        ({"ward_id": "999"}, "Not a valid choice"),
        ({"ward_id": "x"}, "could not coerce"),
        ({"what_changes": "x" * 5000}, "too long: at most 4,000"),
    ],
)
def test_refused_and_kept(as_evaluator: Browser, session: Session, typed: dict[str, str], sentence: str) -> None:
    add_trial(session)
    page = as_evaluator.get("/trials/new").form().submit(**(TYPED | {"learnt": "Not yet"} | typed))
    assert page.status == 422 and sentence in page.errors[0]
    assert dict(page.form().values)["learnt"] == "Not yet"
    assert len(session.scalars(select(Trial)).all()) == 1


def test_nothing_looked_at_yet_is_an_answer(as_evaluator: Browser, session: Session) -> None:
    as_evaluator.get("/trials/new").form().submit(**(TYPED | {"indicator": ""}))
    (trial,) = session.scalars(select(Trial))
    assert (trial.indicator, trial.ward_id) == (None, None)
