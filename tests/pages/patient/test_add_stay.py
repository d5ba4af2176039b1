"""A patient comes back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from tests.browser import Browser
from tests.cases import make_case


@pytest.fixture
def gone(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward, surname="Khan", given_names="Amir", left=date(2026, 5, 20))


def test_a_readmission_is_another_stay_of_the_same_patient(as_officer: Browser, session: Session, gone: Stay) -> None:
    form = as_officer.get(f"/stays/{gone.id}/another").form().fill(bed="2", admitted_on="8/6", what_is_wrong="Evicted")
    page = form.submit()
    assert "New stay added. For KHAN, Amir." in page.main
    assert form.submit().url == page.url
    first, second = session.scalars(select(Stay).order_by(Stay.id)).all()
    assert (second.patient_id, second.admitted_on, second.bed) == (first.patient_id, date(2026, 6, 8), "2")
    assert (second.case_opened_on, second.officer_name) == (date(2026, 6, 10), "Sam Okafor")
    assert page.url.endswith(f"/stays/{second.id}")


def test_a_stay_that_has_not_ended_comes_first(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/another")
    assert "has not ended" in page.main
    refused = page.form().submit(admitted_on="8/6")
    assert "There is a stay that has not ended, since 1 April 2026." in refused.errors[0]
    assert len(session.scalars(select(Stay)).all()) == 1


def test_an_earlier_stay_is_added_with_its_end_and_opens_no_case(
    as_officer: Browser, session: Session, stay: Stay
) -> None:
    page = as_officer.get(f"/stays/{stay.id}/another")
    assert (
        "There is a stay from 1 April 2026"
        in page.form().submit(admitted_on="1/3/26", discharged_on="2/4/26").errors[0]
    )
    page.form().submit(admitted_on="1/3/26", discharged_on="1/4/26")
    added = session.scalars(select(Stay).order_by(Stay.id.desc())).first()
    assert added is not None and (added.discharged_on, added.case_opened_on) == (date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the date"),
        ("31/2", "is not a date"),
        ("tomorrow", "in the future"),
        ("1/5/26", "from 1 April 2026 to 20 May 2026"),
    ],
)
def test_what_cannot_be(as_officer: Browser, gone: Stay, typed: str, sentence: str) -> None:
    page = as_officer.get(f"/stays/{gone.id}/another").form().submit(admitted_on=typed)
    assert page.status == 422
    assert sentence in page.errors[0]


def test_out_of_reach(as_officer: Browser, session: Session, other_ward: Ward) -> None:
    hidden = make_case(session, other_ward, left=date(2026, 5, 20))
    assert as_officer.get(f"/stays/{hidden.id}/another").status == 404
