"""Days avoided for a machine: the figures of the page and of the paper."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, User
from tests.browser import Browser
from tests.pages.reports.periods import PERIOD
from tests.pages.reports.reading import text_of


def test_page_paper_and_json_agree(evaluating: Browser, session: Session) -> None:
    answer = evaluating.send("GET", "/days-avoided.json", query_string=PERIOD)
    found = json.loads(answer.data)
    assert f"{found['totals']['net']['central']:.1f}" == "38.4"
    assert answer.headers["Content-Disposition"].endswith(f"days-avoided-{found['reference']}.json")
    assert found["reference"] in evaluating.get("/days-avoided", PERIOD).main
    assert found["reference"] in text_of(evaluating.send("GET", "/days-avoided.pdf", query_string=PERIOD).data)
    session.rollback()
    taken = session.scalars(select(AuditLine.detail).where(AuditLine.action == "export days avoided")).one()
    assert found["reference"] in taken


def test_a_bad_question_is_answered_at_the_field(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided.json", PERIOD | {"from_on": "1/6/2026", "to_on": "1/5/2026"})
    assert page.status == 422 and "before its first" in page.main


def test_only_of_ones_own_wards(browser: Browser, officer: User, example: Session) -> None:
    assert browser.sign_in(officer).get("/days-avoided.json", PERIOD | {"ward": "Ward 12"}).status == 422
    found = json.loads(browser.send("GET", "/days-avoided.json", query_string=PERIOD).data)
    assert "S1" in json.dumps(found) and "S9" not in json.dumps(found)
