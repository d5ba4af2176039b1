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
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database at each call, and gives its address."""
    numbers = count(1)
    engine = create_engine(postgres_server.format(database="postgres"), isolation_level="AUTOCOMMIT")

    def make() -> str:
        name = f"test_{next(numbers)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return postgres_server.format(database=name)

    return make


@pytest.fixture
def postgres_url(new_postgres_database: Callable[[], str]) -> str:
    return new_postgres_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A test that asks for this runs twice: on an empty SQLite file and on an empty PostgreSQL database."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
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
