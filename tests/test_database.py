"""Writers wait in turn, and nobody who holds the database and forgets it stops the others for ever."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from enabler import audit, database
from enabler.audit import Actor
from enabler.database import DatabaseBusy, atomic, engine_options


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> float:
    """How long somebody waits for a lock in these tests; asked for before the engine, which is told it."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 1)
    return 1.0


@pytest.fixture
def engine(patience: float, database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url, **engine_options(database_url))
    yield engine
    engine.dispose()


def opened(engine: Engine) -> Session:
    """As the program opens one: with what the trail's lines are keyed with."""
    return Session(engine, info={audit.KEYS: audit.Keys((audit.Key("a secret"),))})


def save(engine: Engine, by: Actor) -> None:
    with opened(engine) as session, atomic(session):
        audit.record(session, by=by, action="save")


def saved(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(text("SELECT by FROM audit ORDER BY id")))


def test_writers_are_served_in_turn(engine: Engine) -> None:
    savers = [threading.Thread(target=save, args=(engine, audit.command_line(f"{number}"))) for number in range(10)]
    with Session(engine) as first, atomic(first):
        for saver in savers:
            saver.start()
            time.sleep(0.01)
    for saver in savers:
        saver.join()
    assert saved(engine) == [str(number) for number in range(10)]


def test_another_program_holds_it(engine: Engine, patience: float, cli_actor: Actor) -> None:
    """A copy being restored, say: the first in turn meets its lock, the others wait behind, and each is told in
    time."""
    other, told = create_engine(engine.url), []

    def ask() -> None:
        started = time.monotonic()
        with pytest.raises(DatabaseBusy):
            save(engine, cli_actor)
        told.append(time.monotonic() - started)

    with other.connect() as holding:
        holding.exec_driver_sql("ROLLBACK")
        holding.exec_driver_sql("BEGIN IMMEDIATE")
        savers = [threading.Thread(target=ask) for _ in range(3)]
        for saver in savers:
            saver.start()
        for saver in savers:
            saver.join()
        holding.exec_driver_sql("ROLLBACK")
        holding.exec_driver_sql("BEGIN")
    other.dispose()
    assert len(told) == 3 and max(told) < 2 * patience + 1
    save(engine, cli_actor)
    assert len(saved(engine)) == 1


@pytest.fixture
def postgres(patience: float, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(database, "FORGOTTEN_SECONDS", 2)
    engine = create_engine(postgres_url, **engine_options(postgres_url))
    yield engine
    engine.dispose()


@pytest.mark.postgres
def test_a_transaction_that_somebody_forgot_elsewhere(postgres: Engine, cli_actor: Actor) -> None:
    other = create_engine(postgres.url)
    with opened(other) as forgotten:
        audit.record(forgotten, by=cli_actor, action="begun")
        with pytest.raises(DatabaseBusy):
            save(postgres, cli_actor)
    save(postgres, cli_actor)
    assert len(saved(postgres)) == 1
    other.dispose()


@pytest.mark.postgres
def test_a_transaction_that_we_forgot(postgres: Engine, cli_actor: Actor) -> None:
    with pytest.raises(DatabaseBusy), opened(postgres) as forgotten, atomic(forgotten):
        audit.record(forgotten, by=cli_actor, action="begun")
        time.sleep(1.5)  # the server ends it soon: the next to ask need only wait a little
        save(postgres, cli_actor)
    assert len(saved(postgres)) == 1


@pytest.mark.postgres
def test_a_statement_that_takes_too_long(patience: float, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "STATEMENT_SECONDS", 1)
    engine = create_engine(postgres_url, **engine_options(postgres_url))
    with pytest.raises(DatabaseBusy), Session(engine) as session, atomic(session):
        session.execute(text("SELECT pg_sleep(30)"))
    engine.dispose()
