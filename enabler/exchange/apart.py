"""Workbooks are read in a process of their own, which is ended when it takes too long or too much."""

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore

from enabler.exchange.grids import Grid, grid_of
from enabler.exchange.sheets import read_workbook
from enabler.rules.refusal import Refused

ROOT = Path(__file__).resolve().parents[2]  # not from the settings: this starts with each workbook
SECONDS = 20
MEMORY = 1024**3
AT_ONCE = BoundedSemaphore(2)
WAITS_SECONDS = 15

TOO_MUCH = "The workbook takes too long to read. Copy the list into a new workbook, or save it as CSV, and send that."
BUSY = "Other files are being read just now. Wait a moment and send it again."


def read_workbook_apart(content: bytes, *, most_filled: int) -> dict[str, Grid]:
    """Like `read_workbook`: one row more than `most_filled` that hold anything says that there are more."""
    if not AT_ONCE.acquire(timeout=WAITS_SECONDS):
        raise Refused(BUSY)
    try:
        read = subprocess.run(
            [sys.executable, "-m", __name__, str(most_filled)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise Refused(TOO_MUCH) from None
    finally:
        AT_ONCE.release()
    answer = json.loads(read.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    grids = map(grid_of, answer["sheets"])
    return {grid.sheet: grid for grid in grids}


def _answer(content: bytes, most_filled: int) -> dict[str, object]:
    try:
        return {"sheets": [asdict(grid) for grid in read_workbook(content, most_filled=most_filled).values()]}
    except Refused as refusal:
        return {"refused": refusal.sentence}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump(_answer(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
