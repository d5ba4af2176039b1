"""A database of the version before the trail was keyed: its lines stay as they are, and what follows is keyed."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DatabaseError

from enabler import audit, create_app
from enabler.config import Settings
from enabler.database import atomic
from enabler.migrations import upgrade
from enabler.migrations.revisions import VERSIONS
from enabler.models import AuditLine
from enabler.record.keeping import audit_check
from enabler.web.db import db
from tests.conftest import SECRET

# Two lines' actions and hashes, as that version made them.
HASHES = {
    "add user": "9ee059eb429d63856ee8f6df31b6ed16088f7f738a75c54a94d2852a8a3ec08a",
    "sign in": "47380313bb1251e9c832458ad5c5b6de06d22161d33c41e0e9aed47b6affc675",
}
INSERT = text(
    "INSERT INTO audit (at, by, role, pc, action, subject_kind, subject_id, stay_id, detail, previous_hash, hash)"
    " VALUES ('2026-03-02 10:00:00.000000+00:00', 'Sam Okafor', 'officer', 'test PC', :action, 'users', '1', NULL,"
    " '{}', :previous, :hash)"
)


@pytest.fixture
def app(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The program on a database that was at revision 0002, with two lines in the trail and their noted heads."""
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    for revision in VERSIONS.glob("000[12]_*.py"):
        shutil.copy(revision, earlier)
    upgrade(empty_database_url, earlier)
    engine, previous = create_engine(empty_database_url), audit.FIRST
    with engine.begin() as connection:
        for action, its_hash in HASHES.items():
            connection.execute(INSERT, {"action": action, "previous": previous, "hash": its_hash})
            previous = its_hash
    engine.dispose()
    (tmp_path / "audit-heads.jsonl").write_text(
        "".join(
            json.dumps({"at": "2026-03-02T10:00:00+00:00", "line": line, "hash": its_hash}) + "\n"
            for line, its_hash in enumerate(HASHES.values(), 1)
        )
    )
    upgrade(empty_database_url)
    app = create_app(Settings(instance=tmp_path, database_url=empty_database_url, secret=SECRET))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_it_is_keyed_from_where_it_stands(app: Flask, tmp_path: Path) -> None:
    session, settings = db.session(), app.config["ENABLER"]
    with atomic(session):
        audit.record(session, by=audit.command_line("tests"), action="go on")
    lines = session.scalars(select(AuditLine).order_by(AuditLine.id)).all()
    assert [line.hash for line in lines[:2]] == list(HASHES.values())
    assert [line.key_id is None for line in lines] == [True, True, False]
    assert lines[2].previous_hash == lines[1].hash
    says = audit_check.verify(session, settings).says
    assert says == "3 lines, each follows from the one before; the first 2 are from before it was keyed"
    begun = json.loads((tmp_path / "audit-heads.jsonl").read_text().splitlines()[2])
    assert (begun["begins"], begun["line"], begun["hash"]) == ("keyed", 2, HASHES["sign in"])


def test_from_then_on_the_database_guards_it(app: Flask) -> None:
    session = db.session()
    for change in ("UPDATE audit SET pc = 'x'", "DELETE FROM audit"):
        with pytest.raises(DatabaseError, match="the audit trail is only added to"), atomic(session):
            session.execute(text(change))


def test_a_line_of_before_that_is_changed_is_found(app: Flask) -> None:
    session, settings = db.session(), app.config["ENABLER"]
    assert audit_check.verify(session, settings).holds
    with atomic(session):
        on = "" if session.get_bind().dialect.name == "sqlite" else " ON audit"
        session.execute(text(f"DROP TRIGGER {'audit_only_added_to' if on else 'audit_no_update'}{on}"))
        session.execute(text("UPDATE audit SET pc = 'x' WHERE id = 1"))
    session.expire_all()
    assert audit_check.verify(session, settings).followed.broken_at == 1
