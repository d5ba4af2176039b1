"""Writing up a trial, and putting it right."""

from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser
from tests.pages.indicators.trying import add_trial


def test_what_was_learnt_is_written_in(as_evaluator: Browser, session: Session, ward: Ward) -> None:
    trial = add_trial(session, ward_id=ward.id)
    form = as_evaluator.get(f"/trials/{trial.id}").follow("Change the trial").form()
    kept = dict(form.values)
    assert (kept["ward_id"], kept["indicator"]) == (str(ward.id), "housing_nights_a_week")
    page = form.submit(learnt="A fixed hour a week is worth trying")
    assert "Perfect week saved." in page.main and "A fixed hour a week is worth trying" in page.main


def test_two_at_once_lose_nothing(as_evaluator: Browser, session: Session, ward: Ward) -> None:
    trial = add_trial(session)
    mine, theirs = (as_evaluator.get(f"/trials/{trial.id}/change").form() for _ in range(2))
    theirs.submit(learnt="Theirs", ward_id=str(ward.id))
    page = mine.submit(learnt="Mine")
    assert page.status == 422 and "Theirs" in page.main and "Mine" in page.main and "Bosworth" in page.main
    assert "Perfect week saved." in page.form().submit().main


def test_no_such_trial(as_evaluator: Browser) -> None:
    assert as_evaluator.get("/trials/99/change").status == 404
    assert as_evaluator.get("/trials/99").status == 404
