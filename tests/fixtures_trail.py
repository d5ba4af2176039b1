"""A trail of four lines, and what somebody who owns the database might do to it."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.config import Settings
from enabler.database import atomic, is_sqlite
from enabler.models import AuditLine
from enabler.models.trail import TRIGGERS
from enabler.record.keeping import audit_check
from enabler.record.keeping.audit_check import TrailVerdict


@pytest.fixture
def settings(app: Flask) -> Settings:
    settings: Settings = app.config["ENABLER"]
    return settings


@pytest.fixture
def four_lines(session: Session, cli_actor: Actor) -> list[int]:
    for word in ("one", "two", "three", "four"):
        with atomic(session):
            audit.record(session, by=cli_actor, action=f"count {word}", detail={"n": [None, word]})
    return list(session.scalars(select(AuditLine.id).order_by(AuditLine.id)))


@pytest.fixture
def heads_file(tmp_path: Path) -> Path:
    return tmp_path / "audit-heads.jsonl"


def noted(heads_file: Path) -> list[int]:
    return [json.loads(line)["line"] for line in heads_file.read_text().splitlines()]


def verify(session: Session, settings: Settings) -> TrailVerdict:
    session.expire_all()
    return audit_check.verify(session, settings)


def tamper(session: Session, *statements: object) -> None:
    """As somebody would who owns the database: take the triggers away, do it, put them back."""
    kind = "sqlite" if is_sqlite(session) else "postgresql"
    where = "" if is_sqlite(session) else " ON audit"
    with atomic(session):
        for name in TRIGGERS[kind]:
            session.execute(text(f"DROP TRIGGER {name}{where}"))
        for statement in statements:
            session.execute(statement)  # type: ignore[call-overload]
        for trigger in TRIGGERS[kind].values():
            session.execute(text(trigger))


def count(session: Session, by: Actor, word: str, *, heads: bool = True) -> None:
    with atomic(session):
        audit.record(session, by=by, action=f"count {word}")
        if not heads:
            session.info.pop(audit.HEAD)
