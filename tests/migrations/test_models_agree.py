"""The tables that the revisions make are the tables that the models describe."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

import enabler.models  # noqa: F401
from enabler.database import Base
from enabler.migrations import current, upgrade
from enabler.migrations.revisions import known_revisions
from enabler.migrations.running import configuration


def checks(engine: Engine) -> set[tuple[str, str | None, str]]:
    return {
        (table, check["name"], check["sqltext"])
        for table in inspect(engine).get_table_names()
        for check in inspect(engine).get_check_constraints(table)
    }


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def test_tables_columns_and_indexes_agree(empty_database_url: str) -> None:
    """Where they do not, script/new-migration drafts what is missing."""
    upgrade(empty_database_url)
    with engine_of(empty_database_url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_checks_agree(empty_database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Alembic does not look at checks, so a changed vocabulary would pass unseen."""
    other = f"sqlite:///{tmp_path / 'models.sqlite3'}"
    if not empty_database_url.startswith("sqlite"):
        other = request.getfixturevalue("new_postgres_database")()
    upgrade(empty_database_url)
    with engine_of(empty_database_url) as by_revisions, engine_of(other) as by_models:
        Base.metadata.create_all(by_models)
        assert checks(by_revisions) == checks(by_models)


def test_a_drafted_revision_names_no_type_of_ours(tmp_path: Path) -> None:
    """It must run as it was drafted, and mean the same in ten years."""
    with engine_of(f"sqlite:///{tmp_path / 'empty.sqlite3'}") as engine, engine.connect() as connection:
        command.revision(configuration(connection, tmp_path), message="all", autogenerate=True, rev_id="0001")
    drafted = (tmp_path / "0001_all.py").read_text()
    assert "op.create_table" in drafted and "enabler." not in drafted


TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) || prosrc FROM pg_trigger"
    " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
}


def triggers(engine: Engine) -> set[tuple[str, str]]:
    with engine.connect() as connection:
        return {(name, says) for name, says in connection.execute(text(TRIGGERS[engine.dialect.name]))}


def test_triggers_agree(empty_database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A revision that makes a guarded table anew on SQLite loses its triggers: it must make them again."""
    other = f"sqlite:///{tmp_path / 'models.sqlite3'}"
    if not empty_database_url.startswith("sqlite"):
        other = request.getfixturevalue("new_postgres_database")()
    upgrade(empty_database_url)
    with engine_of(empty_database_url) as by_revisions, engine_of(other) as by_models:
        Base.metadata.create_all(by_models)
        assert triggers(by_revisions) == triggers(by_models) != set()


def test_revisions_stand_in_one_row(tmp_path: Path) -> None:
    """`current` and `upgrade` know the newest by its file name, so names and chain must tell the same story."""
    from alembic.script import ScriptDirectory

    engine = create_engine(f"sqlite:///{tmp_path / 'any.sqlite3'}")
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    engine.dispose()
    newest_first = [revision.revision for revision in script.walk_revisions()]
    assert newest_first[::-1] == known_revisions()
    assert current(f"sqlite:///{tmp_path / 'missing.sqlite3'}") is None
