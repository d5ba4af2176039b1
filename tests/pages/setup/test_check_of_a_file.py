"""What the check of all records finds in a SQLite database; PostgreSQL sees to these things itself."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.config import Settings
from enabler.models import Ward
from enabler.record.keeping import snapshot
from enabler.record.keeping.deep_check import check_deeply, last_check
from enabler.record.keeping.health import HealthFinding
from tests import makers


@pytest.fixture
def settings(app: Flask) -> Settings:
    settings: Settings = app.config["ENABLER"]
    return settings


@pytest.fixture
def file(session: Session, ward: Ward, tmp_path: Path) -> Path:
    """The database's, with a stay in it."""
    makers.make_stay(session, ward)
    session.rollback()
    return tmp_path / "enabler.sqlite3"


def by_name(findings: tuple[HealthFinding, ...]) -> dict[str, HealthFinding]:
    return {one.what: one for one in findings}


def test_a_record_that_points_nowhere(session: Session, file: Path, settings: Settings) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE stays SET ward_id = 999")
    found = by_name(check_deeply(session, settings).findings)["Links between records"]
    assert (found.well, found.says) == (False, "1 point nowhere")


@pytest.mark.parametrize("page", [0, 5])
def test_a_damaged_file(session: Session, file: Path, settings: Settings, page: int) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(page * 4096)
        damaged.write(b"\x99" * 4096)
    found = by_name(check_deeply(session, settings).findings)["Database"]
    assert not found.well and "restore a backup" in found.says
    assert last_check(settings.instance) is not None


def test_no_room_for_a_copy(session: Session, file: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(file.parent)._replace(free=snapshot.LEAST_LEFT_FREE)
    monkeypatch.setattr(snapshot.shutil, "disk_usage", lambda _: usage)
    found = by_name(check_deeply(session, settings).findings)["Database"]
    assert not found.well and "no room for a copy" in found.says


def test_a_copy_that_was_left_behind_is_removed(session: Session, file: Path, settings: Settings) -> None:
    left, reading = settings.instance / ".reading-left", settings.instance / ".reading-now"
    for folder in (left, reading):
        folder.mkdir()
        (folder / "copy.sqlite3").touch()
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(left, (long_ago, long_ago))
    check_deeply(session, settings)
    assert not left.exists() and reading.exists()
