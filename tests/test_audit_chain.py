"""The trail finds what somebody did to it: a changed line, a missing one, a cut tail, a rewritten chain, other heads."""

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.config import Settings
from enabler.database import atomic, is_sqlite
from enabler.models import AuditLine, Stay, Ward
from enabler.models.trail import TRIGGER_FUNCTION, TRIGGERS
from enabler.record import audit_check, audit_heads, audit_keys
from enabler.record.audit_check import Verdict
from tests.browser import Browser
from tests.cases import make_case


@pytest.fixture
def settings(app: Flask) -> Settings:
    settings: Settings = app.config["ENABLER"]
    return settings


@pytest.fixture
def lines(session: Session, cli_actor: Actor) -> list[int]:
    for word in ("one", "two", "three", "four"):
        with atomic(session):
            audit.record(session, by=cli_actor, action=f"count {word}", detail={"n": [None, word]})
    return list(session.scalars(select(AuditLine.id).order_by(AuditLine.id)))


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    return tmp_path / "audit-heads.jsonl"


def noted(heads: Path) -> list[int]:
    return [json.loads(line)["line"] for line in heads.read_text().splitlines()]


def verify(session: Session, settings: Settings) -> Verdict:
    session.expire_all()
    return audit_check.verify(session, settings)


def tamper(session: Session, *statements: object) -> None:
    """As somebody would who owns the database: take the triggers away, do it, put them back."""
    kind = "sqlite" if is_sqlite(session) else "postgresql"
    where = "" if is_sqlite(session) else " ON audit"
    with atomic(session):
        for name in TRIGGERS[kind]:
            session.execute(text(f"DROP TRIGGER {name}{where}"))
        for statement in statements:
            session.execute(statement)  # type: ignore[call-overload]
        for trigger in TRIGGERS[kind].values():
            session.execute(text(trigger))


def count(session: Session, by: Actor, word: str, *, heads: bool = True) -> None:
    with atomic(session):
        audit.record(session, by=by, action=f"count {word}")
        if not heads:
            session.info.pop(audit.HEAD)


@pytest.mark.postgres
def test_it_holds(session: Session, settings: Settings, lines: list[int], heads: Path) -> None:
    verdict = verify(session, settings)
    assert verdict.holds and verdict.says == "4 lines, each follows from the one before"
    assert noted(heads) == [0, *lines]


@pytest.mark.parametrize("column", ["by", "action", "detail", "pc", "subject_kind", "key_id"])
def test_a_changed_line(session: Session, settings: Settings, lines: list[int], column: str) -> None:
    tamper(session, update(AuditLine).where(AuditLine.id == lines[1]).values({column: "x"}))
    verdict = verify(session, settings)
    assert not verdict.holds
    assert lines[1] in (verdict.followed.broken_at, verdict.followed.key_missing_at)


@pytest.mark.postgres
def test_a_deleted_line(session: Session, settings: Settings, lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == lines[1]))
    assert verify(session, settings).followed.broken_at == lines[2]


def test_the_first_line_deleted(session: Session, settings: Settings, lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == lines[0]))
    assert verify(session, settings).followed.broken_at == lines[1]


@pytest.mark.postgres
def test_a_cut_tail_is_found_from_outside(session: Session, settings: Settings, lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id >= lines[2]))
    verdict = verify(session, settings)
    assert verdict.followed.broken_at is None and verdict.cut_after == lines[2]
    assert verdict.says == f"it was cut: line {lines[2]}, noted earlier, is no longer there as it was"


def test_a_chain_written_anew_is_found_from_outside(
    session: Session, settings: Settings, lines: list[int], cli_actor: Actor
) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == lines[3]))
    count(session, cli_actor, "nothing", heads=False)
    verdict = verify(session, settings)
    assert verdict.followed.broken_at is None and verdict.cut_after == lines[3]


