"""Letting it happen: everything that was told, in the order of the calendar, a transaction a day."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime

from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.demo.telling import Do, Telling


def happen(session: Session, tellings: Iterable[Telling], until: date) -> None:
    """Everything up to a day, in the order of the calendar; a transaction a day."""
    told = [
        (day, hour, place, do)
        for place, telling in enumerate(tellings)
        for day, hour, do in telling.events
        if day <= until
    ]
    told.sort(key=lambda event: event[:2])
    by_day: dict[date, list[tuple[int, Do]]] = {}
    for day, hour, _, do in told:
        by_day.setdefault(day, []).append((hour, do))
    for day, events in by_day.items():
        with atomic(session):
            for number, (hour, do) in enumerate(events):
                with told_at(day, hour, number % 60):
                    do(session)
        session.expunge_all()


def told_at(day: date, hour: int, minute: int = 0) -> AbstractContextManager[None]:
    """That time of that day, or now where it is still to come: nothing is recorded later than now."""
    is_to_come = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LONDON) > clock.now()
    return nullcontext() if is_to_come else clock.moved_to(day, hour, minute)
