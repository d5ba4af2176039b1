"""Benefits: which, since when, expected when."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work


@pytest.fixture
def form(as_officer: Browser, session: Session, stay: Stay) -> Form:
    furnish_work(session, stay)
    return as_officer.get(f"/stays/{stay.id}").follow("Benefit facts").form()


def test_expected_and_in_payment(form: Form) -> None:
    page = form.submit(benefit="PIP", weekly_pence="72.65", stopped_on="1/5/26", claimed_on="8/5/26", expected_on="+5")
    assert "Payment expected: Mon 15 June 2026, in 5 days" in page.main
    assert "Worth £72.65 a week Steps stopped 1 May, claimed 8 May" in page.main
    page = page.follow("Benefit facts").form().submit(in_payment_on="today")
    assert "Payment expected" not in page.main
    assert "in payment since 10 Jun" in page.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"claimed_on": "8/5/26", "in_payment_on": "1/5/26"}, "Paid before it was claimed on 8 May 2026."),
        ({"weekly_pence": "loads"}, "“loads” is not a sum of money."),
    ],
)
def test_refused(form: Form, typed: dict[str, str], sentence: str) -> None:
    page = form.submit(**typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
