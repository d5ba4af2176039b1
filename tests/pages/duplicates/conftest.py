"""One person on record twice, on the officer's ward."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from tests.record.merging.people import make_two


@pytest.fixture
def twice(session: Session, ward: Ward) -> tuple[Stay, Stay]:
    return make_two(session, ward)


@pytest.fixture
def address(twice: tuple[Stay, Stay]) -> str:
    return f"/patients/{twice[0].patient_id}/merge/{twice[1].patient_id}"
