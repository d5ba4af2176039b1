"""A PostgreSQL server of the tests' own, and a fresh database on it for whoever asks."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

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


@pytest.fixture
def postgres_url(new_postgres_database: Callable[..., str], postgres_template: str) -> str:
    """A database of this test's own, with the tables."""
    return new_postgres_database(postgres_template)


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
