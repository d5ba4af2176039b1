"""The scripts as a person runs them, in a fresh copy of the tree: nothing installed, no instance. Nightly: it
installs all."""

import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.test_serve import free_port

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow
FIRST_START, SECOND_START = 300, 3


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("fresh") / "enabler"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    return copy


def start(copy: Path, *arguments: str, within: float) -> str:
    """Starts script/run, opens the first page, stops it with Ctrl-C; gives what the terminal showed."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("ENABLER_", "PYTHON"))}
    port = free_port()
    began = time.monotonic()
    command = [str(copy / "script" / "run"), "--port", str(port), *arguments]
    process = subprocess.Popen(
        command, cwd="/", env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/", process, began + within)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    return said


def wait_for_page(address: str, process: "subprocess.Popen[str]", until: float) -> None:
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()[0]
        try:
            with urllib.request.urlopen(address) as answer:
                assert answer.status == 200
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no page at {address} in time")


def test_an_empty_start_then_a_quick_one(fresh_copy: Path) -> None:
    first = start(fresh_copy, within=FIRST_START)
    assert re.search(r"one-time code: [\d-]{19}", first)
    assert (fresh_copy / "instance").stat().st_mode & 0o077 == 0
    second = start(fresh_copy, within=SECOND_START)
    assert "Installing" not in second
    assert re.search(r"one-time code: [\d-]{19}", second)


def test_the_demo_keeps_to_itself_and_shows_its_sign_ins(fresh_copy: Path) -> None:
    said = start(fresh_copy, "--demo", within=FIRST_START)
    for role in ("Officer", "Coordinator", "Evaluator", "Administrator"):
        assert re.search(rf"^  \S.*{role}$", said, re.MULTILINE), said
    assert (fresh_copy / "instance" / "demo" / "enabler.sqlite3").exists()
    again = start(fresh_copy, "--demo", within=SECOND_START)
    assert "everybody in it is made up" in again


def test_the_command_line_starts_by_itself(fresh_copy: Path) -> None:
    done = subprocess.run([fresh_copy / "script" / "enabler", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "create-user" in done.stdout
