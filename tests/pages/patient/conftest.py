"""A June morning and a case on the officer's ward."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Stay, Ward
from tests.cases import make_case

TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    """Harpreet Singh, admitted on 1 April, a case since 2 April, ready since 5 May, held by arrears."""
    return make_case(session, ward)
