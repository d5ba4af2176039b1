"""Published reports: kept once, found by reference or by file, never edited."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import PublishedReport
from enabler.models.columns import new_reference
from enabler.rules.refusal import Refused


def new_report_reference() -> str:
    return new_reference("DA")


def check_replaces(session: Session, replaces: str | None, correction: str | None) -> PublishedReport | None:
    """The report that a correction replaces; a correction says why, and replaces a report once."""
    if replaces is None:
        return None
    earlier = report_of(session, replaces)
    if earlier is None:
        raise Refused(f"There is no published report {replaces}.", "replaces")
    if session.scalar(select(PublishedReport.id).where(PublishedReport.replaces_id == earlier.id)):
        raise Refused(f"{replaces} has been replaced already. Correct the newer one.", "replaces")
    if not (correction or "").strip():
        raise Refused("Say what is corrected: it is printed on the new report.", "correction")
    return earlier


def keep_published(
    session: Session,
    *,
    by: Actor,
    ref: str,
    ward: str | None,
    period_from: date,
    period_to: date,
    as_at: date,
    frozen: str,
    fingerprint: str,
    pdf: bytes,
    replaces: PublishedReport | None,
    correction: str | None,
) -> PublishedReport:
    """Freeze a report. The hash of its PDF goes into the audit chain."""
    kept = PublishedReport(
        ref=ref,
        replaces_id=None if replaces is None else replaces.id,
        correction=correction,
        ward=ward,
        period_from=period_from,
        period_to=period_to,
        as_at=as_at,
        frozen=frozen,
        fingerprint=fingerprint,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        published_at=clock.now(),
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(kept)
    detail = {"fingerprint": fingerprint, "pdf_sha256": kept.pdf_sha256, "replaces": replaces and replaces.ref}
    audit.record(session, by=by, action="publish", subject=kept, detail=detail)
    return kept


def published_reports(session: Session) -> Sequence[PublishedReport]:
    """The newest first."""
    return session.scalars(select(PublishedReport).order_by(PublishedReport.id.desc())).all()


def report_of(session: Session, ref: str) -> PublishedReport | None:
    return session.scalar(select(PublishedReport).where(PublishedReport.ref == ref))


def report_of_file(session: Session, pdf: bytes) -> PublishedReport | None:
    digest = hashlib.sha256(pdf).hexdigest()
    return session.scalar(select(PublishedReport).where(PublishedReport.pdf_sha256 == digest))


def replaced_by(session: Session, report: PublishedReport) -> PublishedReport | None:
    return session.scalar(select(PublishedReport).where(PublishedReport.replaces_id == report.id))


def published_results(session: Session, period_from: date, period_to: date, ward: str | None) -> tuple[str, str] | None:
    """The reference and the frozen text of what was published last for just this period and these wards."""
    found = session.execute(
        select(PublishedReport.ref, PublishedReport.frozen)
        .where(PublishedReport.period_from == period_from, PublishedReport.period_to == period_to)
        .where(PublishedReport.ward.is_(None) if ward is None else PublishedReport.ward == ward)
        .order_by(PublishedReport.id.desc())
        .limit(1)
    ).first()
    return None if found is None else (found.ref, found.frozen)
