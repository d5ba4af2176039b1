"""The facts of a barrier, one form for each family of kinds."""

from collections.abc import Callable
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from enabler import codes
from enabler.models import Barrier, HazardFacts, Stay
from enabler.pages.patient.around import back_to, of_stay, saved_for
from enabler.pages.patient.barriers import label_of
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import facts as forms
from enabler.pages.patient.showing import form_of
from enabler.record.directory.agencies import agency_names
from enabler.record.stay import barrier_facts
from enabler.vocabulary import BarrierFamily, Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import EnablerForm, saved, saving
from enabler.web.sessions import actor

Save = Callable[..., Any]


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/arrears", methods=["GET", "POST"])
@access(Role.OFFICER)
def save_arrears(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    return _facts(stay_id, barrier_id, BarrierFamily.ARREARS, forms.SaveArrears, barrier_facts.save_arrears)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/adaptation", methods=["GET", "POST"])
@access(Role.OFFICER)
def save_adaptation(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    return _facts(stay_id, barrier_id, BarrierFamily.ADAPTATION, forms.SaveAdaptation, barrier_facts.save_adaptation)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/benefit", methods=["GET", "POST"])
@access(Role.OFFICER)
def save_benefit(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    return _facts(stay_id, barrier_id, BarrierFamily.BENEFIT, forms.SaveBenefit, barrier_facts.save_benefit)


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/homelessness", methods=["GET", "POST"])
@access(Role.OFFICER)
def save_homelessness(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    return _facts(
        stay_id, barrier_id, BarrierFamily.HOMELESSNESS, forms.SaveHomelessness, barrier_facts.save_homelessness
    )


@blueprint.route("/stays/<int:stay_id>/barriers/<int:barrier_id>/hazard", methods=["GET", "POST"])
@access(Role.OFFICER)
def save_hazard(stay_id: int, barrier_id: int) -> ResponseReturnValue:
    return _facts(stay_id, barrier_id, BarrierFamily.HAZARD, forms.SaveHazard, barrier_facts.save_hazard)


def _facts(
    stay_id: int, barrier_id: int, family: BarrierFamily, kind_of_form: type[EnablerForm], save: Save
) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    barrier = of_stay(Barrier, barrier_id, stay)
    if codes.barrier_kinds()[barrier.kind].family is not family:
        abort(404)
    row = barrier_facts.facts_of_barrier(the_session(), barrier)
    form = kind_of_form(obj=row, stay=stay)
    if isinstance(form, forms.SaveHazard):
        form.show_told_at(row.landlord_told_at if isinstance(row, HazardFacts) else None)
    if form.validate_on_submit():
        with saving(form) as session:
            save(session, by=actor(), barrier_id=barrier_id, expected_version=form.version.data, **form.answers())
            form.done(saved_for(stay, f"{family.label} saved."), back_to(stay))
        if form.saved:
            return saved(form)
    return _page(family, form, stay, barrier)


def _page(family: BarrierFamily, form: EnablerForm, stay: Stay, barrier: Barrier) -> ResponseReturnValue:
    return form_of(
        stay,
        f"patient/save_{family}.html",
        form=form,
        barrier=barrier,
        caption=label_of(barrier),
        agencies=agency_names(the_session()),
    )
