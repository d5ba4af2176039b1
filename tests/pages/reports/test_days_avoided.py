"""The days-avoided page, its PDF and its JSON: one function behind them, so the same figures."""

import io
import json

import pikepdf
import pytest
from sqlalchemy.orm import Session

from enabler import models
from enabler.models import User
from tests.browser import Browser
from tests.pages.reports.reading import text_of

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}


@pytest.fixture
def evaluating(browser: Browser, evaluator: User, example: Session) -> Browser:
    return browser.sign_in(evaluator)


def test_page_pdf_and_json_agree(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", PERIOD)
    assert "38.4 nights avoided (net, range 33.9 to 40.7), from 6 stays. Not yet confirmed" in page.main
    pdf = evaluating.send("GET", "/days-avoided.pdf", query_string=PERIOD)
    assert pdf.mimetype == "application/pdf"
    paper = text_of(pdf.data)
    assert "38.4 nights avoided (net, range 33.9 to 40.7), from 6 stays." in paper
    found = json.loads(evaluating.send("GET", "/days-avoided.json", query_string=PERIOD).data)
    assert found["reference"] in page.main and found["reference"] in paper
    assert f"{found['totals']['net']['central']:.1f}" == "38.4"
    for stay in ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"):
        assert stay in page.main and stay in paper
    assert "Surname" not in page.main and "Example1" not in paper


def test_each_copy_is_registered(evaluating: Browser, session: Session) -> None:
    for number in (1, 2):
        paper = text_of(evaluating.send("GET", "/days-avoided.pdf", query_string=PERIOD).data)
        assert f"Copy {number}" in paper and "Printed by Evan Lloyd" in paper
    assert session.query(models.AuditLine).filter_by(action="print").count() == 2


def test_the_pdf_is_tagged(evaluating: Browser) -> None:
    made = pikepdf.open(io.BytesIO(evaluating.send("GET", "/days-avoided.pdf", query_string=PERIOD).data))
    assert str(made.Root.Lang) == "en-GB" and bool(made.Root.MarkInfo.Marked)
    assert "/StructTreeRoot" in made.Root
    assert made.open_metadata()["pdfuaid:part"] == "1"


def test_an_empty_period_has_no_figure(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", {"from_on": "1/1/2025", "to_on": "31/3/2025", "ward": ""})
    assert page.status == 200 and "there is no figure" in page.main


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_on": "31/2/2026"}, "February 2026 has 28 days"),
        ({"from_on": "1/6/2026", "to_on": "1/5/2026"}, "before its first"),
        ({"from_on": "1/6/2099", "to_on": "30/6/2099"}, "not begun"),
        ({"from_on": ""}, "Enter the first day"),
        ({"ward": "No such ward"}, "Not a valid choice"),
    ],
)
def test_bad_questions_are_answered_at_the_field(evaluating: Browser, asked: dict[str, str], sentence: str) -> None:
    page = evaluating.get("/days-avoided", PERIOD | asked)
    assert page.status == 422 and sentence in page.main
    assert evaluating.get("/days-avoided.pdf", PERIOD | asked).status == 422


def test_an_officer_has_the_figures_of_their_own_wards(browser: Browser, officer: User, example: Session) -> None:
    page = browser.sign_in(officer).get("/days-avoided", PERIOD)
    assert "Bosworth" in page.main and "S9" not in page.main
    assert browser.get("/days-avoided", PERIOD | {"ward": "Ward 12"}).status == 422
