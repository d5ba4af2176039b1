"""Published reports: the list, each as it was frozen, and its files as they were issued."""

from dataclasses import dataclass

from flask import Response, abort, jsonify, url_for
from flask.typing import ResponseReturnValue

from enabler.figures.publishing.freezing import thaw
from enabler.figures.report.report import Report
from enabler.models import PublishedReport, Stay
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.publishing.published_figures import DAMAGED, PublishedFigures, published_figures
from enabler.record.directory import wards
from enabler.record.people.reach import ids_within_reach
from enabler.record.publishing import published
from enabler.rules.method.periods import Period
from enabler.vocabulary import Role
from enabler.web.access import access, note, refuse
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE, wards_to_choose
from enabler.web.forms import page
from enabler.web.numbers_asked import page_asked
from enabler.web.period_forms import as_asked
from enabler.web.sessions import actor

ON_A_PAGE = 25


@dataclass(frozen=True)
class PublishedLine:
    """A report in the list."""

    report: PublishedReport
    headline: str
    corrects: str
    replaced_by: str


@blueprint.route("/published")
@access(*ANY_ROLE)
def published_reports() -> ResponseReturnValue:
    note("view published reports")
    found = [report for report in published.published_reports(the_session()) if may_see(report)]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    number = min(page_asked(), pages)
    shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return page("reports/published_reports.html", lines=_lines(shown), pages=pages, number=number)


def _lines(shown: list[PublishedReport]) -> list[PublishedLine]:
    texts = published.frozen_texts(the_session(), [one.id for one in shown])
    newer = published.replacements(the_session())
    refs = published.references(the_session(), [one.replaces_id for one in shown if one.replaces_id])
    lines = []
    for one in shown:
        figures = published_figures(texts[one.id])
        headline = figures.in_a_line if figures else "The frozen figures are damaged."
        replaced = newer[one.id][1] if one.id in newer else ""
        lines.append(PublishedLine(one, headline, refs.get(one.replaces_id or 0, ""), replaced))
    return lines


@blueprint.route("/published/<int:report_id>")
@access(*ANY_ROLE)
def published_report(report_id: int) -> ResponseReturnValue:
    report = report_in_reach(report_id)
    note("view published report", subject=report)
    figures = published_figures(report.frozen)
    return page(
        "reports/published_report.html",
        report=report,
        figures=figures,
        links=Links(report_id),
        damaged="" if figures else DAMAGED,
        corrects=the_session().get(PublishedReport, report.replaces_id) if report.replaces_id else None,
        newer=published.replaced_by(the_session(), report),
        stay_ids=_stay_ids(figures),
        correct_url=_way_to_correct(report),
    )


def _way_to_correct(report: PublishedReport) -> str:
    """The same question asked again; nothing where this person cannot ask it, such as for somebody else's several
    wards."""
    own = [ward.name for ward in wards_to_choose()]
    everything = ", ".join(own) if actor().is_a(Role.OFFICER, Role.COORDINATOR) else None
    if report.ward != everything and report.ward not in own:
        return ""
    return url_for(
        "reports.publish_report",
        **as_asked(Period(report.period_from, report.period_to)),
        ward="" if report.ward == everything else report.ward,
        replaces=report.ref,
    )


@blueprint.route("/published/<int:report_id>.pdf")
@access(*ANY_ROLE)
def published_report_pdf(report_id: int) -> ResponseReturnValue:
    report = report_in_reach(report_id)
    return _sent(report, report.pdf, published.FULL)


@blueprint.route("/published/<int:report_id>-board.pdf")
@access(*ANY_ROLE)
def published_report_board_pdf(report_id: int) -> ResponseReturnValue:
    report = report_in_reach(report_id)
    return _sent(report, report.board_pdf, published.BOARD)


@blueprint.route("/published/<int:report_id>.json")
@access(*ANY_ROLE)
def published_report_json(report_id: int) -> ResponseReturnValue:
    report = report_in_reach(report_id)
    figures = published_figures(report.frozen) or abort(404)
    note("download published report", subject=report, copy="json")
    answer = jsonify({"reference": report.ref, "fingerprint": report.fingerprint} | figures.as_kept)
    answer.headers["Content-Disposition"] = f"attachment; filename=days-avoided-{report.ref}.json"
    return answer


def _sent(report: PublishedReport, content: bytes | None, copy: str) -> Response:
    """The bytes that were issued, unchanged: their hash is in the audit trail."""
    if content is None:
        abort(404)
    note("download published report", subject=report, copy=copy)
    answer = Response(content, mimetype="application/pdf")
    name = f"days-avoided-{report.ref}{'-board' if copy == published.BOARD else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def may_see(report: PublishedReport) -> bool:
    """Officers and coordinators see the reports whose wards are all among theirs."""
    by = actor()
    if not by.is_a(Role.OFFICER, Role.COORDINATOR):
        return True
    return published.is_of_wards(report.ward, [ward.name for ward in wards.wards_of(the_session(), by)])


def report_in_reach(report_id: int) -> PublishedReport:
    """The report, or the same 404 as for one that does not exist."""
    report = the_session().get(PublishedReport, report_id)
    if report is None or not may_see(report):
        refuse("refused report", ("published_reports", report_id))
        abort(404)
    return report


def thawed(report: PublishedReport) -> Report | None:
    """The frozen rows as a report again; None when they are damaged."""
    try:
        return thaw(report.frozen)
    except (KeyError, TypeError, ValueError):
        return None


@dataclass(frozen=True)
class Links:
    """From the figures of a published report to the stays behind them."""

    report_id: int

    def way(self, key: str) -> str:
        return url_for("reports.published_stays_behind", report_id=self.report_id, of=key)


def _stay_ids(figures: PublishedFigures | None) -> dict[str, int]:
    """The stays of the report that this person may open today."""
    if figures is None or not actor().is_a(Role.OFFICER, Role.COORDINATOR):
        return {}
    refs = [row.stay for row in figures.results.rows] + [one.stay for one in figures.results.left_out]
    return ids_within_reach(the_session(), actor(), Stay.ref.in_(refs))
