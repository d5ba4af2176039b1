"""The database's revisions, numbered in a row, and the one way to run them: `upgrade`. Tables are models' matter."""

from pathlib import Path

from enabler.migrations.copy_before import copy_before
from enabler.migrations.revisions import VERSIONS, current, known_revisions, sqlite_file
from enabler.rules.refusal import Refused

__all__ = ["current", "upgrade"]


def upgrade(url: str, versions: Path = VERSIONS) -> None:
    """Bring the database at `url` to the newest revision, in one transaction: the old tables or the new.

    Refuses a database that a newer program has written, and one that is not Enabler's; neither is touched.
    A SQLite database that holds something is copied into `backups` beside it first.
    """
    revision = current(url)
    known = known_revisions(versions)
    if revision == known[-1]:
        return
    if revision is not None and revision not in known:
        raise Refused(
            f"This database was written by a newer Enabler: revision {revision}, and this program "
            f"knows up to {known[-1]}. Start the newer program instead. Nothing was changed."
        )
    file = sqlite_file(url)
    if revision is not None and file is not None:
        copy_before(file, revision)
    from enabler.migrations.running import run_revisions  # loads Alembic: slow, and most starts need none of it

    run_revisions(url, versions)
