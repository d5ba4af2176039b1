"""Comparison cohorts: which are in use, what is in one, and how one comes in and goes out of use."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.drawing.survival_curve import readings, survival_curve
from enabler.exchange import pending as waiting
from enabler.exchange.comparison_file import ComparisonFile, comparison_grid, read_comparison
from enabler.exchange.grids import as_bytes
from enabler.exchange.opening import kept_grid
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import ComparisonCohort
from enabler.pages.evidence.balance_in_words import balance_in_words, kind_in_words, lines_in_words
from enabler.pages.evidence.blueprint import blueprint
from enabler.pages.evidence.forms import comparisons as forms
from enabler.record.evidence import comparisons as record
from enabler.record.evidence.report_settings import report_settings
from enabler.rules.evidence.balance import balance
from enabler.rules.evidence.cohort_strata import curve, strata_seen
from enabler.rules.evidence.comparison import Cohort, check_cohort, check_measure, strata
from enabler.rules.evidence.reporting_year import year_in_words, year_of, year_period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role, Setting
from enabler.web.access import access, note, refuse
from enabler.web.brought_in import brought_in
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.period_forms import PeriodAsked
from enabler.web.sessions import actor

WHO = (Role.EVALUATOR, Role.ADMINISTRATOR)
GONE = "That file is no longer here: it was brought in, or a day has passed. Bring it in again."


@blueprint.route("/comparisons")
@access(*WHO)
def comparisons() -> ResponseReturnValue:
    note("view comparisons")
    listed = record.comparisons(the_session())
    return page(
        "evidence/comparisons.html",
        in_use=[one for one in listed if one.cohort.retired_on is None],
        retired=[one for one in listed if one.cohort.retired_on is not None],
    )


@blueprint.route("/comparisons/<int:cohort_id>")
@access(*WHO)
def comparison(cohort_id: int) -> ResponseReturnValue:
    kept = the_session().get(ComparisonCohort, cohort_id) or abort(404)
    cohort = record.cohort_of(the_session(), cohort_id)
    form = PeriodAsked(year_period(year_of(clock.today())))
    beside = form.answered(lambda: _beside(form, cohort)) if form.validate() else None
    year = year_of(form.to_on.data if beside else clock.today())
    horizon = _horizon(year)
    note("view comparison", subject=kept)
    seen = strata_seen(cohort, horizon)
    return page(
        "evidence/comparison.html",
        kept=kept,
        seen=seen,
        year=year_in_words(year),
        horizon=horizon,
        curves=[(one, _drawn(cohort, one.setting)) for one in seen if one.kind is None and one.used],
        kind_in_words=kind_in_words,
        form=form,
        beside=beside,
    )


@blueprint.route("/comparisons/new", methods=["GET", "POST"])
@access(*WHO)
def import_comparison() -> ResponseReturnValue:
    form = forms.ImportComparison()
    content = None
    if form.validate_on_submit():
        content = brought_in(
            form,
            both="Paste the rows or choose a file, not both.",
            neither="Paste the rows here, or choose their file below.",
            opened=_opened,
        )
    if content:
        with saving(form) as session:
            kept = waiting.keep_pending(session, by=actor(), content=content, kind=waiting.COMPARISON)
            form.done("", url_for("evidence.check_comparison", pending_id=kept.id))
        if form.saved:
            return redirect(form.location or request.path)
    return page("evidence/import_comparison.html", form=form, cancel_url=url_for("evidence.comparisons"))


@blueprint.route("/comparisons/new/<int:pending_id>", methods=["GET", "POST"])
@access(*WHO)
def check_comparison(pending_id: int) -> ResponseReturnValue:
    pending = waiting.pending_comparison(the_session(), by=actor(), pending_id=pending_id)
    content = pending.content if pending else None
    form = forms.CheckComparison()
    if form.validate_on_submit():
        with saving(form) as session:
            kept = record.add_comparison(session, by=actor(), cohort=_cohort(form, _rows_of(content)))
            waiting.forget_pending(session, pending_id=pending_id)
            form.done(f"{named(kept)} is in use.", url_for("evidence.comparison", cohort_id=kept.id))
        if form.saved:
            return saved(form)
    if content is None:
        refuse("refused import", ("pending_imports", pending_id))
        flash(GONE, "warning")
        return redirect(url_for("evidence.import_comparison"))
    read, year = read_comparison(kept_grid(content)), year_of(clock.today())
    note("preview comparison", rows=len(read.rows))
    return page(
        "evidence/check_comparison.html",
        form=form,
        read=read,
        refusal=_refusal(read),
        seen=strata_seen(Cohort("", "", 6, read.rows), _horizon(year)),
        waiting=sum(row.waiting for row in read.rows),
        has_undelayed=any(row.nights == 0 and not row.waiting for row in read.rows),
        kind_in_words=kind_in_words,
        year=year_in_words(year),
    )


@blueprint.route("/comparisons/<int:cohort_id>/retire", methods=["GET", "POST"])
@access(*WHO)
def retire_comparison(cohort_id: int) -> ResponseReturnValue:
    kept = the_session().get(ComparisonCohort, cohort_id) or abort(404)
    form = forms.RetireComparison()
    if form.validate_on_submit():
        with saving(form) as session:
            record.retire_comparison(session, by=actor(), cohort_id=cohort_id, **form.answers())
            form.done(f"{named(kept)} is out of use.", url_for("evidence.comparisons"))
        if form.saved:
            return saved(form)
    return page(
        "evidence/retire_comparison.html",
        form=form,
        kept=kept,
        cancel_url=url_for("evidence.comparison", cohort_id=cohort_id),
    )


def _beside(form: PeriodAsked, cohort: Cohort) -> dict[str, object]:
    """The cohort beside the rows of the service's figure for the period that was asked for."""
    rows = days_avoided(the_session(), period=form.period(), as_at=clock.today()).ledger.rows
    found = balance(rows, cohort.rows)
    settings = {setting for setting, kind in strata(cohort) if kind is None}
    return {
        "stays": len(rows),
        "sentence": balance_in_words(found, len(rows)),
        "lines": lines_in_words(found, settings),
    }


