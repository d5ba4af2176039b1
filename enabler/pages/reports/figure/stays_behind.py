"""The stays behind a figure: what each adds to it, and the way back."""

from dataclasses import dataclass
from datetime import date

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from enabler.figures.report.contributing_stays import STAYS, ContributingStays, contributing_stays
from enabler.figures.report.days_avoided import Report
from enabler.models import Stay
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.figure.asking import FigureQuestion, asked
from enabler.pages.reports.figure.figure_names import name_of
from enabler.pages.reports.figure.in_words import kind_label, period_in_words
from enabler.pages.reports.publishing.published import report_in_reach, thawed
from enabler.record.people.reach import ids_within_reach
from enabler.rules.facts import StayFacts
from enabler.rules.method.entry import ALL
from enabler.rules.method.judging import judged
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE
from enabler.web.forms import page
from enabler.web.sessions import actor
from enabler.wording.formatting import figure, trimmed, whole


@dataclass(frozen=True)
class StayLine:
    """A stay and what it adds to the figure."""

    stay: StayFacts
    value: str

    @property
    def ready_on(self) -> date | None:
        return min((period.ready_on for period in self.stay.ready_periods), default=None)

    @property
    def kind(self) -> str:
        used = judged(self.stay.main_barriers, self.stay).used
        return kind_label(used.value if used else None)


@dataclass(frozen=True)
class StaysBehind:
    """A figure by its name and value, with the stays that add up to it."""

    found: ContributingStays
    report: Report

    @property
    def name(self) -> str:
        return name_of(self.found.key)

    @property
    def counts_stays(self) -> bool:
        return self.found.unit == STAYS

    @property
    def total(self) -> str:
        return whole(self.found.total) if self.counts_stays else trimmed(self.found.total)

    @property
    def lines(self) -> list[StayLine]:
        return [StayLine(stay, self._value(value)) for stay, value in self.found.pairs]

    def _value(self, value: float) -> str:
        return whole(value) if float(value).is_integer() else figure(value)


@blueprint.route("/days-avoided/stays")
@access(*ANY_ROLE)
def stays_behind() -> ResponseReturnValue:
    question = asked()
    found = contributing_stays(question.report, request.args.get("of", f"funnel:{ALL}")) if question.report else None
    if question.report is None or found is None:
        abort(404)
    note("view stays behind a figure", figure=found.key)
    return page(
        "reports/stays_behind.html",
        behind=StaysBehind(found, question.report),
        stay_ids=question.stay_ids,
        period_words=period_in_words(question.report.ledger.period),
        ward=question.report.ward or "all wards",
        back=_back(question, found),
    )


@blueprint.route("/published/<int:report_id>/stays")
@access(*ANY_ROLE)
def published_stays_behind(report_id: int) -> ResponseReturnValue:
    """The same for a published report: from its frozen rows, never from today's records."""
    kept = report_in_reach(report_id)
    report = thawed(kept)
    found = contributing_stays(report, request.args.get("of", f"funnel:{ALL}")) if report else None
    if report is None or found is None:
        abort(404)
    note("view stays behind a published figure", subject=kept, figure=found.key)
    return page(
        "reports/stays_behind.html",
        behind=StaysBehind(found, report),
        stay_ids=ids_within_reach(the_session(), actor(), Stay.ref.in_([stay.ref for stay, _ in found.pairs])),
        period_words=f"Published report {kept.ref}, {period_in_words(report.ledger.period)}",
        ward=report.ward or "all wards",
        back=url_for("reports.published_report", report_id=report_id),
    )


def _back(question: FigureQuestion, stays: ContributingStays) -> str:
    """To the page that printed the figure."""
    of_returns = stays.key.startswith("national:")
    return url_for("reports.national" if of_returns else "reports.days_avoided", **question.query)
