"""A second administrator: some things nobody does alone."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import User
from enabler.vocabulary import Role
from tests.conftest import make_user


@pytest.fixture
def second_administrator(session: Session) -> User:
    return make_user(session, "Bea Lind", Role.ADMINISTRATOR)
