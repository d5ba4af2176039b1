"""The product, signed in as an officer of every ward, with an ear on the statements it sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, select

from enabler import create_app
from enabler.audit import command_line
from enabler.config import Settings
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.people import accounts, sign_in
from enabler.vocabulary import Role
from enabler.web.db import db
from enabler.web.sessions import COOKIE
from script.benchmarks.asking import page_of

NAME = "Officer"
SECRET = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ"
OF_SESSION_AND_AUDIT = (" sessions", " users", " user_wards", " audit")


@dataclass(frozen=True)
class Statement:
    sql: str
    values: Any

    @property
    def is_the_pages_own(self) -> bool:
        """Besides the session, the account and the audit."""
        flat = " ".join(self.sql.split())
        is_query = flat.startswith(("SELECT", "WITH", "INSERT", "UPDATE"))
        return is_query and not any(
            f"{word}{table}" in flat for table in OF_SESSION_AND_AUDIT for word in ("FROM", "INTO", "UPDATE")
        )


@dataclass(frozen=True)
class EnablerSide:
    app: Flask
    cookie: str

    def page(self, path: str, query: str = "") -> bytes:
        return page_of(self.app, path, query, self.cookie)

    @contextmanager
    def listening(self) -> Iterator[list[Statement]]:
        heard: list[Statement] = []

        def hear(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
            heard.append(Statement(sql, values))

        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", hear)
        try:
            yield heard
        finally:
            event.remove(engine, "before_cursor_execute", hear)


def enabler_on(database: Path) -> EnablerSide:
    """The app on this database, with an account made for the purpose."""
    app = create_app(Settings(instance=database.parent, database_url=f"sqlite:///{database}", secret=SECRET))
    by = command_line("command line: script/bench")
    with app.app_context():
        session = db.session()
        with atomic(session):
            wards = session.scalars(select(Ward.id)).all()
            user = accounts.create_user(
                session, by=by, name=NAME, role=Role.OFFICER, ward_ids=wards, password_hash="none", must_change=False
            )
            token = sign_in.sign_in(session, user_id=user.id, pc="bench")
    return EnablerSide(app, f"{COOKIE}={token}")
