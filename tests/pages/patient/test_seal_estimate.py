"""Sealing what would be expected without the service."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Estimate, Stay, Ward
from enabler.record.evidence.comparisons import add_comparison
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.vocabulary import Setting
from tests import makers
from tests.browser import Browser
from tests.cases import make_case, make_estimated

GOOD = {"low": "10", "likely": "23", "high": "60.5", "reason": "As the last three", "agreed_by": "Priya Nair"}


def test_sealed_and_only_added_to(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(f"/stays/{stay.id}/estimate").form()
    said = "Estimate sealed: 10 to 60.5 nights, likely 23. For SINGH, Harpreet."
    assert said in form.submit(**GOOD).main
    as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**(GOOD | {"likely": "30 nights", "high": "9 weeks"}))
    rows = session.scalars(select(Estimate).order_by(Estimate.id)).all()
    assert [(one.low, one.likely, one.high, one.agreed_by) for one in rows] == [
        (10, 23, 60.5, "Priya Nair"),
        (10, 30, 63, "Priya Nair"),
    ]
    page = as_officer.get(f"/stays/{stay.id}/estimate")
    assert "10, likely 30, 63 nights: As the last three" in page.main
    assert "agreed by Priya Nair (as said by the officer)" in page.main


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"low": ""}, "Enter a number of nights."),
        ({"likely": " "}, "Enter a number of nights."),
        ({"low": "many"}, "Enter a number of nights, for example 14 or 2 weeks."),
        ({"low": "nan"}, "Enter a number of nights, for example 14 or 2 weeks."),
        ({"low": "-1"}, "Enter a number of nights, for example 14 or 2 weeks."),
        ({"low": "7-10"}, "Enter one number here: low, likely and high each have their own field."),
        ({"high": "2 months"}, "Months differ in length: say it in weeks or nights."),
        ({"high": "9999"}, "Nights lie from 0 to 3660."),
        ({"likely": "1 week"}, "The likely value is below the low one."),
        ({"high": "20"}, "The high value is below the likely one."),
        ({"reason": " "}, "Say what the estimate rests on."),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**(GOOD | fields))
    assert page.status == 422
    assert page.errors == [sentence]
    ((name, typed),) = fields.items()
    assert dict(page.form().values)[name].strip() == typed.strip()
    assert session.scalars(select(Estimate)).all() == []


def test_weeks_are_read_back_in_nights(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**(GOOD | {"likely": "a fortnight", "high": "x"}))
    assert [words.text for words in page.tree.iter("p") if words.get("class") == "read-back"] == [
        "10 nights",
        "14 nights",
    ]


def test_nothing_is_sealed_after_the_discharge(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, surname="Khan", left=date(2026, 6, 4))
    page = as_officer.get(f"/stays/{gone.id}/estimate").form().submit(**GOOD)
    assert "This patient has left" in page.errors[0]
    assert dict(page.form().values)["reason"] == "As the last three"


def test_what_a_comparison_expects_is_kept_from_the_one_who_estimates(
    as_officer: Browser, session: Session, cli_actor: Actor, stay: Stay
) -> None:
    """Neither the form nor the patient's page says it before an estimate is sealed; afterwards the page does."""
    rows = tuple(CohortRow(Setting.MENTAL_HEALTH, "rent_arrears", nights, False) for nights in [0, *[41] * 11])
    with atomic(session):
        add_comparison(session, by=cli_actor, cohort=Cohort("Earlier stays", "Ward book", 4, rows))
        makers.add_judgements(session, stay, judged=36)
    for place in ("", "/judge", "/estimate"):
        assert "37.6" not in as_officer.get(f"/stays/{stay.id}{place}").main
    assert "shown once an estimate is sealed" in as_officer.get(f"/stays/{stay.id}").main
    as_officer.get(f"/stays/{stay.id}/estimate").form().submit(**GOOD)
    assert "Expected without help: 37.6" in as_officer.get(f"/stays/{stay.id}").main


def test_ones_own_record_from_five_on(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    for _ in range(4):
        make_estimated(session, ward)
    said = as_officer.get(f"/stays/{stay.id}/estimate").main
    assert "4 patients went home so far; from 5 on" in said and "On average" not in said
    make_estimated(session, ward)
    said = as_officer.get(f"/stays/{stay.id}/judge").main
    assert "5 patients went home. On average they waited 11.0 nights longer than you thought likely" in said
    assert "100% of the waits ended between your low and your high" in said