def rehashed(session: Session, keys: audit.Keys) -> list[object]:
    """What rewrites the whole chain with another first action, each hash made anew."""
    previous, statements = audit.FIRST, []
    key = keys.newest if keys.keys else None
    for line in session.scalars(select(AuditLine).order_by(AuditLine.id)).all():
        session.expunge(line)
        line.action, line.previous_hash, line.key_id = f"not {line.action}", previous, key.id if key else None
        previous = line.hash = audit.hash_of(line, key)
        values = {name: getattr(line, name) for name in ("action", "previous_hash", "key_id", "hash")}
        statements.append(update(AuditLine).where(AuditLine.id == line.id).values(values))
    return statements


@pytest.mark.parametrize("with_heads", [False, True])
def test_a_chain_rehashed_without_the_key(
    session: Session, settings: Settings, lines: list[int], cli_actor: Actor, heads: Path, with_heads: bool
) -> None:
    """What a plain hash allowed: rewrite every line, and every noted head, and nobody sees it."""
    tamper(session, *rehashed(session, audit.Keys()))
    if with_heads:
        now = session.execute(select(AuditLine.id, AuditLine.hash)).all()
        heads.write_text("".join(json.dumps({"at": "2026-03-02", "line": it.id, "hash": it.hash}) + "\n" for it in now))
    assert not verify(session, settings).holds
    count(session, cli_actor, "five")
    assert not verify(session, settings).holds, "nor does it heal by going on"


def test_a_chain_rehashed_with_another_key(session: Session, settings: Settings, lines: list[int]) -> None:
    tamper(session, *rehashed(session, audit.Keys((audit.Key("a guess"),))))
    verdict = verify(session, settings)
    assert verdict.followed.key_missing_at == lines[0]
    assert "is not in" in verdict.says and "put it back from where it is kept" in verdict.says


REPLACE = (
    "INSERT OR REPLACE INTO audit SELECT id, at, by, role, 'x', action, subject_kind, subject_id, stay_id,"
    " detail, key_id, previous_hash, hash FROM audit"
)


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["update", "delete", "another way"])
def test_the_database_refuses_to_change_it(session: Session, settings: Settings, lines: list[int], how: str) -> None:
    change = {
        "update": update(AuditLine).values(pc="nobody"),
        "delete": delete(AuditLine),
        "another way": text(REPLACE if is_sqlite(session) else "TRUNCATE audit CASCADE"),
    }[how]
    with pytest.raises(DatabaseError, match="the audit trail is only added to"), atomic(session):
        session.execute(change)
    assert verify(session, settings).holds


@pytest.mark.postgres
def test_triggers_that_are_gone(session: Session, settings: Settings, lines: list[int]) -> None:
    kind = "sqlite" if is_sqlite(session) else "postgresql"
    for name in TRIGGERS[kind]:
        session.execute(text(f"DROP TRIGGER {name}{'' if is_sqlite(session) else ' ON audit'}"))
    assert "the database no longer refuses changes to it" in verify(session, settings).says
    if kind == "postgresql":
        session.execute(text(TRIGGER_FUNCTION))


def test_what_was_rolled_back_leaves_no_head(
    session: Session, settings: Settings, cli_actor: Actor, heads: Path
) -> None:
    with pytest.raises(ZeroDivisionError), atomic(session):
        audit.record(session, by=cli_actor, action="count five")
        raise ZeroDivisionError
    session.commit()
    assert noted(heads) == [0] and verify(session, settings).holds


def test_heads_that_are_missing_or_made_anew(
    session: Session, settings: Settings, lines: list[int], cli_actor: Actor, heads: Path
) -> None:
    before = heads.read_bytes()
    heads.unlink()
    assert verify(session, settings).says == f"{heads} is missing"
    count(session, cli_actor, "five")
    assert audit.broken_at(session) is None, "a save is a save"
    assert verify(session, settings).says == f"{heads} is missing", "going on does not mend it"
    heads.write_bytes(b"".join(before.splitlines(keepends=True)[1:]))
    assert verify(session, settings).says == f"{heads} was made anew by something else than Enabler"
    heads.write_bytes(before)
    assert verify(session, settings).holds


