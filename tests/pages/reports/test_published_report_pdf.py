"""The report as it was issued, on paper."""

import hashlib
import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import AuditLine, PublishedReport, ReadyPeriod, User, Ward
from tests.browser import Browser
from tests.pages.reports.publishing import address, is_out_of_reach, last_line, publish_example
from tests.pages.reports.reading import text_of


def test_it_says_what_was_published_whatever_changes(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    with atomic(example):
        for period in example.scalars(select(ReadyPeriod)):
            example.delete(period)
    paper = text_of(evaluating.send("GET", address(issued, ".pdf")).data)
    assert "38.4 nights avoided" in paper and issued.ref in paper and issued.fingerprint in paper


@pytest.mark.usefixtures("quick_print")
def test_sent_as_issued_and_audited(ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser) -> None:
    answer = evaluating.send("GET", address(issued, ".pdf"))
    assert answer.mimetype == "application/pdf" and hashlib.sha256(answer.data).hexdigest() == issued.pdf_sha256
    line = last_line(example)
    assert (line.action, line.subject_id, json.loads(line.detail)) == (
        "download published report",
        issued.ref,
        {"copy": "full"},
    )
    noted = json.loads(example.scalars(select(AuditLine.detail).where(AuditLine.action == "publish")).one())
    assert noted["pdf_sha256"] == issued.pdf_sha256


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(browser: Browser, officer: User, example: Session) -> None:
    assert is_out_of_reach(browser.sign_in(officer), publish_example(example, None), ".pdf")
