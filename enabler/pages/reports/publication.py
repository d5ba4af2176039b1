"""Freezing a report and printing it, in one step: what the page and the command line do when they publish."""

from dataclasses import replace

from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.freezing import ATTACHMENT, attachment, fingerprint_of, freeze
from enabler.figures.report import Report
from enabler.models import PublishedReport
from enabler.pages.reports.paper import Paper, printed
from enabler.pages.reports.views import report_paper
from enabler.record import published


def publish(
    session: Session, *, by: Actor, draft: Report, replaces: str | None = None, correction: str | None = None
) -> PublishedReport:
    """The report under a reference of its own. Raises Refused, or PdfMissing where PDFs cannot be made."""
    earlier = published.check_replaces(session, replaces, correction)
    report = replace(draft, published_as=published.new_report_reference())
    frozen = freeze(report)
    fingerprint = fingerprint_of(frozen)
    pdf = printed(published_paper(report, fingerprint, replaces=replaces, correction=correction), by)
    period = report.ledger.period
    with atomic(session):
        return published.keep_published(
            session,
            by=by,
            ref=report.reference,
            ward=report.ward,
            period_from=period.from_on,
            period_to=period.to_on,
            as_at=report.ledger.as_at,
            frozen=frozen,
            fingerprint=fingerprint,
            pdf=pdf,
            replaces=earlier,
            correction=correction,
        )


def published_paper(report: Report, fingerprint: str, *, replaces: str | None, correction: str | None) -> Paper:
    """The summary with its reference and fingerprint on every page, the aggregated figures attached."""
    paper = report_paper(report)
    stamp = f"Published report {report.reference} · fingerprint {fingerprint}"
    said = {"extra_stamp": stamp, "replaces": replaces, "correction": correction, "is_published": True}
    return replace(
        paper,
        context=paper.context | said,
        attached={ATTACHMENT: attachment(report, fingerprint)},
        subject=report.reference,
    )
