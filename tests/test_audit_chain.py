"""The trail finds what somebody did to it: a changed line, a missing one, a cut tail, a rewritten chain, other
heads."""

import json
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
from enabler.models import AuditLine
from enabler.models.trail import TRIGGER_FUNCTION, TRIGGERS
from enabler.record.keeping import audit_heads, audit_keys
from tests.fixtures_trail import count, noted, tamper, verify


@pytest.mark.postgres
def test_it_holds(session: Session, settings: Settings, four_lines: list[int], heads_file: Path) -> None:
    verdict = verify(session, settings)
    assert verdict.holds and verdict.says == "4 lines, each follows from the one before"
    assert noted(heads_file) == [0, *four_lines]


@pytest.mark.parametrize("column", ["by", "action", "detail", "pc", "subject_kind", "key_id"])
def test_a_changed_line(session: Session, settings: Settings, four_lines: list[int], column: str) -> None:
    tamper(session, update(AuditLine).where(AuditLine.id == four_lines[1]).values({column: "x"}))
    verdict = verify(session, settings)
    assert not verdict.holds
    assert four_lines[1] in (verdict.followed.broken_at, verdict.followed.key_missing_at)


@pytest.mark.postgres
def test_a_deleted_line(session: Session, settings: Settings, four_lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == four_lines[1]))
    assert verify(session, settings).followed.broken_at == four_lines[2]


def test_the_first_line_deleted(session: Session, settings: Settings, four_lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == four_lines[0]))
    assert verify(session, settings).followed.broken_at == four_lines[1]


@pytest.mark.postgres
def test_a_cut_tail_is_found_from_outside(session: Session, settings: Settings, four_lines: list[int]) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id >= four_lines[2]))
    verdict = verify(session, settings)
    assert verdict.followed.broken_at is None and verdict.cut_after == four_lines[2]
    assert verdict.says == f"it was cut: line {four_lines[2]}, noted earlier, is no longer there as it was"


def test_a_chain_written_anew_is_found_from_outside(
    session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor
) -> None:
    tamper(session, delete(AuditLine).where(AuditLine.id == four_lines[3]))
    count(session, cli_actor, "nothing", heads=False)
    verdict = verify(session, settings)
    assert verdict.followed.broken_at is None and verdict.cut_after == four_lines[3]


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
    session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor, heads_file: Path, with_heads: bool
) -> None:
    """What a plain hash allowed: rewrite every line, and every noted head, and nobody sees it."""
    tamper(session, *rehashed(session, audit.Keys()))
    if with_heads:
        now = session.execute(select(AuditLine.id, AuditLine.hash)).all()
        heads_file.write_text(
            "".join(json.dumps({"at": "2026-03-02", "line": it.id, "hash": it.hash}) + "\n" for it in now)
        )
    assert not verify(session, settings).holds
    count(session, cli_actor, "five")
    assert not verify(session, settings).holds, "nor does it heal by going on"


def test_a_chain_rehashed_with_another_key(session: Session, settings: Settings, four_lines: list[int]) -> None:
    tamper(session, *rehashed(session, audit.Keys((audit.Key("a guess"),))))
    verdict = verify(session, settings)
    assert verdict.followed.key_missing_at == four_lines[0]
    assert "is not in" in verdict.says and "put it back from where it is kept" in verdict.says


def test_a_line_added_without_the_key(session: Session, settings: Settings, four_lines: list[int]) -> None:
    """As an earlier version would have made it: after a keyed line that is no longer possible."""
    last = session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    names = ("at", "by", "role", "pc", "subject_kind", "subject_id", "stay_id", "detail")
    line = AuditLine(action="plain", previous_hash=last.hash, **{name: getattr(last, name) for name in names})
    line.hash = audit.hash_of(line, None)
    with atomic(session):
        session.add(line)
    assert verify(session, settings).followed.broken_at == line.id


