"""Days avoided on the page, on paper and as JSON. The sheets of patients and wards are next door."""

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from enabler.pages.reports import confirming, estimates
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.figure import stays_behind
from enabler.pages.reports.figure.asking import FigureQuestion, asked
from enabler.pages.reports.figure.in_words import period_in_words
from enabler.pages.reports.figure.national import National
from enabler.pages.reports.figure.pounds import Pounds
from enabler.pages.reports.figure.report_paper import report_paper
from enabler.pages.reports.figure.robustness import Robustness
from enabler.pages.reports.figure.stays_that_overlap import overlap_notice
from enabler.pages.reports.figure.summary import Summary
from enabler.pages.reports.figure.working import Working
from enabler.pages.reports.printing.paper import on_paper
from enabler.pages.reports.publishing import checking, issuing, published
from enabler.pages.reports.sheets import printed
from enabler.vocabulary import Part
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE
from enabler.web.forms import page

__all__ = ["blueprint", "checking", "confirming", "estimates", "issuing", "printed", "published", "stays_behind"]


@blueprint.route("/days-avoided")
@access(*ANY_ROLE)
def days_avoided() -> ResponseReturnValue:
    found = asked()
    note("view days avoided", period=period_in_words(found.form.period()) if found.report else None)
    return _page(found)


def _page(question: FigureQuestion) -> ResponseReturnValue:
    report, query = question.report, question.query
    return page(
        "reports/days_avoided.html",
        form=question.form,
        summary=Summary(report, stay_ids=question.stay_ids, way=question.way) if report else None,
        working=Working(report) if report else None,
        robustness=Robustness(report) if report else None,
        pounds=Pounds(report) if report else None,
        parts=list(Part),
        overlaps=overlap_notice(the_session(), report) if report else None,
        period_words=period_in_words(report.ledger.period) if report else "",
        links=[
            ("Print the summary (PDF)", url_for("reports.days_avoided_pdf", **query)),
            ("Print the board's copy, without references", url_for("reports.days_avoided_pdf", **query, copy="board")),
            ("The same figures as JSON", url_for("reports.days_avoided_json", **query)),
            *([("Publish it", url_for("reports.publish_report", **query))] if report and report.is_over else []),
        ],
    )


@blueprint.route("/days-avoided/national")
@access(*ANY_ROLE)
def national() -> ResponseReturnValue:
    found = asked()
    note("view national returns", period=period_in_words(found.form.period()) if found.report else None)
    return page(
        "reports/national.html",
        form=found.form,
        summary=Summary(found.report, way=found.way) if found.report else None,
        national=National(found.report) if found.report else None,
        period_words=period_in_words(found.form.period()) if found.report else "",
    )


@blueprint.route("/days-avoided.pdf")
@access(*ANY_ROLE)
def days_avoided_pdf() -> ResponseReturnValue:
    found = asked()
    if found.report is None:
        return _page(found)
    return on_paper(report_paper(found.report, for_board=request.args.get("copy") == "board"))


@blueprint.route("/days-avoided.json")
@access(*ANY_ROLE)
def days_avoided_json() -> ResponseReturnValue:
    found = asked()
    if found.report is None:
        return _page(found)
    note("export days avoided", reference=found.report.reference)
    answer: Response = jsonify(found.report.as_json())
    answer.headers["Content-Disposition"] = f"attachment; filename=days-avoided-{found.report.reference}.json"
    return answer
