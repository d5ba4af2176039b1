"""Arrears: money typed as pounds, kept as pence."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import ArrearsFacts, Barrier, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import furnish_work, the


@pytest.fixture
def barrier_id(session: Session, stay: Stay) -> int:
    return the(session, Barrier, furnish_work(session, stay), kind="rent_arrears")


@pytest.fixture
def form(as_officer: Browser, stay: Stay, barrier_id: int) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Arrears facts").form()


def test_pounds_in_pence_kept(form: Form, session: Session, barrier_id: int, as_officer: Browser, stay: Stay) -> None:
    page = form.submit(
        balance_pence="£4,212.50", balance_on="-2", weekly_rent_pence="98", plan_weekly_pence="15", hearing_on="+12"
    )
    assert "Arrears saved. For SINGH, Harpreet." in page.main
    assert "Owed £4,212.50 on 8 Jun" in page.main
    assert "Court hearing: Mon 22 June 2026, in 12 days" in page.main
    assert session.get_one(ArrearsFacts, barrier_id).balance_pence == 421250
    assert dict(page.follow("Arrears facts").form().values)["balance_pence"] == "4,212.50"


@pytest.mark.parametrize(
    ("tenancy", "says"),
    [
        ("", "Notice ends: Mon 22 June 2026, in 12 days Whether anybody has to leave then depends on the kind"),
        ("secure", "Landlord may start court action: Mon 22 June 2026, in 12 days Nobody has to leave on this day"),
        ("excluded", "May have to leave: Mon 22 June 2026, in 12 days No court order is needed once the notice"),
    ],
)
def test_what_the_end_of_a_notice_means_depends_on_the_tenancy(form: Form, tenancy: str, says: str) -> None:
    assert says in form.submit(tenancy=tenancy, notice_expires_on="+12").main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"balance_pence": "a lot"}, "“a lot” is not a sum of money"),
        ({"balance_pence": "-5"}, "cannot be less than nothing"),
        ({"balance_pence": "12"}, "Say on which day the balance stood"),
        ({"balance_pence": "12", "balance_on": "+1"}, "is in the future"),
        ({"hearing_on": "31/2"}, "31/2 is not a date"),
        ({"landlord_step": "sorcery"}, "Choose an answer from the list."),
    ],
)
def test_refused_at_its_field_and_kept(
    form: Form, session: Session, barrier_id: int, typed: dict[str, str], sentence: str
) -> None:
    page = form.submit(landlord="Riverside", **typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    kept = dict(page.form().values)
    assert kept["landlord"] == "Riverside"
    assert all(kept[name] == value for name, value in typed.items() if name != "landlord_step")
    assert session.get(ArrearsFacts, barrier_id) is None


def test_the_form_of_another_family_is_not_there(as_officer: Browser, stay: Stay, barrier_id: int) -> None:
    assert as_officer.get(f"/stays/{stay.id}/barriers/{barrier_id}/benefit").status == 404


def test_both_texts_are_in_pounds(as_officer: Browser, form: Form) -> None:
    as_officer.get(form.page.url).form().submit(balance_pence="4000", balance_on="today")
    page = form.submit(balance_pence="4100.50", balance_on="today")
    assert page.status == 422
    table = " ".join("".join(row.itertext()) for row in next(page.tree.iter("table")).iter("tr"))
    assert "£4,000" in table and "£4,100.50" in table
