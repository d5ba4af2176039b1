"""Which revisions this program knows, and which one a database is at. Reads only, and without Alembic."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from enabler.rules.refusal import Refused

VERSIONS = Path(__file__).parent / "versions"
NAMED = re.compile(r"\d{4}_\w+\.py")
WAIT_SECONDS = 20


def known_revisions(versions: Path = VERSIONS) -> list[str]:
    """Oldest first: the numbers that the revisions' file names begin with."""
    return sorted(file.name[:4] for file in versions.glob("*.py") if NAMED.fullmatch(file.name))


def current(url: str) -> str | None:
    """The revision the database at `url` is at; None without tables. Refuses one that is not Enabler's."""
    file = sqlite_file(url)
    return _on_server(url) if file is None else _in_file(file)


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for a database on a server."""
    parts = make_url(url)
    return Path(parts.database or "") if parts.get_backend_name() == "sqlite" else None


def _in_file(file: Path) -> str | None:
    """Not through the program's engine: its pragmas would write to a database that we may be about to refuse."""
    if not file.exists():
        return None
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not _is_ours(tables):
            return None
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _on_server(url: str) -> str | None:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            tables = connection.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            ).scalars()
            if not _is_ours(list(tables)):
                return None
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    finally:
        engine.dispose()


def _is_ours(tables: list[str]) -> bool:
    if tables and "alembic_version" not in tables:
        raise Refused(
            "This database holds tables that are not Enabler's."
            " Give Enabler a database of its own. Nothing was changed."
        )
    return bool(tables)
