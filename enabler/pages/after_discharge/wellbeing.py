"""Asking patients how they are: at the start, at discharge and at each check after it."""

from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler import codes
from enabler.pages.after_discharge import forms
from enabler.pages.after_discharge.blueprint import blueprint
from enabler.record.stay import wellbeing
from enabler.rules.stay.wellbeing import field_name
from enabler.vocabulary import Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import patient_of
from enabler.web.sessions import actor

IN_ADDRESS = {occasion.replace(" ", "-"): occasion for occasion in wellbeing.OCCASIONS}


@blueprint.route("/stays/<int:stay_id>/wellbeing/<occasion>", methods=["GET", "POST"])
@access(Role.OFFICER)
def record_wellbeing(stay_id: int, occasion: str) -> ResponseReturnValue:
    if occasion not in IN_ADDRESS:
        abort(404)
    stay = stay_in_reach(stay_id)
    stands = wellbeing.asking(the_session(), stay_id, IN_ADDRESS[occasion])
    form = forms.RecordWellbeing(stay=stay, version=stands.version, data=_as_fields(stands))
    if form.validate_on_submit():
        with saving(form) as session:
            after = wellbeing.record_wellbeing(
                session,
                by=actor(),
                stay_id=stay_id,
                occasion=IN_ADDRESS[occasion],
                expected_version=form.version.data or 0,
                asked_on=forms.day_in(form.asked_on),
                asked_by=form.asked_by.data,
                answers=_answers(form),
            )
            form.done(
                f"{after.answered} of {len(after.answers)} answers saved for {patient_of(stay)}.",
                url_for("after_discharge.stay_follow_ups", stay_id=stay_id),
            )
        if form.saved:
            return saved(form)
    return page("after_discharge/record_wellbeing.html", form=form, stay=stay, occasion=IN_ADDRESS[occasion])


def _answers(form: forms.RecordWellbeing) -> dict[wellbeing.Key, int | None]:
    found = {}
    for item in codes.wellbeing_items():
        said = form[field_name(item.instrument, item.order)].data
        found[item.instrument, item.order] = int(said) if said else None
    return found


def _as_fields(stands: wellbeing.Asking) -> dict[str, Any]:
    said = {field_name(*key): "" if answer is None else str(answer) for key, answer in stands.answers.items()}
    return said | {"asked_on": stands.asked_on, "asked_by": stands.asked_by}
