"""`script/run`: brings the database up to date and serves Enabler until Ctrl-C. Loads little, to start soon."""

import argparse
import contextlib
import errno
import ipaddress
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from enabler.cli.starting import CannotStart, bring_up_to_date, check_that_it_saves, the_settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from enabler.config import Settings

LOOPBACK_NAMES = ("localhost", "ip6-localhost")
LOOK_EVERY_SECONDS = 600  # whether the daily check is due
FILLED = "caseload-is-complete"  # without it, filling was cut short and starts anew


def main(arguments: Sequence[str] | None = None) -> int:
    for stop in (signal.SIGINT, signal.SIGTERM):  # of our own: what starts us in the background may ignore Ctrl-C
        signal.signal(stop, _as_interrupt)
    try:
        asked = _parse(arguments)
        _check_host(asked.host, asked.insecure)
        if asked.demo:
            _move_to_demo()
        _serve(asked)
    except KeyboardInterrupt:
        pass
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except Exception as fault:
        print(_told(fault), file=sys.stderr)
        return 1
    print("\nEnabler has stopped.")
    return 0


def _as_interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _told(fault: Exception) -> str:
    from enabler.cli.fault_sentences import told
    from enabler.config import instance_folder

    return told(fault, instance_folder(), "script/run")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/run", description="Serves Enabler on this machine. Ctrl-C stops it.")
    parser.add_argument(
        "--demo", action="store_true", help="a separate database with a fictional caseload, for training"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=5000, help="default: 5000")
    parser.add_argument("--insecure", action="store_true", help="listen on a network address all the same")
    return parser.parse_args(arguments)


def _port(typed: str) -> int:
    if not typed.isdecimal() or not 0 < int(typed) < 65536:
        raise argparse.ArgumentTypeError(f"{typed} is not a port: a number from 1 to 65535")
    return int(typed)


def _check_host(host: str, insecure: bool) -> None:
    if not is_loopback(host) and not insecure:
        raise CannotStart(
            f"{host} can be reached from other machines, and what goes there would not be encrypted. Put a web server "
            "with TLS on this machine in front of 127.0.0.1 instead. If TLS is dealt with elsewhere, add --insecure."
        )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


def _move_to_demo() -> None:
    """The training caseload has an instance folder, and so a database and a secret, of its own."""
    root = Path(__file__).resolve().parents[2]
    demo = Path(os.environ.get("ENABLER_INSTANCE", root / "instance")) / "demo"
    os.environ["ENABLER_INSTANCE"] = str(demo)
    os.environ["ENABLER_TRAINING"] = "yes"
    os.environ.pop("ENABLER_DATABASE_URL", None)
    if not (demo / FILLED).exists():
        for unfinished in (*demo.glob("enabler.sqlite3*"), *demo.glob("audit-*")):
            unfinished.unlink()


def _serve(asked: argparse.Namespace) -> None:
    with closing(_listen(asked)) as listening:
        from enabler import create_app
        from enabler.cli import waitress_server
        from enabler.pages.reports.printing.press import print_apart
        from enabler.record.keeping import clock_check

        settings = the_settings()
        bring_up_to_date(settings)
        app = create_app(settings)
        with app.test_request_context(base_url=_address(asked)):
            check_that_it_saves(settings)
            print(_welcome(asked, settings), flush=True)
        print_apart(app)
        clock_check.note_start(settings.instance)
        Thread(target=_check_daily, args=[settings], daemon=True).start()
        waitress_server.serve(app, listening)


def _check_daily(settings: "Settings") -> None:
    """All records are looked at once a day, not at once: whoever starts it wants to see the first page."""
    from enabler.record.keeping import deep_check

    while True:
        time.sleep(LOOK_EVERY_SECONDS)
        with contextlib.suppress(OSError):
            if deep_check.is_due(settings.instance) and not deep_check.is_running(settings.instance):
                deep_check.start_in_background(settings)


def _listen(asked: argparse.Namespace) -> socket.socket:
    """First of all, so that a port in use is known before anything is changed."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    try:
        return socket.create_server((asked.host, asked.port), family=family)
    except OSError as fault:
        raise CannotStart(_why_not(asked, fault)) from fault


def _why_not(asked: argparse.Namespace, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"Port {asked.port} is in use by another program. Choose another: script/run --port {asked.port + 1}"
    return f"Enabler cannot listen on {asked.host}, port {asked.port}: {fault.strerror or fault}."


def _address(asked: argparse.Namespace) -> str:
    host = f"[{asked.host}]" if ":" in asked.host else asked.host
    return f"http://{host}:{asked.port}"


def _welcome(asked: argparse.Namespace, settings: "Settings") -> str:
    from enabler.audit import KeyMissing, check_keys
    from enabler.record.people.accounts import has_users
    from enabler.web.db import the_session

    try:
        check_keys(the_session())
    except KeyMissing as missing:
        raise CannotStart(str(missing)) from missing
    lines = [f"Enabler is running at {_address(asked)}"]
    if asked.demo:
        lines += _demo_sign_ins(the_session(), settings)
    elif not has_users(the_session()):
        lines += _set_up(settings)
    if not is_loopback(asked.host):
        lines.append(
            "Other machines can reach it without encryption. Browsers sign nobody in there unless TLS is in front."
        )
    return "\n".join([*lines, "Press Ctrl-C to stop it."])


def _demo_sign_ins(session: "Session", settings: "Settings") -> list[str]:
    from enabler.demo import ensure_demo

    filled = settings.instance / FILLED
    if not filled.exists():
        print("Making up the training caseload (once) ...", file=sys.stderr, flush=True)
    rows = [f"  {one.name:<20} {one.password:<26} {one.role.label}" for one in ensure_demo(session)]
    filled.touch()
    return ["This is the training caseload: everybody in it is made up. Sign in as:", *rows]


def _set_up(settings: "Settings") -> list[str]:
    from flask import url_for

    from enabler.record.people.setup_code import make_setup_code

    return [
        "Nobody can sign in yet. Make the first administrator's account here:",
        f"  {url_for('setup.create_first_administrator', _external=True)}",
        f"  one-time code: {make_setup_code(settings.instance)}",
    ]


if __name__ == "__main__":
    sys.exit(main())
