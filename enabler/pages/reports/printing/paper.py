"""How a page of paper leaves: registered with its copy number, as a PDF or as the print view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic, end_reading
from enabler.pages.reports.printing.pdf import WHAT_TO_INSTALL, NotPrinted, PdfMissing, TooLong
from enabler.pages.reports.printing.press import check_can_make, make_pdf
from enabler.record.publishing.prints import next_copy
from enabler.vocabulary import Redaction
from enabler.web.db import the_session
from enabler.web.sessions import actor


@dataclass(frozen=True)
class Paper:
    """A document before it is printed. `subject` is a reference or a ward, never a name; `noted` is kept with the copy.

    What must fit on one page says in `tighter` how it can be made shorter, a little first.
    """

    template: str
    document: str
    subject: str
    redaction: Redaction
    file_name: str
    context: dict[str, Any]
    stay_id: int | None = None
    noted: dict[str, Any] = field(default_factory=dict)
    tighter: Sequence[dict[str, Any]] = ()
    attached: Mapping[str, str] = field(default_factory=dict)


def on_paper(paper: Paper) -> ResponseReturnValue:
    """The PDF in the browser's own viewer. The copy is registered before it leaves."""
    stamped = _stamp(paper, actor())
    try:
        made = _as_pdf(paper, stamped)
    except PdfMissing:
        return _print_view(paper, stamped, what_to_install=WHAT_TO_INSTALL)
    except NotPrinted:
        return _print_view(paper, stamped)
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.file_name}"'
    return answer


def _print_view(paper: Paper, stamped: dict[str, Any], what_to_install: str = "") -> str:
    shorter = paper.tighter[-2] if len(paper.tighter) > 1 else {}  # what fits cannot be measured here
    return render_template(paper.template, on_screen=True, what_to_install=what_to_install, **stamped | dict(shorter))


def printed(paper: Paper, by: Actor) -> bytes:
    """The PDF for a file; raises PdfMissing, and then no copy is registered."""
    check_can_make()
    return _as_pdf(paper, _stamp(paper, by))


def _as_pdf(paper: Paper, stamped: dict[str, Any]) -> bytes:
    attempts: list[dict[str, Any]] = [{}, *paper.tighter]
    for attempt in attempts[:-1]:
        try:
            return make_pdf(_html(paper, stamped | attempt), most_pages=1)
        except TooLong:
            continue
    return make_pdf(_html(paper, stamped | attempts[-1]), attached=paper.attached)


def _html(paper: Paper, context: dict[str, Any]) -> str:
    html = render_template(paper.template, **context)
    end_reading(the_session())  # laying out takes seconds: nobody's save waits for it
    return html


def _stamp(paper: Paper, by: Actor) -> dict[str, Any]:
    """What the sheet says, with who printed it, when, which copy, and how much it shows."""
    with atomic(the_session()) as session:
        number = next_copy(
            session,
            by=by,
            document=paper.document,
            subject=paper.subject,
            redaction=paper.redaction,
            stay_id=paper.stay_id,
            **paper.noted,
        )
    return paper.context | {
        "printed_by": by.name,
        "printed_at": clock.now(),
        "copy_number": number,
        "redaction": paper.redaction.label,
    }
