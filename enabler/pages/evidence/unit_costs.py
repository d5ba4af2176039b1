"""The library of unit costs: what a bed night costs, who says so, and in which years it prices the figures."""

from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.models import UnitCost
from enabler.pages.evidence.blueprint import blueprint
from enabler.pages.evidence.forms import costs as forms
from enabler.record.evidence import costs
from enabler.record.evidence.prices import years_in_use
from enabler.record.evidence.report_settings import change_report_settings, report_settings
from enabler.record.evidence.settings_in_words import unit_cost_in_words
from enabler.rules.evidence.reporting_year import has_begun, year_in_words, year_of
from enabler.vocabulary import Role, Setting, YesNo
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.sessions import actor


@blueprint.route("/unit-costs")
@access(Role.EVALUATOR, Role.ADMINISTRATOR)
def unit_costs() -> ResponseReturnValue:
    note("view unit costs")
    session = the_session()
    return page(
        "evidence/unit_costs.html",
        listed=costs.unit_costs(session),
        years=years_in_use(session, until=_running_year() + 1),
        published=codes.unit_costs(),
        missing=costs.published_not_there(session),
        **_words(),
    )


@blueprint.route("/unit-costs/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add_unit_cost() -> ResponseReturnValue:
    form = forms.AddUnitCost(year_in_words(_running_year()))
    if form.validate_on_submit():
        with saving(form) as session:
            kept = costs.add_unit_cost(session, by=actor(), **form.values())
            said = f"{unit_cost_in_words(kept)}, is in the library."
            if form.use_now.data:
                _use_now(session, kept, form.reason.data)
                said += f" It is in use in {year_in_words(_running_year())}."
            form.done(said, url_for("evidence.unit_costs"))
        if form.saved:
            return saved(form)
    return page(
        "evidence/add_unit_cost.html",
        form=form,
        running=year_in_words(_running_year()),
        next_year=year_in_words(_running_year() + 1),
        cancel_url=url_for("evidence.unit_costs"),
    )


@blueprint.route("/unit-costs/published", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add_published_unit_costs() -> ResponseReturnValue:
    missing = costs.published_not_there(the_session())
    form = forms.AddPublishedUnitCosts()
    if not missing and not form.is_submitted():
        return redirect(url_for("evidence.unit_costs"))
    if form.validate_on_submit():
        with saving(form) as session:
            added = costs.add_published_unit_costs(session, by=actor())
            many = "One published unit cost is" if len(added) == 1 else f"{len(added)} published unit costs are"
            form.done(f"{many} in the library.", url_for("evidence.unit_costs"))
        if form.saved:
            return saved(form)
    return page(
        "evidence/add_published_unit_costs.html",
        form=form,
        missing=missing,
        next_year=year_in_words(_running_year() + 1),
        cancel_url=url_for("evidence.unit_costs"),
        **_words(),
    )


@blueprint.route("/unit-costs/<int:unit_cost_id>/retire", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def retire_unit_cost(unit_cost_id: int) -> ResponseReturnValue:
    cost = the_session().get(UnitCost, unit_cost_id) or abort(404)
    form = forms.RetireUnitCost()
    if cost.retired_on and not form.is_submitted():
        return redirect(url_for("evidence.unit_costs"))
    if form.validate_on_submit():
        with saving(form) as session:
            costs.retire_unit_cost(session, by=actor(), unit_cost_id=unit_cost_id, **form.answers())
            form.done(f"{unit_cost_in_words(cost)}, is retired.", url_for("evidence.unit_costs"))
        if form.saved:
            return saved(form)
    used = years_in_use(the_session(), until=_running_year() + 1).get(unit_cost_id, [])
    return page(
        "evidence/retire_unit_cost.html",
        form=form,
        cost=cost,
        begun=[year for year in used if has_begun(year, clock.today())],
        coming=[year for year in used if not has_begun(year, clock.today())],
        cancel_url=url_for("evidence.unit_costs"),
        **_words(),
    )


def _use_now(session: Session, kept: UnitCost, reason: str | None) -> None:
    """In the same step: the running year's settings choose it, which needs the reason."""
    session.flush()
    chosen = report_settings(session, _running_year())["unit_costs"] | {kept.setting: kept.id}
    change_report_settings(session, by=actor(), year=_running_year(), values={"unit_costs": chosen}, reason=reason)


def _running_year() -> int:
    return year_of(clock.today())


def _words() -> dict[str, Any]:
    return {
        "setting_label": lambda name: Setting(name).label,
        "cash": lambda cost: cost.cashable in (True, YesNo.YES),
        "in_words": unit_cost_in_words,
        "year_in_words": year_in_words,
    }
