"""What the service itself costs, period by period and split by who pays."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler.models import ServiceCost
from enabler.pages.evidence.blueprint import blueprint
from enabler.pages.evidence.forms import costs as forms
from enabler.record.evidence import costs
from enabler.rules.evidence.reporting_year import year_in_words
from enabler.vocabulary import Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor


@blueprint.route("/service-costs")
@access(Role.EVALUATOR, Role.ADMINISTRATOR)
def service_costs() -> ResponseReturnValue:
    note("view service costs")
    listed = costs.service_costs(the_session())
    return page(
        "evidence/service_costs.html",
        listed=listed,
        by_year=costs.cost_by_year(listed),
        year_in_words=year_in_words,
        may_change=actor().is_a(Role.ADMINISTRATOR),
    )


@blueprint.route("/service-costs/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add_service_cost() -> ResponseReturnValue:
    form = forms.AddServiceCost()
    if form.validate_on_submit():
        with saving(form) as session:
            kept = costs.add_service_cost(session, by=actor(), **form.answers())
            form.done(f"The cost paid by {named(kept, 'funder')} is saved.", url_for("evidence.service_costs"))
        if form.saved:
            return saved(form)
    return _form("evidence/add_service_cost.html", form)


@blueprint.route("/service-costs/<int:service_cost_id>", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def change_service_cost(service_cost_id: int) -> ResponseReturnValue:
    cost = the_session().get(ServiceCost, service_cost_id) or abort(404)
    form = forms.ChangeServiceCost(obj=cost)
    if form.validate_on_submit():
        with saving(form) as session:
            kept = costs.change_service_cost(
                session,
                by=actor(),
                service_cost_id=service_cost_id,
                expected_version=form.version.data,
                **form.answers(),
            )
            form.done(f"The cost paid by {named(kept, 'funder')} is saved.", url_for("evidence.service_costs"))
        if form.saved:
            return saved(form)
    return _form("evidence/change_service_cost.html", form)


def _form(template: str, form: forms.AddServiceCost) -> ResponseReturnValue:
    funders = sorted({cost.funder for cost in costs.service_costs(the_session())})
    return page(template, form=form, funders=funders, cancel_url=url_for("evidence.service_costs"))
