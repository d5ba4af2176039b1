"""Cited values: means from a source, and the published comparators to look at beside them."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from enabler import codes
from enabler.models import CitedMean
from enabler.pages.evidence.blueprint import blueprint
from enabler.pages.evidence.forms import cited_values as forms
from enabler.record.evidence import cited_means
from enabler.vocabulary import Role, Setting
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor


@blueprint.route("/cited-values")
@access(Role.EVALUATOR, Role.ADMINISTRATOR)
def cited_values() -> ResponseReturnValue:
    note("view cited values")
    return page(
        "evidence/cited_values.html",
        listed=cited_means.cited_means(the_session()),
        comparators=codes.published_comparators(),
        kinds=codes.barrier_kinds(),
        setting_label=lambda name: Setting(name).label,
    )


@blueprint.route("/cited-values/new", methods=["GET", "POST"])
@access(Role.EVALUATOR, Role.ADMINISTRATOR)
def add_cited_value() -> ResponseReturnValue:
    form = forms.AddCitedValue()
    if form.validate_on_submit():
        with saving(form) as session:
            kept = cited_means.add_cited_value(session, by=actor(), value=form.cited_value())
            form.done(f"{named(kept)} is among the cited values.", url_for("evidence.cited_values"))
        if form.saved:
            return saved(form)
    return page("evidence/add_cited_value.html", form=form, cancel_url=url_for("evidence.cited_values"))


@blueprint.route("/cited-values/<int:cited_value_id>/retire", methods=["GET", "POST"])
@access(Role.EVALUATOR, Role.ADMINISTRATOR)
def retire_cited_value(cited_value_id: int) -> ResponseReturnValue:
    value = the_session().get(CitedMean, cited_value_id) or abort(404)
    form = forms.RetireCitedValue()
    if value.retired_on and not form.is_submitted():
        return redirect(url_for("evidence.cited_values"))
    if form.validate_on_submit():
        with saving(form) as session:
            cited_means.retire_cited_value(session, by=actor(), cited_value_id=cited_value_id, **form.answers())
            form.done(f"{named(value)} is retired.", url_for("evidence.cited_values"))
        if form.saved:
            return saved(form)
    return page(
        "evidence/retire_cited_value.html",
        form=form,
        value=value,
        cancel_url=url_for("evidence.cited_values"),
    )
