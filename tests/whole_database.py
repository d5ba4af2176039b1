"""Every row of every table as text: to see that nothing was written, or that some words are nowhere."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import Base


def rows_as_text(session: Session, *, but: tuple[str, ...] = ()) -> list[str]:
    """A line for each row, but for these tables."""
    session.rollback()
    tables = [table for table in Base.metadata.sorted_tables if table.name not in but]
    return [
        f"{table.name} {json.dumps(list(map(str, row)))}" for table in tables for row in session.execute(select(table))
    ]
