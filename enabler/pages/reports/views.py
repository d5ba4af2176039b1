"""Days avoided on the page, on paper and as JSON. The sheets of patients and wards are next door."""

from typing import Any

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.figures.days_avoided import Report, days_avoided as work_out
from enabler.figures.facts import touching
from enabler.models import Ward
from enabler.pages.reports import confirming, forms, sheets
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.days_avoided import Summary
from enabler.pages.reports.in_words import period_in_words
from enabler.pages.reports.paper import Paper, on_paper
from enabler.record import wards as record_wards
from enabler.record.reach import ids_within_reach
from enabler.rules.refusal import Refused
from enabler.vocabulary import Part, Redaction, Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.sessions import actor

__all__ = ["blueprint", "confirming", "sheets"]
ANY_ROLE = (Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)


@blueprint.route("/days-avoided")
@access(*ANY_ROLE)
def days_avoided() -> ResponseReturnValue:
    form, report = _asked()
    note("view days avoided", period=period_in_words(form.period()) if report else None)
    return _page(form, report)


def _page(form: forms.DaysAvoided, report: Report | None) -> ResponseReturnValue:
    query: dict[str, Any] = {
        "from_on": form.from_on._value(),
        "to_on": form.to_on._value(),
        "ward": form.ward.data or "",
    }
    return page(
        "reports/days_avoided.html",
        form=form,
        summary=Summary(report, stay_ids=_stay_ids(report)) if report else None,
        parts=list(Part),
        period_words=period_in_words(report.ledger.period) if report else "",
        links=[
            ("Print the summary (PDF)", url_for("reports.days_avoided_pdf", **query)),
            ("Print the board's copy, without references", url_for("reports.days_avoided_pdf", **query, copy="board")),
            ("The same figures as JSON", url_for("reports.days_avoided_json", **query)),
        ],
    )


def _stay_ids(report: Report) -> dict[str, int]:
    """The stays of the report that this person may open."""
    return ids_within_reach(the_session(), actor(), touching(report.ledger.period))


@blueprint.route("/days-avoided.pdf")
@access(*ANY_ROLE)
def days_avoided_pdf() -> ResponseReturnValue:
    form, report = _asked()
    if report is None:
        return _page(form, None)
    return on_paper(report_paper(report, for_board=request.args.get("copy") == "board"))


@blueprint.route("/days-avoided.json")
@access(*ANY_ROLE)
def days_avoided_json() -> ResponseReturnValue:
    form, report = _asked()
    if report is None:
        return _page(form, None)
    note("export days avoided", reference=report.reference)
    answer: Response = jsonify(report.as_json())
    answer.headers["Content-Disposition"] = f"attachment; filename=days-avoided-{report.reference}.json"
    return answer


def report_paper(report: Report, *, for_board: bool = False) -> Paper:
    """The summary on paper; the command line prints the same. A board's copy leaves out the annexes with references."""
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
            "parts": list(Part),
            "period": period_in_words(period),
            "ward_name": report.ward or "All wards",
            "extra_stamp": f"Reference {report.reference} · fingerprint {report.fingerprint[:16]}…",
        },
    )


def _asked() -> tuple[forms.DaysAvoided, Report | None]:
    """The form and, when it makes sense, the report. Officers and coordinators have their own wards' figures only."""
    own = [ward.name for ward in _wards_to_choose()]
    all_wards = "All my wards" if actor().is_a(Role.OFFICER, Role.COORDINATOR) else "All wards"
    form = forms.DaysAvoided(own, all_wards)
    if not form.validate():
        return form, None
    chosen: tuple[str, ...] | None = (form.ward.data,) if form.ward.data else None
    if chosen is None and actor().is_a(Role.OFFICER, Role.COORDINATOR):
        chosen = tuple(own)
    try:
        return form, work_out(the_session(), period=form.period(), as_at=clock.today(), wards=chosen)
    except Refused as refusal:
        field = form[refusal.field or "from_on"]
        field.errors = [*field.errors, refusal.sentence]
        return form, None


def _wards_to_choose() -> list[Ward]:
    by = actor()
    if by.is_a(Role.OFFICER, Role.COORDINATOR):
        return list(record_wards.wards_of(the_session(), by))
    return list(record_wards.wards(the_session()))
