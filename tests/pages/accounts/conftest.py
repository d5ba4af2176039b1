"""An administrator at work, and a colleague who is one too."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import User
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user


@pytest.fixture
def as_administrator(browser: Browser, administrator: User) -> Browser:
    return browser.sign_in(administrator)


@pytest.fixture
def second_administrator(session: Session) -> User:
    return make_user(session, "Bea Lind", Role.ADMINISTRATOR)
