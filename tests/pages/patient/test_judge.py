"""Judging the main barrier and the share."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Judgement, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case


def test_each_view_is_kept_with_its_day(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/judge").form()
    assert "The judging day was Tue 5 May 2026." in form.page.main
    assert "Judged as of today. For SINGH, Harpreet." in form.submit(main_barrier="rent_arrears", share="sole").main
    page = as_officer.get(f"/stays/{stay.id}/judge")
    assert dict(page.form().values)["share"] == "sole"
    page.form().submit(share="joint")
    rows = [(one.about, one.value) for one in session.scalars(select(Judgement).order_by(Judgement.id))]
    assert rows == [("main barrier", "rent_arrears"), ("share", "sole"), ("share", "joint")]
    assert (
        "Share: Joint: housing and something else 10 June 2026, Sam Okafor"
        in as_officer.get(f"/stays/{stay.id}/judge").main
    )


def test_after_the_discharge_it_is_kept_and_never_used(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, surname="Khan", left=date(2026, 6, 4))
    form = as_officer.get(f"/stays/{gone.id}/judge").form()
    assert "never used in the figure" in form.page.main
    assert "never used in the figure" in form.submit(main_barrier="no_home", share="sole").main
    assert len(session.scalars(select(Judgement)).all()) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"main_barrier": ""}, "Choose what stands in the way."),
        ({"main_barrier": "weather"}, "Choose a kind from the list."),
        ({"share": "half"}, "Choose the share from the list."),
        ({"share": []}, "Choose how far housing alone holds the patient."),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    said = {"main_barrier": "rent_arrears", "share": "sole"} | fields
    page = as_officer.get(f"/stays/{stay.id}/judge").form().submit(**said)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.scalars(select(Judgement)).all() == []
