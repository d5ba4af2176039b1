"""Faults: one dated line in the log, the trace in a file of its own, and in neither a word of what people typed."""

import errno
import logging
import os
import secrets
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

from enabler import clock

TRACES = "traces.log"  # in the instance; the older ones are traces.log.1 and so on
LARGEST = 1_000_000  # bytes
KEPT = 5

log = logging.getLogger(__name__)
_one_writer = threading.Lock()


def note_fault(fault: BaseException, instance: Path, where: str) -> str:
    """Log it and keep its trace. The answer is the reference to show; `where` is an endpoint or a command."""
    reference = secrets.token_hex(4).upper()
    log.error("fault %s at %s: %s%s", reference, where, in_short(fault), keep_trace(fault, instance, reference, where))
    return reference


def keep_trace(fault: BaseException, instance: Path, reference: str, where: str) -> str:
    """Nothing to add when it was kept, otherwise why not: the disk may be what is at fault."""
    text = f"{clock.now().isoformat(timespec='seconds')} fault {reference} at {where}\n{trace_of(fault)}\n"
    try:
        with _one_writer:
            _append(instance / TRACES, text)
    except OSError as refused:
        return f"; its trace could not be kept: {in_short(refused)}"
    return ""


def in_short(fault: BaseException) -> str:
    """What kind of fault it is, with the database's or the system's code for it. Messages may quote what was typed."""
    return ", from ".join(_kind(one) for one in _chain(fault))


def trace_of(fault: BaseException) -> str:
    """The last fault first, each with its lines of code. No values: neither messages nor variables."""
    lines: list[str] = []
    for one in _chain(fault):
        lines.append(f"{'from ' if lines else ''}{_kind(one)}")
        for frame in traceback.extract_tb(one.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line or ''}")
    return "\n".join(lines)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(fault: BaseException) -> str:
    code = getattr(fault, "sqlite_errorname", None) or getattr(fault, "sqlstate", None)
    if isinstance(fault, OSError) and fault.errno is not None:
        code = errno.errorcode.get(fault.errno, str(fault.errno))
    name = type(fault).__qualname__
    module = type(fault).__module__
    return (name if module == "builtins" else f"{module}.{name}") + (f" ({code})" if code else "")


def _append(file: Path, text: str) -> None:
    if file.exists() and file.stat().st_size > LARGEST:
        _put_aside(file)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as traces:
        os.fchmod(handle, 0o600)
        traces.write(text)


def _put_aside(file: Path) -> None:
    for number in range(KEPT - 1, -1, -1):
        older = file.with_name(f"{file.name}.{number}") if number else file
        if older.exists():
            older.replace(file.with_name(f"{file.name}.{number + 1}"))


def set_up_log(instance: Path) -> None:
    """The log of a process that has none yet: dated lines on the error stream."""
    if logging.root.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine(instance))
    logging.root.addHandler(handler)


class _OneLine(logging.Formatter):
    """Our own lines as they are. Of others' only the fixed words: what is put into them may have been typed."""

    def __init__(self, instance: Path) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self.instance = instance

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record if record.name.startswith("enabler") else self._fixed_words(record))

    def _fixed_words(self, record: logging.LogRecord) -> logging.LogRecord:
        fault = record.exc_info[1] if record.exc_info else None
        words = f"{record.name}: {record.msg if isinstance(record.msg, str) else ''}"
        if fault is not None:
            reference = secrets.token_hex(4).upper()
            words = f"fault {reference} at {record.name}: {in_short(fault)}"
            words += keep_trace(fault, self.instance, reference, record.name)
        return logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, words, None, None)
