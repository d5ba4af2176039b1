"""Databases as they were before a revision, for the tests of what it does to what is there."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

import enabler.migrations as migrations


def revisions_up_to(folder: Path, last: str, *, without: bool = False) -> Path:
    """A folder with the revisions up to one, or up to the one before it."""
    versions = folder / ("before" if without else "after")
    versions.mkdir()
    for file in sorted((Path(migrations.__file__).parent / "versions").glob("[0-9]*.py")):
        if file.name[:4] < last or (file.name[:4] == last and not without):
            shutil.copy(file, versions)
    return versions


def run(url: str, *statements: str) -> list[list[Any]]:
    """Each statement; of those that return rows, the rows, or their values where a row has one."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            done = [connection.execute(text(statement)) for statement in statements]
            return [[row[0] if len(row) == 1 else tuple(row) for row in one] for one in done if one.returns_rows]
    finally:
        engine.dispose()
