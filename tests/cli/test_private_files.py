"""What the program writes is for its owner only, whatever the umask of whoever started it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Enabler

ROOT = Path(__file__).resolve().parents[2]
PERIOD = ("--from", "2026-04-01", "--to", "2026-06-30")


@pytest.fixture
def careless() -> Iterator[None]:
    """Whoever starts it lets everybody read."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_database_backups_exports_and_papers(enabler: Enabler, place: Path, tmp_path: Path, careless: None) -> None:
    def run(*words: object) -> None:
        os.umask(0)  # each command is a start of its own
        done = enabler(*words)
        assert done.exit_code == 0, done.output

    (place / "enabler.sqlite3").unlink()
    out = tmp_path / "out"
    out.mkdir()
    run("create-user", "Sam Okafor", "--role", "officer")
    run("backup", out / "whole.backup")
    run("restore", out / "whole.backup")
    run("export", "--format", "csv", "--level", "identifiable", "--out", out / "folder")
    for form in ("xlsx", "json", "sqlite"):
        run("export", "--format", form, "--level", "identifiable", "--out", out / f"all.{form}")
    run("report", "days-avoided", *PERIOD, "--pdf", out / "figures.pdf", "--json", out / "figures.json")
    made = [path for folder in (place, out) for path in folder.rglob("*")]
    assert {"enabler.sqlite3", "secret", "whole.backup", "figures.pdf", "figures.json"} <= {path.name for path in made}
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


def test_what_a_server_writes(place: Path) -> None:
    """Its log of faults too; some web servers set the umask to nothing before they load an application."""
    code = "import os; os.umask(0); import app, pathlib; pathlib.Path(os.environ['ENABLER_INSTANCE'], 'x').touch()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=True)
    assert (place / "x").stat().st_mode & 0o777 == 0o600