def test_heads_that_somebody_else_wrote(session: Session, settings: Settings, lines: list[int], heads: Path) -> None:
    head = json.loads(heads.read_text().splitlines()[-1])
    for forged in (head | {"line": 9}, head | {"restored": True}, {"at": head["at"], "line": 9, "hash": "x"}):
        with heads.open("a") as file:
            file.write(json.dumps(forged) + "\n")
        assert f"line 6 of {heads} was written by something else" in verify(session, settings).says
        heads.write_text("".join(heads.read_text().splitlines(keepends=True)[:5]))
    assert verify(session, settings).holds


def test_a_restore_is_signed_and_counts_in_its_place_only(
    session: Session, settings: Settings, lines: list[int], heads: Path
) -> None:
    """Whoever goes back to an earlier state can't use the entry of an earlier restore to hide it."""
    tamper(session, delete(AuditLine).where(AuditLine.id >= lines[2]))
    assert not verify(session, settings).holds
    audit_heads.begin_everywhere(session, settings.audit_heads_files, audit_heads.RESTORED)
    assert verify(session, settings).holds
    restored = heads.read_text().splitlines(keepends=True)[-1]
    count(session, audit.command_line("tests"), "five")
    tamper(session, delete(AuditLine).where(AuditLine.id >= lines[2]))
    assert not verify(session, settings).holds
    with heads.open("a") as file:
        file.write(restored)
    assert not verify(session, settings).holds


def test_heads_that_cannot_be_written_do_not_undo_a_save(session: Session, cli_actor: Actor, heads: Path) -> None:
    session.connection()
    heads.unlink()
    heads.mkdir()
    count(session, cli_actor, "five")
    assert audit.broken_at(session) is None
    assert session.scalar(select(AuditLine.action)) == "count five"


def test_an_unfinished_note_says_nothing(
    session: Session, settings: Settings, lines: list[int], cli_actor: Actor, heads: Path
) -> None:
    with heads.open("a") as file:
        file.write('{"at": "2026-')
    assert verify(session, settings).holds
    count(session, cli_actor, "five")
    assert verify(session, settings).holds
    assert json.loads(heads.read_text().splitlines()[-1])["line"] == lines[-1] + 1, (
        "what comes next has a line of its own"
    )


def test_a_page_leaves_its_head_too(
    session: Session, settings: Settings, as_officer: Browser, ward: Ward, heads: Path
) -> None:
    stay: Stay = make_case(session, ward)
    before = len(noted(heads))
    as_officer.get(f"/stays/{stay.id}/follow-ups")
    assert len(noted(heads)) == before + 1
    assert verify(session, settings).holds


def test_a_second_place(app: Flask, session: Session, lines: list[int], cli_actor: Actor, tmp_path: Path) -> None:
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


