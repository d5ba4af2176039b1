"""The check that a form was made from what is in the record now."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from enabler.database import Base
from enabler.rules.refusal import Refused, Stale

Row = TypeVar("Row", bound=Base)


def current(session: Session, table: type[Row], key: Any, expected_version: int | None) -> Row:
    """The row, if it still stands at the version the form was made from; Stale with its present values if not."""
    row = session.get(table, key, populate_existing=True)
    if row is None:
        raise Refused("This record is no longer there.")
    version = getattr(row, "version", None)
    if expected_version is None or version != expected_version:
        theirs = {column.key: getattr(row, column.key) for column in table.__mapper__.column_attrs}
        raise Stale("Somebody else saved this while you were typing.", theirs=theirs)
    return row
