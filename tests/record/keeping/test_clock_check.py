"""A clock that is wrong is noticed in either direction: beside the records, beside other clocks, and beside itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.database import atomic, is_sqlite
from enabler.record.keeping import clock_check
from enabler.record.keeping.clock_check import doubts, note_start


@pytest.fixture
def used_today(session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        audit.record(session, by=cli_actor, action="save")


def moved(days: int) -> date:
    return clock.today() + timedelta(days=days)


@pytest.mark.usefixtures("used_today")
def test_a_clock_that_is_right(session: Session, tmp_path: Path) -> None:
    note_start(tmp_path)
    assert list(doubts(session, tmp_path)) == []


@pytest.mark.usefixtures("used_today")
@pytest.mark.parametrize(("days", "way", "record"), [(-3, "behind", "behind the newest entry"), (400, "ahead", "")])
def test_one_that_was_set(session: Session, tmp_path: Path, days: int, way: str, record: str) -> None:
    note_start(tmp_path)
    with clock.moved_to(moved(days), 12):
        said = list(doubts(session, tmp_path))
    others = [one for one in said if one.endswith("clock")]
    assert len(others) == (1 if is_sqlite(session) else 2) and all(way in one for one in others)
    assert any(one.startswith(record or "nothing was recorded for") for one in said)
    assert any(one.startswith(f"set {'ahead' if days > 0 else 'back'} by") for one in said)


def test_one_that_was_set_only_a_little(session: Session, tmp_path: Path) -> None:
    """Too little for the records to tell."""
    now = clock.now()
    with clock.moved_to(now.date(), now.hour, now.minute):
        note_start(tmp_path)
    later = now + timedelta(minutes=20)
    with clock.moved_to(later.date(), later.hour, later.minute):
        assert any("set ahead by 20 minutes" in one for one in doubts(session, tmp_path))


def test_the_machine_was_started_again_meanwhile(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_check, "_boot", lambda: "an earlier one")
    with clock.moved_to(moved(-2)):
        note_start(tmp_path)
    monkeypatch.undo()
    assert list(doubts(session, tmp_path)) == []


@pytest.mark.parametrize("text", ["", "{}", '{"boot": "x", "booted_at": "long ago"}'])
def test_what_was_noted_at_the_start_cannot_be_read(session: Session, tmp_path: Path, text: str) -> None:
    (tmp_path / clock_check.START).write_text(text)
    assert list(doubts(session, tmp_path)) == []
