"""A printed report held against what was published: the file is looked at and not kept."""

from flask.typing import ResponseReturnValue

from enabler.figures.publishing.pdf_attachment import LARGEST, check_size
from enabler.figures.publishing.verifying import Verification, verify
from enabler.pages.reports import forms
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.publishing import verification_words as words
from enabler.pages.reports.publishing.published import may_see
from enabler.rules.refusal import Refused
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE
from enabler.web.forms import page


@blueprint.route("/verify-report", methods=["GET", "POST"])
@access(*ANY_ROLE)
def verify_report() -> ResponseReturnValue:
    form = forms.VerifyReport()
    found = _checked(form) if form.validate_on_submit() else None
    if found is None:
        return page("reports/verify_report.html", form=form, found=None)
    may = may_see(found.report)
    note("verify report", subject=found.report, holds=found.holds)
    return page(
        "reports/verify_report.html",
        form=form,
        found=found,
        may=may,
        about=words.about(found) if may else words.NOT_YOURS,
        result=words.heading(found) if may else "What this file is",
        answers=words.answers(found) if may else [words.is_issued(found.copy)],
        figures_changed=words.figures_changed(found) if may else [],
    )


def _checked(form: forms.VerifyReport) -> Verification | None:
    """None, with the reason at the field, when there is nothing to check."""
    try:
        if not form.file.data:
            raise Refused("Choose the PDF of the report.", "file")
        content = form.file.data.stream.read(LARGEST + 1)
        check_size(content)
        return verify(the_session(), content)
    except Refused as refusal:
        note("verify report", known=False)
        form.file.errors = [*form.file.errors, refusal.sentence]
    return None
