"""Seven lines on one page; what is missing stands out."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import DischargeCheckAnswer, Stay
from tests.browser import Browser


def test_answers_and_gaps(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = (
        as_officer.get(f"/stays/{stay.id}/checklist")
        .form()
        .submit(keys_state="yes", heat_state="no", heat_note="Meter <b>empty</b>")
    )
    assert "6 of 7 still open" in page.main and "Meter <b>empty</b>" in page.main
    bold = ["".join(one.itertext()) for one in page.tree.iter("strong")]
    assert "Heating, power and water on: not done" in bold and "Food for the first days: not looked at yet" in bold
    assert not any("Keys" in one for one in bold)
    assert session.query(DischargeCheckAnswer).count() == 2


def test_what_was_answered_comes_back(as_officer: Browser, stay: Stay) -> None:
    as_officer.get(f"/stays/{stay.id}/checklist").form().submit(keys_state="yes", keys_note="With the sister")
    kept = dict(as_officer.get(f"/stays/{stay.id}/checklist").form().values)
    assert (kept["keys_state"], kept["keys_note"], kept["food_state"]) == ("yes", "With the sister", "")


@pytest.mark.parametrize(("name", "value"), [("keys_state", "perhaps"), ("keys_note", "x" * 201)])
def test_bad_input(as_officer: Browser, session: Session, stay: Stay, name: str, value: str) -> None:
    form = as_officer.get(f"/stays/{stay.id}/checklist").form()
    page = form.submit(**{name: value, "gp_note": "Rang the surgery"})
    assert page.status == 422 and len(page.errors) == 1
    assert dict(page.form().values)["gp_note"] == "Rang the surgery"
    assert session.query(DischargeCheckAnswer).count() == 0


def test_two_people_at_once_lose_nothing(as_officer: Browser, stay: Stay) -> None:
    first = as_officer.get(f"/stays/{stay.id}/checklist").form()
    as_officer.get(f"/stays/{stay.id}/checklist").form().submit(keys_state="yes", keys_note="With the sister")
    page = first.submit(keys_state="no", keys_note="Lost")
    assert page.status == 422
    assert "With the sister" in page.main and dict(page.form().values)["keys_note"] == "Lost"
    assert page.form().submit().status == 200
    assert "Lost" in as_officer.get(f"/stays/{stay.id}/follow-ups").main
