"""How the program talks to its database: engine, pragmas, naming convention and `atomic`."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Dialect, Engine, MetaData, TypeDecorator, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session

from enabler.fair_lock import FairLock, NotInTime

BUSY_SECONDS = 20
STATEMENT_SECONDS = 60
FORGOTTEN_SECONDS = 120  # a transaction in which nothing happens for so long is ended
ENGINE = {
    "pool_size": 5,
    "max_overflow": -1,  # as many connections as ask: the server's threads are the limit
    "hide_parameters": True,  # what people typed stays out of messages
}
# What PostgreSQL calls it: lock not available, statement took too long, deadlock, transaction forgotten.
SQLSTATES_OF_WAITING = ("55P03", "57014", "40P01", "25P03")
WAL_FROM = (3, 51, 3)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; SQLite forgets zones, so this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant}


class DatabaseBusy(Exception):
    """Somebody else held the database for longer than we wait; nothing was saved."""


@event.listens_for(Engine, "connect")
def _on_connect(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _on_begin
    for pragma in _pragmas():
        connection.execute(f"PRAGMA {pragma}")


def _pragmas() -> list[str]:
    journal = "wal" if sqlite3.sqlite_version_info >= WAL_FROM else "delete"
    return [
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "foreign_keys = on",
        f"journal_mode = {journal}",
        "synchronous = full",
        "cache_size = -65536",
    ]


@event.listens_for(Engine, "begin")
def _on_begin(connection: Any) -> None:
    if connection.dialect.name != "sqlite":
        return
    writes = connection.get_execution_options().get("enabler_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_writers: WeakKeyDictionary[Engine, FairLock] = WeakKeyDictionary()


@contextmanager
def atomic(session: Session) -> Iterator[Session]:
    """One transaction that writes: all of it or none. Ends the read transaction before it, so rules see the present."""
    if session.info.get("atomic"):
        raise RuntimeError("atomic inside atomic: call the commands one after the other in one block")
    session.rollback()
    session.info["atomic"] = True
    try:
        with _turn_to_write(session), _all_or_nothing(session):
            yield session
    except NotInTime as late:
        raise DatabaseBusy from late
    finally:
        session.info.pop("atomic", None)


def _turn_to_write(session: Session) -> AbstractContextManager[None]:
    """SQLite has one writer at a time, and who finds it busy sleeps and tries again, at random: so we wait in turn.

    Other programs are still met by the busy time-out. PostgreSQL queues whoever waits for a lock by itself.
    """
    if not is_sqlite(session):
        return nullcontext()
    return _writers.setdefault(session.get_bind().engine, FairLock()).turn(BUSY_SECONDS)


@contextmanager
def _all_or_nothing(session: Session) -> Iterator[None]:
    try:
        session.connection(execution_options={"enabler_writes": True})
        yield
        session.commit()
    except DBAPIError as fault:
        session.rollback()
        if is_busy(fault):
            raise DatabaseBusy from fault
        raise
    except BaseException:
        session.rollback()
        raise


def end_reading(session: Session) -> None:
    """Before something long: let go of the database. What was read stays as it was read, unlike after a rollback."""
    session.commit()


def is_busy(fault: DBAPIError) -> bool:
    return "database is locked" in str(fault.orig) or getattr(fault.orig, "sqlstate", "") in SQLSTATES_OF_WAITING


def is_operational(fault: BaseException) -> bool:
    """Whether the database could not work: busy, full, read-only, failing or gone. A wrong statement is no such
    fault."""
    ours = getattr(fault, "orig", fault)
    code, state = getattr(ours, "sqlite_errorcode", None), getattr(ours, "sqlstate", None)
    if code is not None:
        return code & 0xFF in SQLITE_AT_FAULT
    if state is not None:
        return state.startswith(POSTGRESQL_AT_FAULT)
    return isinstance(fault, DatabaseBusy | OperationalError | InterfaceError | PoolTimeout | sqlite3.OperationalError)


# The primary codes of https://www.sqlite.org/rescode.html
SQLITE_AT_FAULT = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_NOTADB,
    }
)
# Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, read-only, transaction
# forgotten, deadlock, resources, lock not available, operator, system, damage.
POSTGRESQL_AT_FAULT = ("08", "25006", "25P03", "40", "53", "55", "57", "58", "XX")


def is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def lock_for_append(session: Session, key: int) -> None:
    """Append-only chains need one writer at a time; SQLite has that already, PostgreSQL takes a lock until commit."""
    if not is_sqlite(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def engine_options(url: str) -> dict[str, Any]:
    """What Flask-SQLAlchemy or `create_engine` is told about the database at `url`."""
    if url.startswith("sqlite"):
        return ENGINE | {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    settings = {
        # Compiling our short queries takes PostgreSQL several times as long as answering them.
        "jit": "off",
        # Whoever holds a lock and forgets it stops the others for a while, and not for ever.
        "lock_timeout": f"{BUSY_SECONDS}s",
        "statement_timeout": f"{STATEMENT_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{FORGOTTEN_SECONDS}s",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return ENGINE | {"pool_pre_ping": True, "connect_args": {"options": options}}
