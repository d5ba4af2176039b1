"""What it cannot start with, or do: one plain sentence, and the reference of a trace that is kept. As other
accounts meet it."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from enabler.cli import fault_sentences
from tests.cli.test_serve import free_port

ROOT = Path(__file__).resolve().parents[2]
# Root may write anywhere; without its capabilities it is an account like any other.
AS_ANYBODY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []


def start(*words: str, by: Sequence[str] = AS_ANYBODY, **environ: str) -> tuple[int, list[str]]:
    """The exit code, and what the error stream shows."""
    done = subprocess.run(
        [*by, sys.executable, *words], cwd=ROOT, env=os.environ | environ,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def trace_of(place: Path, said: list[str]) -> str:
    """What is kept under the reference that the last line names."""
    named = re.fullmatch(r"Reference ([0-9A-F]{8}): the trace is in (.*)\.", said[-1])
    assert named and Path(named[2]) == place / "traces.log", said
    return next(part for part in Path(named[2]).read_text().split("\n\n") if named[1] in part.splitlines()[0])


def server(**environ: str) -> tuple[int, list[str]]:
    return start("-m", "enabler.cli.serve", "--port", str(free_port()), **environ)


def command(**environ: str) -> tuple[int, list[str]]:
    return start("-m", "enabler.cli", "create-user", "Sam Okafor", "--role", "officer", **environ)


def other_server(**environ: str) -> tuple[int, list[str]]:
    """As a web server of another make loads it."""
    return start("-c", "import app", **environ)


EVERY_WAY = pytest.mark.parametrize("way", [server, command, other_server])
Way = Callable[..., tuple[int, list[str]]]


@EVERY_WAY
def test_settings_that_are_wrong(place: Path, way: Way) -> None:
    code, said = way(ENABLER_LOCK_MINUTES="0", ENABLER_QUITE_DAYS="7")
    assert (code, said) == (
        1,
        [
            "ENABLER_LOCK_MINUTES must be a whole number from 1 to 60, not 0.",
            "ENABLER_QUITE_DAYS is no setting of Enabler. Was quiet_days meant?",
        ],
    )


@EVERY_WAY
def test_a_wrong_address(place: Path, way: Way) -> None:
    code, said = way(ENABLER_DATABASE_URL="postgresql://enabler:hunter2@127.0.0.1:1/ward")
    assert (code, said[0], len(said)) == (1, fault_sentences.NO_SERVER, 2)
    assert "hunter2" not in trace_of(place, said)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://enabler:hunter2@no-such-host.invalid/ward", fault_sentences.NO_SERVER),
        ("sqlite:////no/such/folder/enabler.sqlite3", fault_sentences.NO_FILE),
    ],
)
def test_another_wrong_address(place: Path, address: str, sentence: str) -> None:
    code, said = command(ENABLER_DATABASE_URL=address)
    assert (code, said[0], len(said)) == (1, sentence, 2)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [("/postgres", "/nowhere", fault_sentences.NO_DATABASE), ("enabler@", "stranger@", fault_sentences.NOT_LET_IN)],
)
def test_a_server_without_that_database_or_user(
    place: Path, postgres_server: str, right: str, wrong: str, sentence: str
) -> None:
    address = postgres_server.format(database="postgres").replace(right, wrong)
    code, said = start("-m", "enabler.cli", "check", by=[], ENABLER_DATABASE_URL=address)
    assert (code, said[0], len(said)) == (1, sentence, 2)


@pytest.fixture(scope="module")
def after_first_start(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started")
    shutil.copy(upgraded, folder)
    assert start("-c", "import app", ENABLER_INSTANCE=str(folder))[0] == 0
    return folder


@pytest.fixture
def started(place: Path, after_first_start: Path) -> Path:
    """The instance after its first start."""
    shutil.copytree(after_first_start, place, dirs_exist_ok=True)
    return place


@EVERY_WAY
def test_a_folder_that_this_account_may_not_write_in(tmp_path: Path, way: Way) -> None:
    tmp_path.chmod(0o500)
    code, said = way(ENABLER_INSTANCE=str(tmp_path / "instance"))
    assert (code, said) == (1, [f"{tmp_path}/instance cannot be used: Permission denied."])


@EVERY_WAY
def test_a_database_that_is_read_only(started: Path, way: Way) -> None:
    (started / "enabler.sqlite3").chmod(0o400)
    code, said = way()
    assert (code, said[0], len(said)) == (1, fault_sentences.READ_ONLY, 2)
    assert "SQLITE_READONLY" in trace_of(started, said)


def test_where_the_trace_cannot_be_kept_either_it_says_so(started: Path) -> None:
    started.chmod(0o500)
    code, said = server()
    assert (code, len(said)) == (1, 2) and said[1].endswith("its trace could not be kept.")


def test_tables_of_another_version(started: Path) -> None:
    with closing(sqlite3.connect(started / "enabler.sqlite3")) as opened:
        opened.execute("ALTER TABLE users RENAME COLUMN role TO part")
    code, said = command()
    assert (code, said[0], len(said)) == (1, fault_sentences.OUTDATED, 2)


def test_a_forgotten_migration_is_made_up_for(place: Path) -> None:
    (place / "enabler.sqlite3").unlink()
    assert start("-c", "import app; app.app.test_client().get('/', base_url='https://localhost')") == (0, [])
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        assert opened.execute("SELECT count(*) FROM users").fetchone() == (0,)
