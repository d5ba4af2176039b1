"""The summary of a report on paper, for the page, the command line and publishing alike."""

from enabler.figures.publishing.list_changes import list_changes
from enabler.figures.report.report import Report
from enabler.pages.reports.figure.in_words import period_in_words
from enabler.pages.reports.figure.national import National
from enabler.pages.reports.figure.pounds import Pounds
from enabler.pages.reports.figure.release import Release
from enabler.pages.reports.figure.summary import Summary
from enabler.pages.reports.figure.working import Working
from enabler.pages.reports.printing.paper import Paper
from enabler.vocabulary import Part, Redaction
from enabler.web.db import the_session


def report_paper(report: Report, *, for_board: bool = False) -> Paper:
    """A board's copy leaves out the annexes with references."""
    period = report.ledger.period
    return Paper(
        template="reports/days_avoided_paper.html",
        document="days avoided",
        subject=report.reference,
        redaction=Redaction.FIGURES if for_board else Redaction.REFERENCES,
        file_name=f"days-avoided-{period.from_on}-to-{period.to_on}{'-board' if for_board else ''}.pdf",
        context={
            "for_board": for_board,
            "summary": Summary(report, as_image=True),
            "working": Working(report),
            "release": Release(report, list_changes(the_session(), report.context.lists)),
            "pounds": Pounds(report),
            "national": National(report),
            "parts": list(Part),
            "period": period_in_words(period),
            "ward_name": report.ward or "All wards",
            "extra_stamp": f"Reference {report.reference} · fingerprint {report.fingerprint[:16]}…",
        },
    )
