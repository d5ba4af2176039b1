"""Two set-ups at once wait for each other, and nobody holds the lock once a program runs."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def set_up(tmp_path: Path, command: str) -> "subprocess.Popen[str]":
    script = f'source "{ROOT}/script/_setup.sh"; {command}'
    environ = os.environ | {"ENABLER_VENV": str(tmp_path / "venv")}
    return subprocess.Popen(
        ["bash", "-c", script], env=environ, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    )


def finished(process: "subprocess.Popen[str]") -> int:
    process.communicate(timeout=20)
    return process.returncode


def test_two_set_ups_do_not_run_at_once(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    body = f'install() {{ echo begins >>"{diary}"; sleep 0.2; echo ends >>"{diary}"; }}; one_at_a_time install'
    both = [set_up(tmp_path, body) for _ in range(2)]
    assert [finished(process) for process in both] == [0, 0]
    assert diary.read_text().split() == ["begins", "ends", "begins", "ends"]


def test_a_set_up_that_fails_says_so(tmp_path: Path) -> None:
    assert finished(set_up(tmp_path, "install() { return 3; }; one_at_a_time install")) == 3


def test_what_runs_afterwards_does_not_hold_the_lock(tmp_path: Path) -> None:
    server = set_up(tmp_path, "one_at_a_time true; echo ready; exec sleep 20")
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        subprocess.run(["flock", "--nonblock", str(tmp_path / "venv.lock"), "true"], check=True)
    finally:
        server.kill()
        server.communicate()
