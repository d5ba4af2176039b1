"""The trail finds what somebody did to it: a changed line, a missing one, a cut tail, a rewritten chain."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Stay, Ward
from enabler.record import anchors
from tests.browser import Browser
from tests.cases import make_case


@pytest.fixture
def lines(session: Session, cli_actor: Actor) -> list[int]:
    for word in ("one", "two", "three", "four"):
        with atomic(session):
            audit.record(session, by=cli_actor, action=f"count {word}", detail={"n": [None, word]})
    return list(session.scalars(select(AuditLine.id).order_by(AuditLine.id)))


def noted(instance: Path) -> list[dict[str, object]]:
    file = instance / "audit-heads.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_it_holds(session: Session, lines: list[int], tmp_path: Path) -> None:
    verdict = anchors.verify(session, tmp_path)
    assert verdict.holds and verdict.lines == 4
    assert [one["line"] for one in noted(tmp_path)] == lines


@pytest.mark.parametrize("column", ["by", "action", "detail", "pc", "subject_kind"])
def test_a_changed_line(session: Session, lines: list[int], tmp_path: Path, column: str) -> None:
    with atomic(session):
        session.execute(update(AuditLine).where(AuditLine.id == lines[1]).values({column: "x"}))
    session.expire_all()
    assert anchors.verify(session, tmp_path).broken_at == lines[1]


def test_a_deleted_line(session: Session, lines: list[int], tmp_path: Path) -> None:
    with atomic(session):
        session.execute(delete(AuditLine).where(AuditLine.id == lines[1]))
    assert anchors.verify(session, tmp_path).broken_at == lines[2]


def test_the_first_line_deleted(session: Session, lines: list[int], tmp_path: Path) -> None:
    with atomic(session):
        session.execute(delete(AuditLine).where(AuditLine.id == lines[0]))
    assert anchors.verify(session, tmp_path).broken_at == lines[1]


def test_a_cut_tail_is_found_from_outside(session: Session, lines: list[int], tmp_path: Path) -> None:
    with atomic(session):
        session.execute(delete(AuditLine).where(AuditLine.id >= lines[2]))
    verdict = anchors.verify(session, tmp_path)
    assert verdict.broken_at is None and verdict.cut_after == lines[2] and not verdict.holds


def test_a_chain_written_anew_is_found_from_outside(
    session: Session, lines: list[int], cli_actor: Actor, tmp_path: Path
) -> None:
    with atomic(session):
        session.execute(delete(AuditLine).where(AuditLine.id == lines[3]))
        audit.record(session, by=cli_actor, action="nothing happened")
        session.info.pop(audit.HEAD)  # whoever does this does not note it
    verdict = anchors.verify(session, tmp_path)
    assert verdict.broken_at is None and verdict.cut_after == lines[3]


def test_what_was_rolled_back_leaves_no_head(session: Session, cli_actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), atomic(session):
        audit.record(session, by=cli_actor, action="count five")
        raise ZeroDivisionError
    with atomic(session):
        session.execute(update(AuditLine).values(pc="nobody"))
    assert noted(tmp_path) == [] and anchors.verify(session, tmp_path).holds


def test_heads_that_cannot_be_written_do_not_undo_a_save(session: Session, cli_actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "audit-heads.jsonl").mkdir()
    with atomic(session):
        audit.record(session, by=cli_actor, action="count five")
    assert audit.broken_at(session) is None
    assert session.scalar(select(AuditLine.action)) == "count five"


def test_an_unfinished_note_says_nothing(session: Session, lines: list[int], tmp_path: Path) -> None:
    with (tmp_path / "audit-heads.jsonl").open("a") as file:
        file.write('{"at": "2026-')
    assert anchors.verify(session, tmp_path).holds


def test_a_page_leaves_its_head_too(session: Session, as_officer: Browser, ward: Ward, tmp_path: Path) -> None:
    stay: Stay = make_case(session, ward)
    before = len(noted(tmp_path))
    as_officer.get(f"/stays/{stay.id}/follow-ups")
    assert len(noted(tmp_path)) == before + 1
    assert anchors.verify(session, tmp_path).holds
