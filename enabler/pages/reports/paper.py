"""How a page of paper leaves: registered with its copy number, as a PDF, or as the print view where PDFs cannot be made."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.pages.reports.pdf import WHAT_TO_INSTALL, PdfMissing, TooLong, make_pdf
from enabler.record.prints import next_copy
from enabler.vocabulary import Redaction
from enabler.web.db import the_session
from enabler.web.sessions import actor


def on_paper(
    template: str,
    *,
    document: str,
    subject: str,
    redaction: Redaction,
    file_name: str,
    stay_id: int | None = None,
    noted: dict[str, Any] | None = None,
    tighter: Sequence[dict[str, Any]] = (),
    **context: Any,
) -> ResponseReturnValue:
    """The PDF in the browser's own viewer. The copy is registered before it leaves; `noted` is kept with it."""
    stamped = stamp(actor(), document=document, subject=subject, redaction=redaction, stay_id=stay_id, **noted or {})
    try:
        made = paper_as_pdf(template, tighter=tighter, **context, **stamped)
    except PdfMissing:
        return render_template(template, on_screen=True, what_to_install=WHAT_TO_INSTALL, **context, **stamped)
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return answer


def paper_as_pdf(template: str, *, tighter: Sequence[dict[str, Any]] = (), **context: Any) -> bytes:
    """The document itself; raises PdfMissing. What must fit on one page says in `tighter` how it can be made shorter."""
    for attempt in ({}, *tighter[:-1]) if tighter else ():
        try:
            return make_pdf(render_template(template, **context | attempt), most_pages=1)
        except TooLong:
            continue
    return make_pdf(render_template(template, **context | (tighter[-1] if tighter else {})))


def stamp(by: Actor, *, document: str, subject: str, redaction: Redaction, **noted: Any) -> dict[str, Any]:
    """Who printed it, when, which copy, and how much it shows: what every sheet carries."""
    with atomic(the_session()) as session:
        number = next_copy(session, by=by, document=document, subject=subject, redaction=redaction, **noted)
    return {
        "printed_by": by.name,
        "printed_at": clock.now(),
        "copy_number": number,
        "redaction": redaction.label,
    }
