"""A ready date, said by somebody by a standard; and what a hospital's list calls fit."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import ReadyPeriod, Stay, Ward
from tests.browser import Browser, Page
from tests.cases import make_case


@pytest.fixture
def waiting(session: Session, ward: Ward) -> Stay:
    """A case nobody has called ready yet."""
    return make_case(session, ward, surname="Khan", given_names="Amir", ready_on=None)


def add(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/ready/new").form().submit(**fields)


def test_a_ready_date_with_its_standard(as_officer: Browser, session: Session, waiting: Stay) -> None:
    form = as_officer.get(f"/stays/{waiting.id}/ready/new").form()
    assert dict(form.values)["standard"] == "clinically ready for discharge"
    page = form.submit(ready_on="last fri", said_by="Dr Patel")
    assert "Ready date recorded. For KHAN, Amir." in page.main
    period = session.scalars(select(ReadyPeriod)).one()
    assert (period.ready_on, period.said_by) == (date(2026, 6, 5), "Dr Patel")


def test_the_hospitals_date_is_confirmed_here(as_officer: Browser, session: Session, waiting: Stay) -> None:
    with atomic(session):
        session.get_one(Stay, waiting.id).hospital_says_fit_on = date(2026, 6, 1)
    page = as_officer.get(f"/stays/{waiting.id}/ready/new")
    assert "The hospital's list says fit since Mon 1 June 2026" in page.main
    assert page.form().submit().status == 200
    assert session.scalars(select(ReadyPeriod)).one().ready_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ready_on": ""}, "Enter the ready date."),
        ({"ready_on": " "}, "Enter the ready date."),
        ({"ready_on": "31/2"}, "31/2 is not a date: February 2026 has 28 days."),
        ({"ready_on": "31/3/26"}, "Ready before admitted: the admission was on 1 April 2026."),
        ({"ready_on": "tomorrow"}, "in the future"),
        ({"ready_on": "1/1/2019"}, "Are you sure? Ready since: Tue 1 January 2019"),
        ({"standard": "guess"}, "Choose the standard from the list."),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, waiting: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = add(as_officer, waiting, **({"ready_on": "today"} | fields))
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.scalars(select(ReadyPeriod)).all() == []


def test_a_sure_date_still_has_to_be_possible(as_officer: Browser, waiting: Stay) -> None:
    page = add(as_officer, waiting, ready_on="1/1/2019").form().submit(sure="y")
    assert "Ready before admitted" in page.errors[0]
    assert dict(page.form().values)["sure"] == "y"


def test_an_overlap_is_refused(as_officer: Browser, stay: Stay) -> None:
    page = add(as_officer, stay, ready_on="today")
    assert "Overlaps the ready period from 5 May 2026, which has no end yet." in page.errors[0]
