"""`script/run`'s server in a process of its own, and asking it as a browser would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from enabler.web.sessions import COOKIE
from tests.conftest import SECRET

ROOT = Path(__file__).parents[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)


@contextmanager
def served(folder: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The server on this instance, and its address; `more` are settings as the environment gives them."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"ENABLER_INSTANCE": str(folder), "ENABLER_SECRET": SECRET, "ENABLER_LOCK_MINUTES": "60"}
    server = subprocess.Popen(
        [sys.executable, "-m", "enabler.cli.serve", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | settings | more,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, server
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            ask(f"{address}/sign-in", within=10)
            return
        except OSError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)


def ask(address: str, token: str = "", data: dict[str, str] | None = None, within: float = 30) -> tuple[int, str]:
    """Status and text of the answer; OSError when there is none in so many seconds."""
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(address, data=body, headers={"Cookie": f"{COOKIE}={token}"})
    try:
        with OPENER.open(request, timeout=within) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()
