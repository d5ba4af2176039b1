"""What the program writes is for its owner only, whatever the umask of whoever started it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PERIOD = ("--from", "2026-04-01", "--to", "2026-06-30")


def enabler(*words: object) -> None:
    command = ["sh", "-c", 'umask 000; exec "$@"', "sh", sys.executable, "-m", "enabler.cli", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_database_backups_exports_and_papers(place: Path, tmp_path: Path) -> None:
    (place / "enabler.sqlite3").unlink()
    out = tmp_path / "out"
    out.mkdir()
    enabler("create-user", "Sam Okafor", "--role", "officer")
    enabler("backup", out / "whole.backup")
    enabler("restore", out / "whole.backup")
    enabler("export", "--format", "csv", "--level", "identifiable", "--out", out / "folder")
    for form in ("xlsx", "json", "sqlite"):
        enabler("export", "--format", form, "--level", "identifiable", "--out", out / f"all.{form}")
    enabler("report", "days-avoided", *PERIOD, "--pdf", out / "figures.pdf", "--json", out / "figures.json")
    made = [path for folder in (place, out) for path in folder.rglob("*")]
    assert {"enabler.sqlite3", "secret", "whole.backup", "figures.pdf", "figures.json"} <= {path.name for path in made}
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


def test_what_a_server_writes(place: Path) -> None:
    """Its log of faults too; some web servers set the umask to nothing before they load an application."""
    code = "import os; os.umask(0); import app, pathlib; pathlib.Path(os.environ['ENABLER_INSTANCE'], 'x').touch()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=True)
    assert (place / "x").stat().st_mode & 0o777 == 0o600
