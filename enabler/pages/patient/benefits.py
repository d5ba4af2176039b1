"""Which benefits a patient has: asked one by one, since only those that are held have dates in hospital."""

from flask.typing import ResponseReturnValue

from enabler.models import HeldBenefits
from enabler.pages.patient.around import back_to, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms.facts import RecordBenefits
from enabler.pages.patient.showing import form_of
from enabler.record.stay import held_benefits
from enabler.vocabulary import Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import saved, saving
from enabler.web.sessions import actor


@blueprint.route("/stays/<int:stay_id>/benefits", methods=["GET", "POST"])
@access(Role.OFFICER)
def record_benefits(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = RecordBenefits(obj=the_session().get(HeldBenefits, stay_id), stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            held_benefits.record_benefits(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data, **form.answers()
            )
            form.done(saved_for(stay, "Benefits saved."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/record_benefits.html", form=form)
