"""The worked example published, and ways to spoil what was published: for the tests of list, page and check."""

import hashlib
import io
import json
from typing import Any

import pikepdf
from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import command_line
from enabler.database import atomic
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import AuditLine, PublishedReport
from enabler.pages.reports.publishing.publication import publish
from enabler.rules.method.periods import Period
from enabler.rules.writing.dates_as_written import read_date
from enabler.web.db import db
from tests.browser import Browser

ATTACHED = "figures.json"


def quarter() -> Period:
    return Period(read_date("1/4/2026", clock.today()), read_date("30/6/2026", clock.today()))


def publish_example(session: Session, wards: tuple[str, ...] | None = ("Bosworth",), **how: Any) -> PublishedReport:
    draft = days_avoided(session, period=quarter(), as_at=clock.today(), wards=wards)
    kept = publish(session, by=command_line("Evan Lloyd"), draft=draft, **how)
    session.rollback()
    return kept


def carried_by(pdf: bytes) -> dict[str, Any]:
    return json.loads(PdfReader(io.BytesIO(pdf)).attachments[ATTACHED][0])


def forged(pdf: bytes, carried: dict[str, Any] | bytes | None) -> bytes:
    """The same PDF with another attachment, or none."""
    made = pikepdf.open(io.BytesIO(pdf))
    del made.attachments[ATTACHED]
    if carried is not None:
        content = carried if isinstance(carried, bytes) else json.dumps(carried).encode()
        made.attachments[ATTACHED] = content
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def change_frozen(session: Session, report: PublishedReport, change: Any) -> None:
    """`change` alters the frozen JSON in place, as somebody with the database in hand could."""
    held = json.loads(report.frozen)
    change(held)
    write_columns(session, report, frozen=json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def write_columns(session: Session, report: PublishedReport, **columns: str) -> None:
    with atomic(session):
        for name, value in columns.items():
            statement = text(f"UPDATE published_reports SET {name} = :value WHERE id = :id")
            session.execute(statement, {"value": value, "id": report.id})


def address(report: PublishedReport, rest: str = "") -> str:
    return f"/published/{report.id}{rest}"


def is_out_of_reach(browser: Browser, report: PublishedReport, rest: str) -> bool:
    """It answers as a report that was never made does, and the audit says that it was asked for."""
    answers = [browser.send("GET", path) for path in (address(report, rest), f"/published/9999{rest}")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data.count(b"Nothing to see here") == answers[1].data.count(b"Nothing to see here") > 0
    session = db.session()
    return last_line(session).action == "refused report"


def check_sent_as_issued(browser: Browser, session: Session, report: PublishedReport, rest: str, copy: str) -> None:
    """Byte for byte, with a line in the audit, and by the hash that was noted when it was published."""
    column = {"full": "pdf_sha256", "board": "board_pdf_sha256"}[copy]
    answer = browser.send("GET", address(report, rest))
    assert answer.mimetype == "application/pdf"
    assert hashlib.sha256(answer.data).hexdigest() == getattr(report, column)
    line = last_line(session)
    assert (line.action, line.subject_id) == ("download published report", report.ref)
    assert json.loads(line.detail) == {"copy": copy}
    noted = json.loads(session.scalars(select(AuditLine.detail).where(AuditLine.action == "publish")).one())
    assert noted[column] == getattr(report, column)


def last_line(session: Session) -> AuditLine:
    session.rollback()
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
