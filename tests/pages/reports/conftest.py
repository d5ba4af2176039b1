"""Somebody who reads the figures of the worked example, and a report of it that was published."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import PublishedReport, User
from tests.browser import Browser
from tests.pages.reports.publishing import publish_example


@pytest.fixture
def evaluating(browser: Browser, evaluator: User, example: Session) -> Browser:
    return browser.sign_in(evaluator)


@pytest.fixture
def issued(example: Session) -> PublishedReport:
    return publish_example(example)
