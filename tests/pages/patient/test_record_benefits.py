"""Which benefits the patient has: dates only for those that are held, and a sentence that says what to ask."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import HeldBenefits, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)  # admitted on 1 April


def test_nobody_is_told_a_date_by_the_admission_alone(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}")
    assert "Benefits while in hospital ask which the patient has" in page.main
    assert "Ask whether the patient has Universal Credit for rent, Housing Benefit, PIP or DLA, Attendance" in page.main
    assert "Last day of" not in page.main
    assert "Benefits: Being in hospital stops some" in page.main  # still missing


def test_only_what_is_held_has_a_date(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}").follow("Record which benefits the patient has").form()
    page = form.submit(universal_credit_housing="yes", housing_benefit="no", pip_or_dla="not known")
    assert "Benefits saved. For SINGH, Harpreet." in page.main
    assert (
        "Last day of Universal Credit for rent: Thu 1 October 2026, in 113 days Rent is paid for 6 months" in page.main
    )
    assert "6 months after 1 April 2026: Universal Credit Regulations 2013." in page.main
    assert "Last day of PIP" not in page.main and "Last day of Housing Benefit" not in page.main
    assert "Ask whether the patient has PIP or DLA, Attendance Allowance:" in page.main
    assert "Does not have Housing Benefit." in page.main and "Being in hospital stops some" not in page.main
    assert session.get_one(HeldBenefits, stay.id).pip_or_dla == "not known"
    page = page.follow("Record which benefits the patient has").form().submit(universal_credit_housing="")
    assert "Last day of" not in page.main


def test_an_answer_that_is_not_on_the_list(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/benefits").form()
    page = form.submit(pip_or_dla="perhaps", housing_benefit="yes")
    assert page.status == 422 and page.errors == ["Choose an answer from the list."]
    assert dict(page.form().values)["housing_benefit"] == "yes"
    assert session.get(HeldBenefits, stay.id) is None
