"""Faults leave a dated line and a trace, and in neither what somebody typed."""

import ast
import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from enabler import faults
from enabler.faults import KEPT, TRACES, in_short, note_fault, set_up_log
from enabler.rules.refusal import Refused

TYPED = "Mrs Quillfeather rang twice"


def _number() -> None:
    int(TYPED)


def _refused() -> None:
    raise Refused(f"There is already an account for {TYPED}.", "name")


def _key() -> None:
    {}[TYPED]


def _noted() -> None:
    fault = RuntimeError("x")
    fault.add_note(TYPED)
    raise fault


def _statement() -> None:
    with create_engine("sqlite://").begin() as connection:
        connection.execute(text("CREATE TABLE notes (words TEXT UNIQUE)"))
        for _ in range(2):
            connection.execute(text("INSERT INTO notes VALUES (:words)"), {"words": TYPED})


def _chained() -> None:
    try:
        int(TYPED)
    except ValueError as fault:
        raise LookupError(TYPED) from fault


@pytest.mark.parametrize("do", [_number, _refused, _key, _noted, _statement, _chained])
def test_neither_line_nor_trace_holds_what_was_typed(
    do: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception) as raised:
        do()  # type: ignore[operator]
    reference = note_fault(raised.value, tmp_path, "patient.log_contact")
    trace = (tmp_path / TRACES).read_text()
    assert "Quillfeather" not in trace + caplog.text
    assert len(caplog.records) == 1 and reference in caplog.text and "patient.log_contact" in caplog.text
    assert reference in trace and f"in {do.__name__}" in trace  # type: ignore[attr-defined]


def test_the_chain_is_told_from_the_last_to_the_first(tmp_path: Path) -> None:
    with pytest.raises(LookupError) as raised:
        _chained()
    assert in_short(raised.value) == "LookupError, from ValueError"


def test_a_fault_of_the_database_tells_its_code() -> None:
    with pytest.raises(DBAPIError) as raised:
        _statement()
    assert in_short(raised.value) == (
        "sqlalchemy.exc.IntegrityError, from sqlite3.IntegrityError (SQLITE_CONSTRAINT_UNIQUE)"
    )


def test_traces_are_for_their_owner_only_and_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "LARGEST", 10)
    (tmp_path / TRACES).touch(0o644)
    references = [note_fault(ValueError(), tmp_path, "here") for _ in range(KEPT + 3)]
    files = sorted(tmp_path.iterdir())
    assert len(files) == KEPT + 1 and {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert references[-1] in files[0].read_text() and references[-2] in files[1].read_text()
    assert references[0] not in "".join(file.read_text() for file in files)


def test_a_trace_that_cannot_be_kept_still_leaves_its_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    reference = note_fault(ValueError(), tmp_path / "gone", "here")
    assert reference in caplog.text and "its trace could not be kept: FileNotFoundError (ENOENT)" in caplog.text


def test_the_log_is_dated_and_takes_only_fixed_words_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])  # as in a process whose log nobody has set up
    set_up_log(tmp_path)
    logging.getLogger("enabler.web").error("said by %s", "us")
    logging.getLogger("waitress").warning("while serving %s", TYPED)
    try:
        int(TYPED)
    except ValueError:
        logging.getLogger("waitress").exception("while serving %s", TYPED)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3 and all(line[:2] == "20" for line in lines), lines
    assert lines[0].endswith("ERROR said by us") and lines[1].endswith("WARNING waitress: while serving %s")
    assert "at waitress: ValueError" in lines[2]
    assert lines[2].split("fault ")[1][:8] in (tmp_path / TRACES).read_text()
    assert "Quillfeather" not in "".join(lines) + (tmp_path / TRACES).read_text()


def test_every_engine_hides_parameters() -> None:
    for path in (Path(faults.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "create_engine":
                assert any(one.arg in (None, "hide_parameters") for one in node.keywords), path


def test_sqlite_names_its_faults() -> None:
    assert hasattr(sqlite3.OperationalError("x"), "sqlite_errorname") is False  # only those of the library itself
    assert in_short(sqlite3.OperationalError(TYPED)) == "sqlite3.OperationalError"
