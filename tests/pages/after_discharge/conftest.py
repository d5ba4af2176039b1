"""A June morning, a case on the officer's ward, and the same case gone home."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, Ward
from enabler.record.stay.discharge import discharge
from enabler.vocabulary import DischargeOutcome
from tests.cases import make_case

TODAY = date(2026, 6, 10)
LEFT = date(2026, 6, 4)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


@pytest.fixture
def send_home(session: Session, actor: Actor) -> Callable[..., Stay]:
    def send(stay: Stay, left_on: date = LEFT, resolved: Collection[int] = ()) -> Stay:
        with atomic(session):
            return discharge(
                session,
                by=actor,
                stay_id=stay.id,
                expected_version=stay.version,
                discharged_on=left_on,
                outcome=DischargeOutcome.DISCHARGED,
                destination="19",
                home_after="02",
                note=None,
                resolved=resolved,
            )

    return send


@pytest.fixture
def home(stay: Stay, send_home: Callable[..., Stay]) -> Stay:
    return send_home(stay)
