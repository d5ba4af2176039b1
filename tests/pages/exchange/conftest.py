"""An officer in front of a hospital's list."""

import pytest

from enabler.models import User
from tests.browser import Browser


@pytest.fixture
def bringing_in(browser: Browser, officer: User) -> Browser:
    return browser.sign_in(officer)
