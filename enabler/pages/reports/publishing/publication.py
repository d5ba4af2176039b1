"""Freezing a report and printing it: what the page and the command line do when they publish."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import render_template
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.publishing.freezing import ATTACHMENT, attachment, fingerprint_of, freeze
from enabler.figures.report.report import Report
from enabler.models import PublishedReport
from enabler.pages.reports.figure.report_paper import report_paper
from enabler.pages.reports.printing.paper import Paper
from enabler.pages.reports.printing.press import check_can_make, make_pdf
from enabler.record.publishing import published


@dataclass(frozen=True)
class Issue:
    """A report frozen and printed, not yet kept."""

    report: Report
    frozen: str
    fingerprint: str
    pdf: bytes
    board_pdf: bytes
    replaces: str | None
    correction: str | None
    at: datetime


def publish(
    session: Session, *, by: Actor, draft: Report, replaces: str | None = None, correction: str | None = None
) -> PublishedReport:
    """The report under a reference of its own. Raises Refused, or PdfMissing where PDFs cannot be made."""
    issue = made(session, by=by, draft=draft, replaces=replaces, correction=correction)
    with atomic(session):
        return keep(session, by=by, issue=issue)


def made(session: Session, *, by: Actor, draft: Report, replaces: str | None, correction: str | None) -> Issue:
    """Printing takes seconds, so it has no transaction open: nobody waits for it."""
    check_can_make()
    published.check_is_over(draft.ledger.period.to_on, clock.today())
    published.check_replaces(session, replaces, correction)
    report = replace(draft, published_as=published.new_report_reference())
    frozen, at = freeze(report), clock.now()
    fingerprint = fingerprint_of(frozen)
    sheets = [_sheet(report, fingerprint, replaces, correction, by, at, for_board=board) for board in (False, True)]
    attached = {ATTACHMENT: attachment(report, fingerprint)}
    session.rollback()
    pdf, board_pdf = (make_pdf(sheet, attached=attached) for sheet in sheets)
    return Issue(report, frozen, fingerprint, pdf, board_pdf, replaces, correction, at)


def keep(session: Session, *, by: Actor, issue: Issue) -> PublishedReport:
    """Inside a transaction; refused when another correction came first."""
    period = issue.report.ledger.period
    return published.keep_published(
        session,
        by=by,
        ref=issue.report.reference,
        ward=issue.report.ward,
        period_from=period.from_on,
        period_to=period.to_on,
        as_at=issue.report.ledger.as_at,
        frozen=issue.frozen,
        fingerprint=issue.fingerprint,
        pdf=issue.pdf,
        board_pdf=issue.board_pdf,
        replaces=issue.replaces,
        correction=issue.correction,
        published_at=issue.at,
    )


def _sheet(
    report: Report,
    fingerprint: str,
    replaces: str | None,
    correction: str | None,
    by: Actor,
    at: datetime,
    *,
    for_board: bool,
) -> str:
    """The summary as HTML, with its reference and fingerprint on every page. It is issued, so it bears no copy
    number."""
    paper: Paper = report_paper(report, for_board=for_board)
    said = {
        "extra_stamp": f"Published report {report.reference} · fingerprint {fingerprint}",
        "replaces": replaces,
        "correction": correction,
        "is_published": True,
        "printed_by": by.name,
        "printed_at": at,
        "redaction": paper.redaction.label,
    }
    return render_template(paper.template, **paper.context | said)
