"""Whether a printed report is the one that was issued, whether its figures hold, and what has changed since."""

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler.figures.days_avoided import days_avoided
from enabler.figures.freezing import ATTACHMENT, ROWS, as_kept, differences, fingerprint_of, results_of, thaw
from enabler.figures.frozen import frozen
from enabler.figures.report import Report
from enabler.models import PublishedReport
from enabler.record.published import replaced_by, report_of, report_of_file
from enabler.rules.refusal import Refused

SHOWN = 12


@dataclass(frozen=True)
class Verification:
    """`wrong` is empty when the file, the figures and the fingerprint hold. `now` is the figure from today's records."""

    reference: str
    is_issued_file: bool
    wrong: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    published: Report | None = None
    now: Report | None = None
    replaced_by: str | None = None
    issued_on: date | None = None
    issued_by: str = ""

    @property
    def holds(self) -> bool:
        return self.is_issued_file and not self.wrong


def verify(session: Session, pdf: bytes) -> Verification:
    """Take a PDF and say what it is. Raises Refused when it is no report of this installation."""
    issued = report_of_file(session, pdf)
    inside = _attached(pdf) if issued is None else None
    report = issued or report_of(session, str((inside or {}).get("reference", "")))
    if report is None:
        raise Refused("This is not a report that was published here: neither the file nor a reference in it is known.")
    wrong = [] if inside is None else _against(inside, report)
    if issued is None:
        wrong.insert(0, "The file is not the one that was issued: it was changed, or printed again.")
    published, faults = _worked_out_again(report)
    now, changed = _since(session, report, published)
    newer = replaced_by(session, report)
    return Verification(
        reference=report.ref,
        is_issued_file=issued is not None,
        wrong=(*wrong, *faults),
        changed=tuple(changed),
        published=published,
        now=now,
        replaced_by=None if newer is None else newer.ref,
        issued_on=report.as_at,
        issued_by=report.recorded_by,
    )


def _attached(pdf: bytes) -> dict[str, Any] | None:
    """The figures that a PDF carries; None when it carries none, or is no PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        carried = PdfReader(io.BytesIO(pdf)).attachments.get(ATTACHMENT)
        found = json.loads(carried[0]) if carried else None
    except (PyPdfError, ValueError, KeyError, IndexError, AttributeError, TypeError, OSError):
        return None
    return found if isinstance(found, dict) else None


def _against(inside: dict[str, Any], report: PublishedReport) -> list[str]:
    """Each figure in the attachment that differs from what was frozen."""
    held = {name: value for name, value in results_of(report.frozen).items() if name not in ROWS}
    shown = {name: inside.get(name) for name in held}
    wrong = [f"The figure {name} in the file is not the one that was published." for name in differences(held, shown)]
    if inside.get("fingerprint") != report.fingerprint:
        wrong.append("The fingerprint in the file is not the one that was published.")
    return wrong[:SHOWN]


def _worked_out_again(report: PublishedReport) -> tuple[Report | None, list[str]]:
    wrong = []
    if fingerprint_of(report.frozen) != report.fingerprint:
        wrong.append("The frozen rows were changed: they no longer give the fingerprint.")
    try:
        again = thaw(report.frozen)
        held = results_of(report.frozen)
        found = differences(held, as_kept(held, json.loads(json.dumps(again.body))))
    except (KeyError, TypeError, ValueError):
        return None, [*wrong, "The frozen rows are damaged: the figures cannot be worked out from them."]
    wrong += [f"Worked out again from the frozen rows, {name} is another." for name in found[:SHOWN]]
    return again, wrong


def _since(session: Session, report: PublishedReport, published: Report | None) -> tuple[Report | None, list[str]]:
    """The same question asked of today's records, and the stays whose facts differ."""
    if published is None:
        return None, []
    found = published.ledger
    now = days_avoided(session, period=found.period, as_at=found.as_at, wards=published.wards)
    before = {stay["ref"]: stay for stay in json.loads(report.frozen)["stays"]}
    confirmed = {row.stay.ref: row.stay for row in now.ledger.rows}
    after = {stay.ref: frozen(confirmed.get(stay.ref, stay)) for stay in now.stays}
    after |= {ref: as_kept(stay, after[ref]) for ref, stay in before.items() if ref in after}
    differing = [ref for ref in sorted({*before, *after}) if before.get(ref) != after.get(ref)]
    changed = [f"{ref}: {_what(before.get(ref), after.get(ref))}" for ref in differing]
    settings = differences(frozen(found.assumptions), frozen(now.ledger.assumptions))
    if settings:
        changed.append(f"settings: {', '.join(sorted({name.split('[')[0] for name in settings}))}")
    return now, changed


def _what(before: Any, after: Any) -> str:
    if before is None:
        return "not in the record then"
    if after is None:
        return "no longer in the record"
    return ", ".join(
        sorted({name.split("[")[0].split(".")[0].replace("_", " ") for name in differences(before, after)})
    )
