"""The heads of the trail, noted outside the database: missing, made anew, forged, used again, in a second place."""

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.config import Settings
from enabler.database import atomic
from enabler.models import AuditLine, Stay, Ward
from enabler.record.keeping import audit_check, audit_heads
from tests.browser import Browser
from tests.cases import make_case
from tests.fixtures_trail import count, noted, tamper, verify


def test_what_was_rolled_back_leaves_no_head(
    session: Session, settings: Settings, cli_actor: Actor, heads_file: Path
) -> None:
    with pytest.raises(ZeroDivisionError), atomic(session):
        audit.record(session, by=cli_actor, action="count five")
        raise ZeroDivisionError
    session.commit()
    assert noted(heads_file) == [0] and verify(session, settings).holds


def test_heads_that_are_missing_or_made_anew(
    session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor, heads_file: Path
) -> None:
    before = heads_file.read_bytes()
    heads_file.unlink()
    assert verify(session, settings).says == f"{heads_file} is missing"
    count(session, cli_actor, "five")
    assert audit.broken_at(session) is None, "a save is a save"
    assert verify(session, settings).says == f"{heads_file} is missing", "going on does not mend it"
    heads_file.write_bytes(b"".join(before.splitlines(keepends=True)[1:]))
    assert verify(session, settings).says == f"{heads_file} was made anew by something else than Enabler"
    heads_file.write_bytes(before)
    assert verify(session, settings).holds


def test_heads_that_somebody_else_wrote(
    session: Session, settings: Settings, four_lines: list[int], heads_file: Path
) -> None:
    head = json.loads(heads_file.read_text().splitlines()[-1])
    for forged in (head | {"line": 9}, head | {"restored": True}, {"at": head["at"], "line": 9, "hash": "x"}):
        with heads_file.open("a") as file:
            file.write(json.dumps(forged) + "\n")
        assert f"line 6 of {heads_file} was written by something else" in verify(session, settings).says
        heads_file.write_text("".join(heads_file.read_text().splitlines(keepends=True)[:5]))
    assert verify(session, settings).holds


def test_a_restore_is_signed_and_counts_in_its_place_only(
    session: Session, settings: Settings, four_lines: list[int], heads_file: Path
) -> None:
    """Whoever goes back to an earlier state can't use the entry of an earlier restore to hide it."""
    tamper(session, delete(AuditLine).where(AuditLine.id >= four_lines[2]))
    assert not verify(session, settings).holds
    audit_heads.begin_everywhere(session, settings.audit_heads_files, audit_heads.RESTORED)
    assert verify(session, settings).holds
    restored = heads_file.read_text().splitlines(keepends=True)[-1]
    count(session, audit.command_line("tests"), "five")
    tamper(session, delete(AuditLine).where(AuditLine.id >= four_lines[2]))
    assert not verify(session, settings).holds
    with heads_file.open("a") as file:
        file.write(restored)
    assert not verify(session, settings).holds


def test_heads_that_cannot_be_written_do_not_undo_a_save(session: Session, cli_actor: Actor, heads_file: Path) -> None:
    session.connection()
    heads_file.unlink()
    heads_file.mkdir()
    count(session, cli_actor, "five")
    assert audit.broken_at(session) is None
    assert session.scalar(select(AuditLine.action)) == "count five"


def test_an_unfinished_note_says_nothing(
    session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor, heads_file: Path
) -> None:
    with heads_file.open("a") as file:
        file.write('{"at": "2026-')
    assert verify(session, settings).holds
    count(session, cli_actor, "five")
    assert verify(session, settings).holds
    assert json.loads(heads_file.read_text().splitlines()[-1])["line"] == four_lines[-1] + 1, (
        "what comes next has a line of its own"
    )


def test_a_page_leaves_its_head_too(
    session: Session, settings: Settings, as_officer: Browser, ward: Ward, heads_file: Path
) -> None:
    stay: Stay = make_case(session, ward)
    before = len(noted(heads_file))
    as_officer.get(f"/stays/{stay.id}/follow-ups")
    assert len(noted(heads_file)) == before + 1
    assert verify(session, settings).holds


def test_a_second_place(app: Flask, session: Session, four_lines: list[int], cli_actor: Actor, tmp_path: Path) -> None:
    """Named later: it gets what was noted so far, and from then on it is missed when it is gone."""
    second = tmp_path / "share" / "heads.jsonl"
    settings = app.config["ENABLER"] = replace(app.config["ENABLER"], audit_heads=second)
    del app.extensions[audit.KEYS]  # the program starts with the new setting
    session.rollback()
    count(session, cli_actor, "into the void")
    assert verify(session, settings).says == f"{second} is missing"
    second.parent.mkdir()
    del app.extensions[audit.KEYS]
    session.rollback()
    count(session, cli_actor, "five")
    assert noted(second)[-1] == noted(tmp_path / "audit-heads.jsonl")[-1] and verify(session, settings).holds
    (tmp_path / "audit-heads.jsonl").write_bytes(second.read_bytes().splitlines(keepends=True)[0])
    tamper(session, delete(AuditLine))
    assert "it was cut" in verify(session, settings).says, "the second place knows what the first was made to forget"
    second.unlink()
    del app.extensions[audit.KEYS]
    session.rollback()
    count(session, cli_actor, "six")
    assert f"{second} is missing" in verify(session, settings).says


def test_a_head_that_cannot_be_noted_is_said_in_the_log(
    session: Session, cli_actor: Actor, heads_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session.connection()
    heads_file.unlink()
    with caplog.at_level(logging.ERROR):
        count(session, cli_actor, "five")
    assert f"not noted in {heads_file}: No such file or directory" in caplog.text


def test_on_a_copy_later_heads_are_not_looked_for(
    session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor
) -> None:
    """A check of a copy goes on while people save: what they add is not a cut."""
    began = clock.now()
    count(session, cli_actor, "five")
    tamper(session, delete(AuditLine).where(AuditLine.id > four_lines[-1]))
    assert not verify(session, settings).holds
    session.expire_all()
    assert audit_check.verify(session, settings, began).holds
    tamper(session, delete(AuditLine).where(AuditLine.id == four_lines[-1]))
    assert audit_check.verify(session, settings, began).cut_after == four_lines[-1]
