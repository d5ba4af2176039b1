"""Who the patient is: the line at the bedside, and what is known about somebody."""

from collections.abc import Sequence

from flask import request, url_for
from flask.typing import ResponseReturnValue

from enabler.pages.patient.around import saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import details as forms
from enabler.pages.patient.showing import form_of, where_next
from enabler.record.directory.wards import wards_of
from enabler.record.stay import patients, stays
from enabler.record.stay.duplicates import Likeness, likely_duplicates
from enabler.rules.refusal import Refused
from enabler.rules.writing.names import read_name
from enabler.vocabulary import Role
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import patient_of
from enabler.web.numbers_asked import number_asked
from enabler.web.sessions import actor

WHO = ("born_on", "birth_is", "nhs_number", "hospital_number")


@blueprint.route("/add", methods=["GET", "POST"])
@access(Role.OFFICER)
def quick_add() -> ResponseReturnValue:
    wards = wards_of(the_session(), actor())
    form = forms.QuickAdd(data={"ward_id": number_asked("ward") or (wards[0].id if wards else None)})
    form.ward_id.choices = [(ward.id, ward.name) for ward in wards]
    if form.validate_on_submit():
        with saving(form) as session:
            stay = stays.quick_add(session, by=actor(), **form.answers())
            says = " ".join(("", *read_name(form.name.data or "").says_of_nobody))
            form.done(f"Added {patient_of(stay)}.{says} Next?", url_for("patient.quick_add", ward=form.ward_id.data))
        if form.saved:
            return saved(form)
    if request.method == "GET":
        form.name.render_kw = {"autofocus": ""}
    likely = _likely(form) if request.method == "POST" else []
    note("view patients added today" if not likely else "view likely duplicates", stays=_refs(likely))
    just_added = stays.added_today(the_session(), actor())
    return page("patient/quick_add.html", form=form, wards=wards, just_added=just_added, likely=likely)


def _likely(form: forms.QuickAdd) -> Sequence[Likeness]:
    """Whom the form may be about; nobody while the name itself cannot be read."""
    if not form.somebody_else.errors and not form.somebody_else.data:
        return []
    try:
        name = read_name(form.name.data or "")
        who = stays.with_what_it_says(name, {name: value for name, value in form.answers().items() if name in WHO})
    except Refused:
        return []
    return likely_duplicates(the_session(), by=actor(), surname=name.surname, given_names=name.given_names, **who)


def _refs(likely: Sequence[Likeness]) -> list[str]:
    return [one.stay.ref for one in likely if one.stay is not None]


@blueprint.route("/stays/<int:stay_id>/patient", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_patient(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.ChangePatient(obj=stay.patient, stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            patients.change_patient(
                session,
                by=actor(),
                patient_id=stay.patient_id,
                expected_version=form.version.data or 0,
                stay_id=stay.id,
                **form.answers(),
            )
            form.done(saved_for(stay, "Saved."), where_next(session, stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/change_patient.html", form=form)
