"""A try to reach somebody."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import FollowUp, FollowUpTry, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case


def address(session: Session, stay: Stay) -> str:
    row = session.query(FollowUp).filter_by(stay_id=stay.id, milestone="48 hours").one()
    return f"/stays/{stay.id}/follow-ups/{row.id}/try"


def test_logged_once(as_officer: Browser, session: Session, home: Stay) -> None:
    form = as_officer.get(address(session, home)).form()
    page = form.submit(method="phone", tried_on="-1", note="No answer <i>again</i>")
    assert "Try logged for SINGH, Harpreet." in page.main and "No answer <i>again</i>" in page.main
    form.submit(method="phone", tried_on="-1", note="No answer <i>again</i>")
    assert session.query(FollowUpTry).count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"tried_on": "31/2"}, "is not a date"),
        ({"tried_on": "tomorrow"}, "in the future"),
        ({"tried_on": "3/6/26"}, "before the discharge"),
        ({"tried_on": ""}, "Enter the day of the try."),
    ],
)
def test_bad_input(as_officer: Browser, session: Session, home: Stay, said: dict[str, str], sentence: str) -> None:
    page = as_officer.get(address(session, home)).form().submit(method="phone", note="No answer", **said)
    assert sentence in page.errors[0] and dict(page.form().values)["note"] == "No answer"
    assert session.query(FollowUpTry).count() == 0


def test_of_another_stay(as_officer: Browser, session: Session, ward: Ward, home: Stay) -> None:
    other = make_case(session, ward, surname="Novak")
    assert as_officer.get(address(session, home).replace(f"/stays/{home.id}/", f"/stays/{other.id}/")).status == 404
