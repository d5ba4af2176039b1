"""Asking how they are: as answered, silence as silence, change in matched pairs."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay, WellbeingAnswer
from tests.browser import Browser


def ask(browser: Browser, stay: Stay, occasion: str, **answers: str) -> object:
    form = browser.get(f"/stays/{stay.id}/wellbeing/{occasion}").form()
    return form.submit(asked_on="today", asked_by="Sam Okafor", **answers)


def test_start_and_now_in_pairs(as_officer: Browser, session: Session, stay: Stay) -> None:
    first = ask(as_officer, stay, "start", ons4_1="3", ons4_4="8", i_statements_1="1")
    assert "3 of 10 answers saved for SINGH, Harpreet." in first.main  # type: ignore[attr-defined]
    page = ask(as_officer, stay, "13-weeks", ons4_1="6", ons4_4="8", i_statements_2="2")
    text = page.main  # type: ignore[attr-defined]
    assert "nowadays? 3 of 10 6 of 10 better" in text and "anxious did you feel yesterday? 8 of 10 8 of 10 same" in text
    assert "satisfied with my home" not in text
    answers = {(row.occasion, row.instrument, row.item): row.answer for row in session.query(WellbeingAnswer)}
    assert len(answers) == 20 and answers["start", "ONS4", 2] is None


def test_answers_come_back_to_be_put_right(as_officer: Browser, stay: Stay) -> None:
    ask(as_officer, stay, "start", ons4_1="0")
    kept = dict(as_officer.get(f"/stays/{stay.id}/wellbeing/start").form().values)
    assert (kept["ons4_1"], kept["ons4_2"], kept["asked_by"]) == ("0", "", "Sam Okafor")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"asked_on": "tomorrow"}, "in the future"), ({"asked_on": ""}, "Enter the day."), ({"ons4_1": "11"}, "")],
)
def test_bad_input(as_officer: Browser, session: Session, stay: Stay, said: dict[str, str], sentence: str) -> None:
    form = as_officer.get(f"/stays/{stay.id}/wellbeing/start").form()
    page = form.submit(**{"asked_on": "today", "ons4_2": "4", **said})
    assert page.status == 422 and sentence in page.errors[0]
    assert dict(page.form().values)["ons4_2"] == "4"
    assert session.query(WellbeingAnswer).count() == 0


def test_two_people_at_once(as_officer: Browser, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/wellbeing/start").form()
    ask(as_officer, stay, "start", ons4_1="3")
    page = form.submit(asked_on="today", ons4_1="9")
    assert page.status == 422 and "Somebody else" in page.main
    assert page.form().submit().status == 200


def test_no_such_occasion(as_officer: Browser, stay: Stay) -> None:
    assert as_officer.get(f"/stays/{stay.id}/wellbeing/christmas").status == 404
