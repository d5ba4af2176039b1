"""Alembic, set up for one connection: runs the revisions, and drafts new ones."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

import enabler.database  # noqa: F401  (its engine events say how transactions begin)
from enabler.migrations.revisions import VERSIONS, known_revisions
from enabler.rules.refusal import Refused

ONE_UPGRADE_AT_A_TIME = 4_107_202


def run_revisions(url: str, versions: Path = VERSIONS) -> None:
    """All revisions that are missing, in one transaction."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect().execution_options(enabler_writes=True) as connection:
            is_sqlite = connection.dialect.name == "sqlite"
            if is_sqlite:
                _let_go_of_foreign_keys(connection)
            with connection.begin():
                if not is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_UPGRADE_AT_A_TIME})
                command.upgrade(configuration(connection, versions), "head")
                if is_sqlite:
                    _check_foreign_keys(connection)
    finally:
        engine.dispose()


def draft_revision(url: str, message: str) -> None:
    """Write the file of a new revision: what takes the database at `url` to the models as they stand."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            number = f"{len(known_revisions()) + 1:04}"
            command.revision(configuration(connection), message=message, autogenerate=True, rev_id=number)
    finally:
        engine.dispose()


def configuration(connection: Connection, versions: Path = VERSIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _let_go_of_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by making it anew: dropping the old one would empty those that point at it."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = off")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise Refused(
            f"The database could not be brought up to date: rows in {tables} point nowhere. Nothing was changed."
        )
