"""A second administrator, as some things nobody does alone, and a case to type about."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay, User, Ward
from enabler.vocabulary import Role
from tests.cases import make_case
from tests.conftest import make_user


@pytest.fixture
def second_administrator(session: Session) -> User:
    return make_user(session, "Bea Lind", Role.ADMINISTRATOR)


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)
