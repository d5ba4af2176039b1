"""A day in the middle of the reporting year 2026/27, and the administrator signed in on it."""

from collections.abc import Iterator
from datetime import date

import pytest

from enabler import clock
from enabler.models import User
from tests.browser import Browser

TODAY = date(2026, 11, 22)


@pytest.fixture
def in_the_year() -> Iterator[date]:
    with clock.moved_to(TODAY):
        yield TODAY


@pytest.fixture
def as_administrator(in_the_year: date, browser: Browser, administrator: User) -> Browser:
    return browser.sign_in(administrator)


@pytest.fixture
def as_evaluator(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)
