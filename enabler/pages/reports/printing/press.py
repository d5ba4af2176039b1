"""One press: a process that lays out PDFs one after the other, so that no request waits for another's."""

# Only the server has one. What prints without it, as the command line does, lays out in its own process.

import contextlib
import logging
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore

from flask import Flask, current_app

from enabler.config import ROOT
from enabler.fair_lock import FairLock, NotInTime
from enabler.faults import note_fault, set_up_log
from enabler.pages.reports.printing import pdf
from enabler.pages.reports.printing.pdf import NotPrinted

log = logging.getLogger(__name__)

LAYING_OUT_SECONDS = 120  # a document that takes longer never comes
SENDING_SECONDS = 30
IN_TURN_SECONDS = 300
MOST_AT_ONCE = 24  # who would come after them prints from the browser; the other threads are for other pages
EXTENSION = "enabler-press"

Job = tuple[str, int | None, dict[str, str]]  # what make_pdf takes


def print_apart(app: Flask) -> None:
    """From now on this app's PDFs are laid out by a press. It starts with the first of them."""
    app.extensions[EXTENSION] = Press(app.config["ENABLER"].instance)


def check_can_make() -> None:
    """Raise PdfMissing where PDFs cannot be made."""
    press = _press()
    if press is None:
        pdf.check_can_make()
    else:
        press.check_can_make()


def make_pdf(html: str, *, most_pages: int | None = None, attached: Mapping[str, str] | None = None) -> bytes:
    """As pdf.make_pdf, where this app has its PDFs laid out; raises NotPrinted too. Hold no transaction meanwhile."""
    press = _press()
    if press is None:
        return pdf.make_pdf(html, most_pages=most_pages, attached=attached)
    return press.make_pdf(html, most_pages=most_pages, attached=attached)


def _press() -> "Press | None":
    return current_app.extensions.get(EXTENSION)


class Press:
    """The process, and whose turn it is. One that dies or hangs is replaced."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        self._places = BoundedSemaphore(MOST_AT_ONCE)
        self._turns = FairLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def check_can_make(self) -> None:
        self._answer(None)

    def make_pdf(self, html: str, *, most_pages: int | None, attached: Mapping[str, str] | None) -> bytes:
        return self._answer((html, most_pages, dict(attached or {})))

    def _answer(self, job: Job | None) -> bytes:
        answer = self._in_turn(job)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _in_turn(self, job: Job | None) -> bytes | Exception:
        if not self._places.acquire(blocking=False):
            raise NotPrinted
        try:
            with self._turns.turn(IN_TURN_SECONDS):
                return self._tried_twice(job)
        except NotInTime as late:
            raise NotPrinted from late
        finally:
            self._places.release()

    def _tried_twice(self, job: Job | None) -> bytes | Exception:
        """It may have died since the last document; when it dies again, the document is at fault."""
        for _ in range(2):
            try:
                return self._tried(job)
            except (EOFError, OSError) as broken:
                log.error("the press broke down (%s) and is replaced", type(broken).__name__)
        raise NotPrinted

    def _tried(self, job: Job | None) -> bytes | Exception:
        try:
            line = self._started()
            line.send(job)
            if not line.poll(LAYING_OUT_SECONDS):
                log.error("the press took more than %d seconds over a document and is replaced", LAYING_OUT_SECONDS)
                raise NotPrinted
            answer: bytes | Exception = line.recv()
        except BaseException:
            self.stop()  # an answer that still came would be taken for the next document's
            raise
        return answer

    def _started(self) -> Connection:
        if self._line is None:
            ours, theirs = socket.socketpair()
            for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
                ours.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", SENDING_SECONDS, 0))
            with theirs:
                # A group of its own, or Ctrl-C at the terminal would be its end before ours.
                self._process = subprocess.Popen(
                    [sys.executable, "-m", __name__, str(self.instance)],
                    stdin=theirs.fileno(),
                    cwd=ROOT,
                    process_group=0,
                )
            self._line = Connection(ours.detach())
        return self._line

    def stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


def work(line: Connection, instance: Path) -> None:
    """The press's own process: a document in, a PDF or what went wrong out, until nobody is at the other end."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            line.send(_made(line.recv(), instance))


def _made(job: Job | None, instance: Path) -> bytes | Exception:
    try:
        if job is None:
            pdf.check_can_make()
            return b""
        html, most_pages, attached = job
        return pdf.make_pdf(html, most_pages=most_pages, attached=attached)
    except (pdf.PdfMissing, pdf.TooLong) as known:
        return type(known)()
    except Exception as fault:
        note_fault(fault, instance, "the press")
        return NotPrinted()


if __name__ == "__main__":
    os.nice(5)  # somebody waits for paper; everybody waits for pages
    set_up_log(Path(sys.argv[1]))
    work(Connection(sys.stdin.fileno()), Path(sys.argv[1]))
