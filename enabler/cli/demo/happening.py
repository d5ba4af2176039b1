"""Letting it happen: everything that was told, in the order of the calendar, a transaction a day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from enabler import clock
from enabler.cli.demo.telling import Do, Telling
from enabler.database import atomic


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
                with clock.moved_to(day, hour, number % 60):
                    do(session)
        session.expunge_all()
