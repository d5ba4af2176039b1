"""The report as it was issued, on paper."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import PublishedReport, ReadyPeriod, User, Ward
from tests.browser import Browser
from tests.pages.reports.publishing import address, check_sent_as_issued, is_out_of_reach, publish_example
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
    check_sent_as_issued(evaluating, example, issued, ".pdf", "full")


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(browser: Browser, officer: User, example: Session) -> None:
    assert is_out_of_reach(browser.sign_in(officer), publish_example(example, None), ".pdf")