def test_the_key_is_outside_the_database_and_for_its_owner_only(
    session: Session, settings: Settings, lines: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "audit-key"
    assert file.stat().st_mode & 0o777 == 0o600
    secret = file.read_text().split()[1]
    assert secret != settings.secret and secret not in str(session.scalars(select(AuditLine.detail)).all())
    file.chmod(0o640)
    assert "chmod 600" in verify(session, settings).says


def test_without_the_key(
    app: Flask, session: Session, settings: Settings, lines: list[int], cli_actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "audit-key").rename(tmp_path / "kept elsewhere")
    verdict = verify(session, settings)
    assert verdict.says.startswith(
        f"its key is not in {tmp_path / 'audit-key'}, so nobody can tell whether it was changed"
    )
    session.rollback()
    count(session, cli_actor, "five, by a program that still has it")
    del app.extensions[audit.KEYS]  # and one that starts without it
    session.rollback()
    with pytest.raises(audit.KeyMissing, match="Put it back from where it is kept"):
        count(session, cli_actor, "six")
    assert not (tmp_path / "audit-key").exists(), "none is made up"
    (tmp_path / "kept elsewhere").rename(tmp_path / "audit-key")
    count(session, cli_actor, "six")
    assert verify(session, settings).holds


@pytest.mark.postgres
def test_a_lost_key_is_said_and_what_follows_is_proven(
    app: Flask, session: Session, settings: Settings, lines: list[int], cli_actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "audit-key").unlink()
    del app.extensions[audit.KEYS]
    session.rollback()
    audit_keys.new_key(session, settings)
    count(session, cli_actor, "five")
    audit_heads.begin_everywhere(session, settings.audit_heads_files, audit_heads.ANEW)
    verdict = verify(session, settings)
    assert verdict.holds and "4 were keyed with a key that is lost" in verdict.says
    session.rollback()
    lost = session.scalar(select(AuditLine.key_id).limit(1))
    tamper(session, update(AuditLine).where(AuditLine.id == lines[-1] + 1).values(key_id=lost, action="x"))
    assert not verify(session, settings).holds, "no later line can claim to be of that key"


@pytest.mark.postgres
def test_an_older_chain_is_keyed_from_where_it_stands(
    app: Flask, session: Session, settings: Settings, cli_actor: Actor, heads: Path, tmp_path: Path
) -> None:
    """Its lines are followed by their plain hashes, its noted heads still count, and no key is needed for them."""
    older(session, heads, 3)
    (tmp_path / "audit-key").unlink()
    app.extensions.pop(audit.KEYS)
    session.rollback()
    count(session, cli_actor, "four")
    verdict = verify(session, settings)
    assert verdict.says == "4 lines, each follows from the one before; the first 3 are from before it was keyed"
    last_old, begun, first_new = (json.loads(line) for line in heads.read_text().splitlines()[-3:])
    assert (begun["begins"], begun["line"], begun["hash"]) == ("keyed", last_old["line"], last_old["hash"])
    assert first_new["line"] == begun["line"] + 1
    tamper(session, update(AuditLine).where(AuditLine.id == 2).values(action="x"))
    assert verify(session, settings).followed.broken_at == 2
    tamper(session, update(AuditLine).where(AuditLine.id == 4).values(key_id=None))
    assert not verify(session, settings).holds


def test_an_older_chain_rewritten_later_does_not_fit_what_follows(
    app: Flask, session: Session, settings: Settings, cli_actor: Actor, heads: Path, tmp_path: Path
) -> None:
    older(session, heads, 3)
    (tmp_path / "audit-key").unlink()
    app.extensions.pop(audit.KEYS)
    session.rollback()
    count(session, cli_actor, "four")
    tamper(session, *rehashed(session, audit.Keys())[:3])
    assert verify(session, settings).followed.broken_at == 4


def older(session: Session, heads: Path, lines: int) -> None:
    """A trail and its heads as the version before keys wrote them."""
    previous, noted = audit.FIRST, []
    with atomic(session):
        for number in range(1, lines + 1):
            facts = {"at": audit.clock.now(), "by": "Sam Okafor", "role": "officer", "pc": "test PC", "detail": "{}"}
            line = AuditLine(action=f"count {number}", subject_kind="system", previous_hash=previous, **facts)
            previous = audit.hash_of(line, None)
            rest = {"action": line.action, "subject_kind": "system", "previous_hash": line.previous_hash}
            session.execute(insert(AuditLine).values(id=number, hash=previous, **rest, **facts))
            noted.append(json.dumps({"at": facts["at"].isoformat(), "line": number, "hash": previous}) + "\n")  # type: ignore[attr-defined]
        if not is_sqlite(session):
            session.execute(text(f"SELECT setval(pg_get_serial_sequence('audit', 'id'), {lines})"))
    heads.write_text("".join(noted))


def test_a_head_that_cannot_be_noted_is_said_in_the_log(
    session: Session, cli_actor: Actor, heads: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session.connection()
    heads.unlink()
    with caplog.at_level(logging.ERROR):
        count(session, cli_actor, "five")
    assert f"not noted in {heads}: No such file or directory" in caplog.text
