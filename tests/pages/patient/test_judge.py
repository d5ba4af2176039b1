"""Judging the main barrier and the share."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Estimate, Judgement, Stay, Ward
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


ESTIMATE = {"low": "1 week", "likely": "14", "high": "a month", "reason": "As the last three"}


def test_judged_and_estimated_in_one_save(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/judge").form()
    said = {"main_barrier": "rent_arrears", "share": "sole"} | ESTIMATE | {"high": "30 nights"}
    page = form.submit(**said)
    assert "Judged as of today, and an estimate sealed: 7 to 30 nights, likely 14. For SINGH, Harpreet." in page.main
    assert form.submit().status == 200  # pressed twice
    [sealed] = session.scalars(select(Estimate)).all()
    assert (sealed.low, sealed.likely, sealed.high, sealed.made_by) == (7, 14, 30, "Sam Okafor")
    assert len(session.scalars(select(Judgement)).all()) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"high": ""}, "Enter a number of nights."),
        ({"high": "a month"}, "Months differ in length: say it in weeks or nights."),
        ({"high": "10"}, "The high value is below the likely one."),
        ({"reason": ""}, "Say what the estimate rests on."),
        ({"share": []}, "Choose how far housing alone holds the patient."),
    ],
)
def test_all_of_it_or_nothing(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    said = {"main_barrier": "rent_arrears", "share": "sole"} | ESTIMATE | {"high": "30"} | fields
    page = as_officer.get(f"/stays/{stay.id}/judge").form().submit(**said)
    assert (page.status, page.errors) == (422, [sentence])
    assert dict(page.form().values)["likely"] == "14"
    assert session.scalars(select(Judgement)).all() == session.scalars(select(Estimate)).all() == []


def test_only_somebodys_name_is_no_estimate(as_officer: Browser, session: Session, stay: Stay) -> None:
    said = {"main_barrier": "rent_arrears", "share": "sole", "agreed_by": "Dr Osei"}
    page = as_officer.get(f"/stays/{stay.id}/judge").form().submit(**said)
    assert page.errors == ["Enter a number of nights."] * 3 + ["Say what the estimate rests on."]


def test_no_estimate_is_offered_after_the_discharge(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, surname="Khan", left=date(2026, 6, 4))
    form = as_officer.get(f"/stays/{gone.id}/judge").form()
    assert not {"low", "likely", "high"} & dict(form.values).keys()
    said = dict(form.values) | ESTIMATE | {"high": "30", "main_barrier": "no_home", "share": "sole"}
    page = as_officer.post(f"/stays/{gone.id}/judge", said)  # left while the form was open
    assert "This patient has left: an estimate is sealed before discharge or not at all." in page.errors
    assert dict(page.form().values)["reason"] == "As the last three"
    assert session.scalars(select(Judgement)).all() == []
