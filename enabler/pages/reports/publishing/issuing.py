"""Publishing a report: what it would say is looked at first, then it is frozen with one button."""

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.figures.report.days_avoided import Report
from enabler.pages.reports import forms
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.figure.asking import asked
from enabler.pages.reports.figure.in_words import period_in_words
from enabler.pages.reports.figure.robustness import Robustness
from enabler.pages.reports.figure.stays_that_overlap import overlap_notice
from enabler.pages.reports.figure.summary import Summary
from enabler.pages.reports.printing.pdf import WHAT_TO_INSTALL, NotPrinted, PdfMissing
from enabler.pages.reports.publishing import publication
from enabler.pages.reports.publishing.published import may_see
from enabler.record.publishing import published
from enabler.rules.method.periods import Period, quarter_of
from enabler.rules.refusal import Refused
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE
from enabler.web.forms import page, saved, saving
from enabler.web.sessions import actor
from enabler.wording.formatting import plural

NO_PDF = f"A report is published with its PDF, and PDFs cannot be made on this machine yet. Install: {WHAT_TO_INSTALL}"
NOT_PRINTED = "The PDF could not be made just now, so nothing was published. Wait a minute, then publish again."
NO_WARD = "You are not on any ward yet, so there is nothing that you could publish. Ask an administrator."


@dataclass(frozen=True)
class PublishQuestion:
    """What the address asks for, and the draft that would be published; none when it cannot be."""

    form: forms.AskToPublish
    draft: Report | None

    @property
    def replaces(self) -> str | None:
        return self.form.replaces.data or None


@blueprint.route("/publish", methods=["GET", "POST"])
@access(*ANY_ROLE)
def publish_report() -> ResponseReturnValue:
    question = _question()
    form = forms.PublishReport()
    draft = question.draft
    if draft is not None and form.validate_on_submit():
        issue = _made(form, question, draft)
        if issue is not None:
            with saving(form) as session:
                kept = publication.keep(session, by=actor(), issue=issue)
                form.done(f"Published as {kept.ref}.", url_for("reports.published_report", report_id=kept.id))
            if form.saved:
                return saved(form)
    elif draft is not None and not form.is_submitted():
        form.looked_at.data = draft.fingerprint
    note("preview report", period=period_in_words(question.form.period()) if draft else None)
    return page(
        "reports/publish_report.html",
        form=question.form if draft is None else form,
        asking=question.form,
        draft=draft,
        summary=Summary(draft) if draft else None,
        robustness=Robustness(draft) if draft else None,
        period_words=period_in_words(draft.ledger.period) if draft else "",
        warnings=_warnings(question, draft) if draft else [],
    )


def _made(form: forms.PublishReport, question: PublishQuestion, draft: Report) -> publication.Issue | None:
    """Printed before anything is written; what was wrong stands on the form."""
    try:
        form.check_looked_at(draft.fingerprint)
        return publication.made(
            the_session(), by=actor(), draft=draft, replaces=question.replaces, correction=form.correction.data
        )
    except PdfMissing:
        form.problem = NO_PDF
    except NotPrinted:
        form.problem = NOT_PRINTED
    except Refused as refusal:
        form.put_error(refusal)
    return None


def _question() -> PublishQuestion:
    found = asked(lambda wards, all_wards: forms.AskToPublish(wards, all_wards, last_quarter(), _to_correct()))
    form, draft = found.form, found.report
    assert isinstance(form, forms.AskToPublish)
    if draft is None:
        return PublishQuestion(form, None)
    if draft.wards == ():
        form.ward.errors = [*form.ward.errors, NO_WARD]
        return PublishQuestion(form, None)
    try:
        published.check_is_over(form.period().to_on, clock.today())
    except Refused as refusal:
        form.to_on.errors = [*form.to_on.errors, refusal.sentence]
        return PublishQuestion(form, None)
    return PublishQuestion(form, draft)


def last_quarter() -> Period:
    """The last quarter that is over."""
    return quarter_of(quarter_of(clock.today()).from_on - timedelta(days=1))


def _to_correct() -> dict[str, str]:
    """The reports that nothing has replaced yet, by reference."""
    replaced = published.replacements(the_session())
    standing = [
        report for report in published.published_reports(the_session()) if report.id not in replaced and may_see(report)
    ]
    return {
        one.ref: f"{one.ref}: {period_in_words(Period(one.period_from, one.period_to))}, {one.ward or 'all wards'}"
        for one in standing
    }


def _warnings(question: PublishQuestion, draft: Report) -> list[str]:
    """What whoever publishes should know first; none of it forbids to."""
    rows, confirmed, left_out = len(draft.ledger.rows), draft.ledger.confirmed, len(draft.ledger.left_out)
    said = []
    if not rows:
        why = (
            f"None of the {plural(left_out, 'stay')} can be counted" if left_out else "There was no stay in this period"
        )
        said.append(f"{why}. The report will say so, and print no number.")
    elif confirmed < rows:
        said.append(
            f"{rows - confirmed} of {plural(rows, 'stay')} not yet confirmed by a second person. "
            "The report will say so; confirm first where you can."
        )
    if overlaps := overlap_notice(the_session(), draft):
        said.append(overlaps)
    period = draft.ledger.period
    there = published.standing_for(the_session(), period.from_on, period.to_on, draft.ward)
    if there is not None and question.replaces != there.ref:
        said.append(
            f"{there.ref} is already published for this period and ward. If this one corrects it, choose it above and "
            "show again, so that each names the other."
        )
    return said
