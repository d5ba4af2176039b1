"""Published reports: kept once, found by reference or by file, never edited."""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session, aliased, defer

from enabler import audit, clock
from enabler.audit import Actor
from enabler.database import lock_for_append
from enabler.models import AuditLine, PublishedReport
from enabler.models.columns import new_reference
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full

PUBLISH = "publish"
LONGEST_WARD = 200
FULL, BOARD = "full", "board"  # the two copies that are issued of a report


def new_report_reference() -> str:
    return new_reference("DA")


def check_is_over(period_to: date, today: date) -> None:
    """A period is published when its last day is over: before that its figure is a draft."""
    if today <= period_to:
        first = in_full(period_to + timedelta(days=1))
        raise Refused(f"This period is not over: publish it from {first} on.", "to_on")


def check_replaces(session: Session, replaces: str | None, correction: str | None) -> PublishedReport | None:
    """The report that a correction replaces; a correction says why, and replaces a report once."""
    if replaces is None:
        if (correction or "").strip():
            raise Refused("Say which report this corrects.", "replaces")
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
    board_pdf: bytes,
    replaces: str | None,
    correction: str | None,
    published_at: datetime,
) -> PublishedReport:
    """Freeze a report with the two copies that are issued. Their hashes go into the audit chain."""
    lock_for_append(session, audit.CHAIN_LOCK)  # two corrections of one report: the second is told
    earlier = check_replaces(session, replaces, correction)
    if len(ward or "") > LONGEST_WARD:
        raise Refused("These wards have too long a name together. Publish fewer of them at once.", "ward")
    kept = PublishedReport(
        ref=ref,
        replaces_id=None if earlier is None else earlier.id,
        correction=correction,
        ward=ward,
        period_from=period_from,
        period_to=period_to,
        as_at=as_at,
        frozen=frozen,
        fingerprint=fingerprint,
        pdf=pdf,
        pdf_sha256=_hash(pdf),
        board_pdf=board_pdf,
        board_pdf_sha256=_hash(board_pdf),
        published_at=published_at,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(kept)
    detail = {
        "fingerprint": fingerprint,
        "pdf_sha256": kept.pdf_sha256,
        "board_pdf_sha256": kept.board_pdf_sha256,
        "replaces": replaces,
    }
    audit.record(session, by=by, action=PUBLISH, subject=kept, detail=detail)
    return kept


def published_reports(session: Session) -> Sequence[PublishedReport]:
    """The newest first; frozen rows and files are fetched when they are asked for."""
    heavy = (PublishedReport.frozen, PublishedReport.pdf, PublishedReport.board_pdf)
    return session.scalars(
        select(PublishedReport).options(*map(defer, heavy)).order_by(PublishedReport.id.desc())
    ).all()


def frozen_texts(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What was frozen, for some reports at once."""
    rows = session.execute(select(PublishedReport.id, PublishedReport.frozen).where(PublishedReport.id.in_(ids)))
    return {row.id: row.frozen for row in rows}


def references(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(PublishedReport.id, PublishedReport.ref).where(PublishedReport.id.in_(ids)))
    return {row.id: row.ref for row in rows}


def replacements(session: Session) -> dict[int, tuple[int, str]]:
    """By the id of a replaced report: id and reference of the one that replaced it."""
    rows = session.execute(
        select(PublishedReport.replaces_id, PublishedReport.id, PublishedReport.ref).where(
            PublishedReport.replaces_id.is_not(None)
        )
    )
    return {row.replaces_id: (row.id, row.ref) for row in rows}


def is_of_wards(ward: str | None, names: Collection[str]) -> bool:
    """Whether a report's wards, joined by commas as it keeps them, are all among these; one of all wards is of none."""
    if ward is None:
        return False
    return any(
        ward == name or (ward.startswith(f"{name}, ") and is_of_wards(ward[len(name) + 2 :], names)) for name in names
    )


def standing_for(session: Session, period_from: date, period_to: date, ward: str | None) -> PublishedReport | None:
    """The report of this period and ward that stands: the newest that nothing has replaced."""
    newer = aliased(PublishedReport)
    return session.scalar(
        select(PublishedReport)
        .where(
            PublishedReport.period_from == period_from,
            PublishedReport.period_to == period_to,
            PublishedReport.ward.is_(None) if ward is None else PublishedReport.ward == ward,
            ~select(newer.id).where(newer.replaces_id == PublishedReport.id).exists(),
        )
        .order_by(PublishedReport.id.desc())
        .limit(1)
    )


def report_of(session: Session, ref: str) -> PublishedReport | None:
    return session.scalar(select(PublishedReport).where(PublishedReport.ref == ref))


def report_of_file(session: Session, pdf: bytes) -> PublishedReport | None:
    """The report that this file was issued as, in full or as the board's copy."""
    digest = _hash(pdf)
    issued = or_(PublishedReport.pdf_sha256 == digest, PublishedReport.board_pdf_sha256 == digest)
    return session.scalar(select(PublishedReport).where(issued))


def copy_of(report: PublishedReport, pdf: bytes) -> str | None:
    """Which of the copies that were issued this file is, None when it is neither."""
    digest = _hash(pdf)
    if digest == report.pdf_sha256:
        return FULL
    return BOARD if digest == report.board_pdf_sha256 else None


def register_faults(session: Session, report: PublishedReport) -> list[str]:
    """Which of the hashes kept with a report are not those that the audit trail noted when it was published."""
    line = session.scalar(
        select(AuditLine.detail).where(
            AuditLine.subject_kind == report.__tablename__,
            AuditLine.subject_id == report.ref,
            AuditLine.action == PUBLISH,
        )
    )
    if line is None:
        return ["its publication"]
    noted = json.loads(line)
    words = {"fingerprint": "fingerprint", "pdf_sha256": "full report", "board_pdf_sha256": "board's copy"}
    return [word for name, word in words.items() if name in noted and noted[name] != getattr(report, name)]


def reports_with(session: Session, stay_refs: Collection[str]) -> Sequence[PublishedReport]:
    """The reports whose frozen rows name one of these stays, the newest first."""
    named = or_(false(), *(PublishedReport.frozen.contains(f'"{ref}"', autoescape=True) for ref in stay_refs))
    heavy = (PublishedReport.frozen, PublishedReport.pdf, PublishedReport.board_pdf)
    rows = select(PublishedReport).where(named).options(*map(defer, heavy)).order_by(PublishedReport.id.desc())
    return session.scalars(rows).all() if stay_refs else []


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


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
