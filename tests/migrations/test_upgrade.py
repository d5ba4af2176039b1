"""What an upgrade does to a database that holds something: moves it forward whole, or leaves it alone."""

import hashlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from enabler.migrations import current, upgrade
from enabler.rules.refusal import Refused

FIRST = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0001", None
def upgrade():
    op.create_table("wards", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
    ward_id = sa.Column("ward_id", sa.Integer, sa.ForeignKey("wards.id", ondelete="CASCADE"))
    op.create_table("beds", sa.Column("id", sa.Integer, primary_key=True), ward_id)
"""
SECOND = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    with op.batch_alter_table("wards", recreate="auto") as wards:
        wards.alter_column("name", type_=sa.String(60), nullable=False)
"""
THEN_FAILS = SECOND + "    raise RuntimeError('half-way')\n"
THEN_HANGS = SECOND + "    print('half-way', flush=True)\n    import time\n    time.sleep(60)\n"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "0001_first.py").write_text(FIRST)
    return folder


@pytest.fixture
def populated_url(empty_database_url: str, versions: Path) -> str:
    """A database of the first revision, with a ward and its bed."""
    upgrade(empty_database_url, versions)
    run_sql(empty_database_url, "INSERT INTO wards (id, name) VALUES (1, 'Larch')", "INSERT INTO beds VALUES (1, 1)")
    return empty_database_url


def run_sql(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def beds_and_name_length(url: str) -> tuple[int, int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        beds = connection.execute(text("SELECT count(*) FROM beds JOIN wards ON wards.id = ward_id")).scalar_one()
    name = next(column for column in inspect(engine).get_columns("wards") if column["name"] == "name")
    engine.dispose()
    return beds, name["type"].length  # type: ignore[attr-defined]


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_moves_forward_and_keeps_what_is_there(populated_url: str, versions: Path) -> None:
    (versions / "0002_second.py").write_text(SECOND)
    upgrade(populated_url, versions)
    assert current(populated_url) == "0002"
    assert beds_and_name_length(populated_url) == (1, 60)


def test_a_revision_that_fails_leaves_the_old_tables(populated_url: str, versions: Path) -> None:
    (versions / "0002_second.py").write_text(THEN_FAILS)
    with pytest.raises(RuntimeError, match="half-way"):
        upgrade(populated_url, versions)
    assert current(populated_url) == "0001"
    assert beds_and_name_length(populated_url) == (1, 20)


def test_killed_half_way_the_old_tables_are_there(populated_url: str, versions: Path) -> None:
    (versions / "0002_second.py").write_text(THEN_HANGS)
    code = "import sys, pathlib, enabler.migrations as it; it.upgrade(sys.argv[1], pathlib.Path(sys.argv[2]))"
    command = [sys.executable, "-c", code, populated_url, str(versions)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline().strip() == b"half-way"
        os.kill(started.pid, signal.SIGKILL)
    wait_until_let_go(populated_url)
    assert current(populated_url) == "0001"
    assert beds_and_name_length(populated_url) == (1, 20)
    (versions / "0002_second.py").write_text(SECOND)
    upgrade(populated_url, versions)
    assert beds_and_name_length(populated_url) == (1, 60)


def wait_until_let_go(url: str) -> None:
    """PostgreSQL does not notice by itself that its client is dead."""
    if not url.startswith("sqlite"):
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        run_sql(url, f"SELECT pg_terminate_backend(pid, 5000) {others}")


def test_a_newer_database_is_refused_untouched(tmp_path: Path, versions: Path) -> None:
    file = tmp_path / "newer.sqlite3"
    upgrade(f"sqlite:///{file}", versions)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0009'")
        connection.commit()
    before = digest(file)
    with pytest.raises(Refused, match="newer Enabler: revision 0009, and this program knows up to 0001"):
        upgrade(f"sqlite:///{file}", versions)
    assert digest(file) == before
    assert not (tmp_path / "backups").exists()


def test_somebody_elses_database_is_refused(empty_database_url: str, versions: Path) -> None:
    run_sql(empty_database_url, "CREATE TABLE recipes (id INTEGER)")
    with pytest.raises(Refused, match="not Enabler's"):
        upgrade(empty_database_url, versions)


def test_a_copy_is_made_first_for_its_owner_alone(tmp_path: Path, versions: Path) -> None:
    file = tmp_path / "enabler.sqlite3"
    upgrade(f"sqlite:///{file}", versions)
    (versions / "0002_second.py").write_text(SECOND)
    upgrade(f"sqlite:///{file}", versions)
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-upgrade-from-0001-")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert current(f"sqlite:///{copy}") == "0001"


def test_an_ordinary_start_leaves_the_file_alone(tmp_path: Path, versions: Path) -> None:
    file = tmp_path / "enabler.sqlite3"
    upgrade(f"sqlite:///{file}", versions)
    before = digest(file)
    upgrade(f"sqlite:///{file}", versions)
    assert digest(file) == before
