"""The statements that reach the database meanwhile, so that a test can ask whether their number grows with the rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, literal, select
from sqlalchemy.orm import Session


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """Without the one that begins the transaction."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    session.scalar(select(literal(1)))  # the transaction has begun
    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