REPLACE = (
    "INSERT OR REPLACE INTO audit SELECT id, at, by, role, 'x', action, subject_kind, subject_id, stay_id,"
    " detail, key_id, previous_hash, hash FROM audit"
)


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["update", "delete", "another way"])
def test_the_database_refuses_to_change_it(
    session: Session, settings: Settings, four_lines: list[int], how: str
) -> None:
    change = {
        "update": update(AuditLine).values(pc="nobody"),
        "delete": delete(AuditLine),
        "another way": text(REPLACE if is_sqlite(session) else "TRUNCATE audit CASCADE"),
    }[how]
    with pytest.raises(DatabaseError, match="the audit trail is only added to"), atomic(session):
        session.execute(change)
    assert verify(session, settings).holds


@pytest.mark.postgres
def test_triggers_that_are_gone(session: Session, settings: Settings, four_lines: list[int]) -> None:
    kind = "sqlite" if is_sqlite(session) else "postgresql"
    for name in TRIGGERS[kind]:
        session.execute(text(f"DROP TRIGGER {name}{'' if is_sqlite(session) else ' ON audit'}"))
    assert "the database no longer refuses changes to it" in verify(session, settings).says
    if kind == "postgresql":
        session.execute(text(TRIGGER_FUNCTION))


def test_the_key_is_outside_the_database_and_for_its_owner_only(
    session: Session, settings: Settings, four_lines: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "audit-key"
    assert file.stat().st_mode & 0o777 == 0o600
    secret = file.read_text().split()[1]
    assert secret != settings.secret and secret not in str(session.scalars(select(AuditLine.detail)).all())
    file.chmod(0o640)
    assert "chmod 600" in verify(session, settings).says


def test_without_the_key(
    app: Flask, session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor, tmp_path: Path
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
    app: Flask, session: Session, settings: Settings, four_lines: list[int], cli_actor: Actor, tmp_path: Path
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
    tamper(session, update(AuditLine).where(AuditLine.id == four_lines[-1] + 1).values(key_id=lost, action="x"))
    assert not verify(session, settings).holds, "no later line can claim to be of that key"


@pytest.mark.postgres
def test_an_older_chain_is_keyed_from_where_it_stands(
    app: Flask, session: Session, settings: Settings, cli_actor: Actor, heads_file: Path, tmp_path: Path
) -> None:
    """Its lines are followed by their plain hashes, its noted heads still count, and no key is needed for them."""
    older(session, heads_file, 3)
    (tmp_path / "audit-key").unlink()
    app.extensions.pop(audit.KEYS)
    session.rollback()
    count(session, cli_actor, "four")
    verdict = verify(session, settings)
    assert verdict.says == "4 lines, each follows from the one before; the first 3 are from before it was keyed"
    last_old, begun, first_new = (json.loads(line) for line in heads_file.read_text().splitlines()[-3:])
    assert (begun["begins"], begun["line"], begun["hash"]) == ("keyed", last_old["line"], last_old["hash"])
    assert first_new["line"] == begun["line"] + 1
    tamper(session, update(AuditLine).where(AuditLine.id == 2).values(action="x"))
    assert verify(session, settings).followed.broken_at == 2
    tamper(session, update(AuditLine).where(AuditLine.id == 4).values(key_id=None))
    assert not verify(session, settings).holds


def test_an_older_chain_rewritten_later_does_not_fit_what_follows(
    app: Flask, session: Session, settings: Settings, cli_actor: Actor, heads_file: Path, tmp_path: Path
) -> None:
    older(session, heads_file, 3)
    (tmp_path / "audit-key").unlink()
    app.extensions.pop(audit.KEYS)
    session.rollback()
    count(session, cli_actor, "four")
    tamper(session, *rehashed(session, audit.Keys())[:3])
    assert verify(session, settings).followed.broken_at == 4


def older(session: Session, heads_file: Path, lines: int) -> None:
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
    heads_file.write_text("".join(noted))
