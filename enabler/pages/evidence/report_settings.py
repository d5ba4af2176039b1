"""The settings of a reporting year: what each is, where it comes from, whether it is fixed, and what was changed."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.pages.evidence.blueprint import blueprint
from enabler.pages.evidence.forms.report_settings import ChangeReportSettings, as_form
from enabler.pages.evidence.unit_cost_choices import chosen_unit_costs, offer_unit_costs
from enabler.record.evidence import change_log, report_settings as record
from enabler.record.evidence.prices import standing_choices, unit_costs_in_use
from enabler.record.evidence.settings_in_words import LABELS, setting_in_words
from enabler.rules.evidence.reporting_year import has_begun, year_in_words, year_of, year_period
from enabler.rules.writing.percents import in_percent
from enabler.vocabulary import Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.sessions import actor

FIRST_YEAR = 2000


@blueprint.route("/report-settings", defaults={"year": None})
@blueprint.route("/report-settings/<int:year>")
@access(Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)
def report_settings(year: int | None) -> ResponseReturnValue:
    year = _known(year)
    session = the_session()
    note("view report settings", subject=("reporting year", year))
    held = record.held_settings(session, year)
    return page(
        "evidence/report_settings.html",
        year=year,
        held=held,
        labels=LABELS,
        in_words=setting_in_words,
        in_percent=in_percent,
        grades=codes.evidence_grades(),
        in_use=unit_costs_in_use(session, year),
        changes=change_log.changes(session, year_period(year).from_on, year_period(year).to_on),
        earlier=year - 1 if year > FIRST_YEAR else None,
        later=year + 1 if year < _last_year() else None,
        **_about(year),
    )


@blueprint.route("/report-settings/<int:year>/change", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def change_report_settings(year: int) -> ResponseReturnValue:
    year = _known(year)
    held = record.report_settings(the_session(), year)
    standing = standing_choices(the_session(), year)
    form = ChangeReportSettings(
        data=as_form(held | {"unit_costs": standing}), version=record.settings_version(the_session())
    )
    offer_unit_costs(form, the_session(), year)
    if form.validate_on_submit():
        with saving(form) as session:
            changed = record.change_report_settings(
                session,
                by=actor(),
                year=year,
                values=form.values(chosen_unit_costs(form, standing, held["unit_costs"])),
                reason=form.reason.data,
                expected_version=form.version.data or 0,
            )
            said = f"The settings of {year_in_words(year)} are saved." if changed else "Nothing was changed."
            form.done(said, url_for("evidence.report_settings", year=year))
        if form.saved:
            return saved(form)
    return page(
        "evidence/change_report_settings.html",
        form=form,
        cancel_url=url_for("evidence.report_settings", year=year),
        **_about(year),
    )


def _about(year: int) -> dict[str, object]:
    return {
        "year_words": year_in_words(year),
        "period": year_period(year),
        "begun": has_begun(year, clock.today()),
        "year_in_words": year_in_words,
    }


def _known(year: int | None) -> int:
    """This year without one; years that no report of ours can be about are not there."""
    if year is None:
        return year_of(clock.today())
    return year if FIRST_YEAR <= year <= _last_year() else abort(404)


def _last_year() -> int:
    return year_of(clock.today()) + 1
