"""`script/run`'s server as a person at the terminal meets it."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from enabler.cli import serve
from enabler.config import read_settings
from enabler.record.keeping import deep_check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("ENABLER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ENABLER_TRAINING", "")
    monkeypatch.setenv("ENABLER_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


@contextmanager
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        yield taken.getsockname()[1]


def free_port() -> int:
    with taken_port() as port:
        return port


@contextmanager
def running(*arguments: str, by: Sequence[str] = ()) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """What the terminal says until it serves, and the process; `by` starts it."""
    command = [*by, sys.executable, "-m", "enabler.cli.serve", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if line.startswith("Press Ctrl-C"):
                    break
            yield said, process
        finally:
            process.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_starts_empty_with_a_code_and_stops_without_a_trace(instance: Path, stop: signal.Signals) -> None:
    port = free_port()
    with running("--port", str(port)) as (said, process):
        assert f"Enabler is running at http://127.0.0.1:{port}\n" in said
        assert "one-time code: " in said
        address = next(line.strip() for line in said.splitlines() if line.startswith("  http"))
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        process.send_signal(stop)
        rest, _ = process.communicate(timeout=10)
        assert rest.strip() == "Enabler has stopped."
        assert process.returncode == 0
    assert instance.stat().st_mode & 0o077 == 0


def test_ctrl_c_stops_it_where_the_runner_ignores_it(instance: Path) -> None:
    ignoring = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"]
    with running("--port", str(free_port()), by=ignoring) as (_, process):
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=10)
        assert (rest.strip(), process.returncode) == ("Enabler has stopped.", 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "ward-pc"])
def test_an_address_others_can_reach_is_refused(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main(["--host", host]) == 1
    assert f"{host} can be reached from other machines" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_is_loopback(host: str) -> None:
    assert serve.is_loopback(host)


def test_a_port_in_use_is_said_plainly(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with taken_port() as port:
        assert serve.main(["--port", str(port)]) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use by another program. Choose another: script/run --port {port + 1}\n"
    )


@pytest.mark.parametrize("typed", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_wrong_usage(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        serve.main([f"--port={typed}"])
    assert wrong.value.code == 2
    assert f"{typed} is not a port" in capsys.readouterr().err


def test_a_newer_database_is_left_alone(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance.mkdir()
    with closing(sqlite3.connect(instance / "enabler.sqlite3")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.commit()
    assert serve.main([]) == 1
    assert "written by a newer Enabler" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_said_plainly(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance.mkdir()
    (instance / "enabler.sqlite3").write_text("Dear Sir or Madam, " * 100)
    assert serve.main([]) == 1
    assert capsys.readouterr().err.startswith("The database file is not a database: restore a backup, ")


def test_a_weak_secret_does_not_start(
    instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENABLER_SECRET", "letmein")
    assert serve.main([]) == 1
    assert "ENABLER_SECRET must be at least 43 random characters" in capsys.readouterr().err


@pytest.mark.parametrize("complete", [True, False])
def test_a_training_caseload_cut_short_starts_anew(instance: Path, complete: bool) -> None:
    demo = instance / "demo"
    demo.mkdir(parents=True)
    for name in ("enabler.sqlite3", "enabler.sqlite3-journal", "secret", *([serve.FILLED] if complete else [])):
        (demo / name).touch()
    serve._move_to_demo()
    assert (demo / "secret").exists()
    assert (demo / "enabler.sqlite3").exists() == (demo / "enabler.sqlite3-journal").exists() == complete
    assert Path(os.environ["ENABLER_INSTANCE"]) == demo


def test_what_is_slow_to_load_waits_until_it_is_needed(instance: Path) -> None:
    """A cold start to the first page stays short: printing, exports and arithmetic load when somebody asks for them."""
    code = """
import sys
from enabler.config import read_settings
from enabler.cli.starting import bring_up_to_date
from enabler import create_app
bring_up_to_date(read_settings())
assert create_app().test_client().get("/first", base_url="https://localhost").status_code == 200
print(*sorted({"weasyprint", "sqlite_utils", "numpy", "openpyxl", "xlsxwriter"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.parametrize(("due", "running", "begun"), [(True, False, 2), (False, False, 0), (True, True, 0)])
def test_all_records_are_checked_when_that_is_due(
    instance: Path, monkeypatch: pytest.MonkeyPatch, due: bool, running: bool, begun: int
) -> None:
    """It looks every few minutes, and begins a check once a day; a machine with no process to spare gets another
    try."""
    waits, begins = iter([None, None]), []

    def begin(settings: object) -> None:
        begins.append(settings)
        raise BlockingIOError

    monkeypatch.setattr(serve.time, "sleep", lambda _: next(waits))
    monkeypatch.setattr(deep_check, "is_due", lambda _: due)
    monkeypatch.setattr(deep_check, "is_running", lambda _: running)
    monkeypatch.setattr(deep_check, "start_in_background", begin)
    with pytest.raises(StopIteration):
        serve._check_daily(read_settings())
    assert len(begins) == begun
