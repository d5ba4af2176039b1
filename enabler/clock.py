"""The only place that reads the real clock: dates are Europe/London's, instants are UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_moved: ContextVar[datetime | None] = ContextVar("moved", default=None)


def now() -> datetime:
    """The present instant, in UTC with its zone."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in London."""
    return london_date(now())


def london_date(at: datetime) -> date:
    """The London calendar date of an instant."""
    return at.astimezone(LONDON).date()


@contextmanager
def moved_to(on: date, hour: int = 10, minute: int = 0, second: int = 0) -> Iterator[None]:
    """Stand at a London date and hour, for the demo caseload and tests."""
    at = datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=LONDON).astimezone(UTC)
    token = _moved.set(at)
    try:
        yield
    finally:
        _moved.reset(token)