def _horizon(year: int) -> int | None:
    """Where the settings of a reporting year end the means; None: at the longest row."""
    horizon: int | None = report_settings(the_session(), year)["horizon"]
    return horizon


def _drawn(cohort: Cohort, setting: Setting) -> dict[str, object]:
    """The curve of a setting, and the numbers that go below it."""
    rows = [row for row in cohort.rows if row.setting is setting]
    steps = curve(rows)
    return {"svg": survival_curve(steps, [row.nights for row in rows if row.waiting]), "readings": readings(steps)}


def _opened(content: bytes) -> bytes:
    """A file is opened once; refused when it is no comparison."""
    grid = comparison_grid(content)
    read_comparison(grid)
    return as_bytes(grid)


def _rows_of(content: bytes | None) -> ComparisonFile:
    """What is waiting, read again; refused while a cell of it is bad."""
    if content is None:
        raise Refused(GONE)
    read = read_comparison(kept_grid(content))
    if read.bad:
        raise Refused("Some cells cannot be read, so nothing was brought in.")
    return read


def _cohort(form: forms.CheckComparison, read: ComparisonFile) -> Cohort:
    check_measure(form.measure.data)
    return Cohort(
        name=form.name.data,
        source=form.source.data,
        grade=int(form.grade.data),
        rows=read.rows,
        place=form.place.data,
        period_from=form.from_on.data,
        period_to=form.to_on.data,
        standard=form.standard.data,
        delayed_share=form.delayed_share.data,
        delayed_source=form.delayed_source.data,
    )


def _refusal(read: ComparisonFile) -> str | None:
    """Why these rows cannot come in, whatever else is said of them."""
    try:
        check_cohort(read.rows, 1.0, "said below")
        record.check_rows_new(the_session(), read.rows)
    except Refused as refused:
        return refused.sentence
    return None
