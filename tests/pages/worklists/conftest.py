"""A Thursday in November on Bosworth."""

from collections.abc import Iterator
from datetime import date

import pytest

from enabler import clock

TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield
