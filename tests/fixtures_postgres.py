"""A PostgreSQL server of the tests' own, and a fresh database on it for whoever asks."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

import enabler.models  # noqa: F401  (fills Base.metadata)
from enabler.database import Base

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server without a database name; one for each test worker, on a socket of its own."""
    folder = Path(tempfile.mkdtemp(prefix="enabler-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run("initdb", "--no-sync", "--auth=trust", "--username=enabler", "--encoding=UTF8", "--no-locale", "-D", data)
        settings = f"-k {folder} -c listen_addresses= {FAST}"
        _run("pg_ctl", "start", "--wait", "-s", "-D", data, "-l", folder / "log", "-o", settings)
        try:
            yield f"postgresql+psycopg://enabler@/{{database}}?host={folder}"
        finally:
            _run("pg_ctl", "stop", "-s", "-m", "immediate", "-D", data)
    finally:
        # Hundreds of databases are thousands of files: nobody waits for them to go.
        subprocess.run(["sh", "-c", 'rm -rf "$0" > /dev/null 2>&1 &', folder], check=False)


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: str) -> Callable[..., str]:
    """Makes a database at each call, empty or a copy of a template, and gives its address."""
    numbers = count(1)
    engine = create_engine(postgres_server.format(database="postgres"), isolation_level="AUTOCOMMIT")

    def make(template: str = "template0") -> str:
        name = f"test_{next(numbers)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        engine.dispose()
        return postgres_server.format(database=name)

    return make


@pytest.fixture(scope="session")
def postgres_template(new_postgres_database: Callable[..., str]) -> str:
    """The name of a database that has the tables and nothing in them."""
    engine = create_engine(new_postgres_database())
    Base.metadata.create_all(engine)
    engine.dispose()
    return str(engine.url.database)


@pytest.fixture(scope="session")
def emptied_databases(postgres_server: str) -> Iterator[list[tuple[Engine, object]]]:
    """What tests have left as they found it, with its shape: to make a database takes longer than most tests."""
    emptied: list[tuple[Engine, object]] = []
    yield emptied
    for engine, _ in emptied:
        engine.dispose()


@pytest.fixture
def postgres_url(
    new_postgres_database: Callable[..., str],
    postgres_template: str,
    emptied_databases: list[tuple[Engine, object]],
) -> Iterator[str]:
    """A database of this test's own, with the tables and nothing in them."""
    if emptied_databases:
        engine, shape = emptied_databases.pop()
    else:
        engine = create_engine(new_postgres_database(postgres_template))
        shape = shape_of(engine)
    yield engine.url.render_as_string()
    if is_emptied(engine, shape):
        emptied_databases.append((engine, shape))
    else:
        engine.dispose()


def shape_of(engine: Engine) -> object:
    with engine.connect() as connection:
        return connection.execute(text(SHAPE)).one()


def is_emptied(engine: Engine, shape: object) -> bool:
    """False for a database that is altered, or in which somebody holds a lock."""
    with suppress(OperationalError):
        with engine.begin() as connection:
            connection.execute(text(EMPTY))
        return shape_of(engine) == shape
    return False


# Every row goes, whatever triggers and foreign keys say, and ids begin at 1 again.
EMPTY = "; ".join(
    [
        "SET LOCAL session_replication_role = replica",
        "SET LOCAL lock_timeout = '2s'",
        *(f"DELETE FROM {table}" for table in Base.metadata.tables),
        "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence",
    ]
)
# Differs once anything but rows has been changed: tables, triggers, functions, what is known of how many rows there are.
SHAPE = "SELECT " + ", ".join(
    f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {catalogue})"
    for catalogue in ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc", "pg_statistic")
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """For tests that make the tables: runs twice, on a SQLite file that is not there yet and on an empty database."""
    if request.param == "postgres":
        return str(request.getfixturevalue("new_postgres_database")())
    return f"sqlite:///{tmp_path / 'enabler.sqlite3'}"


def _run(program: str, *arguments: str | Path) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_postgres, _binary(program), *arguments],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout}")


def _binary(program: str) -> str:
    """Debian keeps the server's programs off the path, by version."""
    found = shutil.which(program) or max(
        (str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{program}")), default=""
    )
    if not found:
        raise RuntimeError(f"{program} is missing: script/test installs PostgreSQL")
    return found
