"""What holds for every command: --by, exit codes, plain words on the error stream, never a trace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from enabler.cli import FAMILIES, main
from tests.cli.conftest import Enabler

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_command_explains_itself_and_takes_by(enabler: Enabler, name: str) -> None:
    answer = enabler(name, "--help")
    assert answer.exit_code == 0
    assert "--by NAME" in answer.output


def test_wrong_usage_is_2(enabler: Enabler) -> None:
    assert enabler("create-user").exit_code == 2
    assert enabler("no-such-command").exit_code == 2
    assert enabler("export", "--format", "doc", "--level", "identifiable", "--out", "x").exit_code == 2


def test_levels_and_formats_that_do_not_work_are_not_offered(enabler: Enabler) -> None:
    assert enabler("export", "--format", "csv", "--level", "open", "--out", "x").exit_code == 2


def test_a_refusal_is_1_on_the_error_stream(enabler: Enabler) -> None:
    answer = enabler("create-user", "Sam", "--role", "officer", "--ward", "Nowhere")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("There is no ward Nowhere.")


def test_a_fault_is_said_with_the_reference_of_its_trace(
    enabler: Enabler, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Sam typed this")

    monkeypatch.setattr("enabler.record.people.accounts.create_user", broken)
    answer = enabler("create-user", "Sam", "--role", "officer")
    assert answer.exit_code == 1
    sentence, reference = answer.stderr.splitlines()
    assert sentence == "Something went wrong that should not: ValueError."
    assert reference.endswith(f": the trace is in {place}/traces.log.")
    trace = (place / "traces.log").read_text()
    assert reference.split()[1].rstrip(":") in trace and " in broken: raise ValueError(" in trace


def test_a_weak_secret_is_said(enabler: Enabler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENABLER_SECRET", "secret")
    answer = enabler("check")
    assert (answer.exit_code, answer.stderr) == (1, "ENABLER_SECRET must be at least 43 random characters, not that.\n")


def test_by_stands_in_the_history(enabler: Enabler, place: Path) -> None:
    import sqlite3
    from contextlib import closing

    enabler("create-user", "Sam Okafor", "--role", "officer", "--by", "  Ada   Ashworth ")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        by = [row[0] for row in opened.execute("SELECT \"by\" FROM audit WHERE action = 'create user' ORDER BY id")]
    assert by[0] == "Ada Ashworth" and by[1].startswith("command line: ")


def test_the_one_time_password_signs_in_and_must_be_changed(enabler: Enabler, place: Path) -> None:
    import sqlite3
    from contextlib import closing

    from enabler.record.people.passwords import password_fits

    answer = enabler("create-user", "Sam Okafor", "--role", "officer")
    password = answer.output.rsplit(" ", 1)[-1].strip()
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        ((hashed, must_change),) = opened.execute("SELECT password_hash, must_change_password FROM users")
    assert password_fits(hashed, password) and must_change


def test_as_a_module_and_through_flask(place: Path) -> None:
    for words in (["-m", "enabler.cli"], ["-m", "flask", "--app", "app"]):
        command = [sys.executable, *words, "verify-audit"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert done.stdout.startswith("The audit trail holds")


def test_a_missing_instance_is_made_and_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    monkeypatch.setenv("ENABLER_INSTANCE", str(tmp_path / "new"))
    monkeypatch.delenv("ENABLER_DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["verify-audit"]).exit_code == 0
    assert (tmp_path / "new" / "enabler.sqlite3").exists()


def test_json_of_a_command_is_not_mixed_with_words(enabler: Enabler, tmp_path: Path) -> None:
    assert enabler("export", "--format", "json", "--level", "identifiable", "--out", tmp_path / "o.json").exit_code == 0
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["stays"] == []
