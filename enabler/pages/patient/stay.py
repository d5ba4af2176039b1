"""The stay itself: changed, moved, expected to end, opened as a case, confirmed; and another stay."""

from flask import url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import Stay
from enabler.pages.patient.around import back_to, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import stay as forms
from enabler.pages.patient.forms.fields import OneOf
from enabler.pages.patient.showing import form_of, where_next
from enabler.record.directory.wards import wards, wards_of
from enabler.record.stay import expected_discharge, stays, ward_moves
from enabler.record.stay_page.history import people_in_reach
from enabler.vocabulary import Role
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor
from enabler.wording.formatting import plain_date


@blueprint.route("/stays/<int:stay_id>/change", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_stay(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.ChangeStay(obj=stay, stay=stay)
    _offer_wards(form.ward_id, stay)
    form.officer_id.choices = [(None, stay.held_under or "Nobody"), *_officers(stay)]
    if form.validate_on_submit():
        with saving(form) as session:
            stays.change_stay(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(saved_for(stay, "Saved."), where_next(session, stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/change_stay.html", form=form)


@blueprint.route("/stays/<int:stay_id>/move", methods=["GET", "POST"])
@access(Role.OFFICER)
def move_ward(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.MoveWard(stay=stay, version=stay.version, data={"ward_id": stay.ward_id, "from_on": clock.today()})
    _offer_wards(form.ward_id, stay)
    if form.validate_on_submit():
        with saving(form) as session:
            moved = ward_moves.move_ward(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(saved_for(stay, f"Moved to {named(moved.ward)}."), where_next(session, stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/move_ward.html", form=form)


@blueprint.route("/stays/<int:stay_id>/expected", methods=["GET", "POST"])
@access(Role.OFFICER)
def change_expected_discharge(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    stands = stay.expected_discharge_on
    form = forms.ChangeExpectedDischarge(stay=stay, version=stay.version, stands=stands, data={"expected_on": stands})
    if form.validate_on_submit():
        with saving(form) as session:
            expected_discharge.change_expected_discharge(
                session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0, **form.answers()
            )
            words = f"Expected to leave on {plain_date(form.expected_on.data)}." if form.expected_on.data else "Saved."
            form.done(saved_for(stay, words), back_to(stay))
        if form.saved:
            return saved(form)
    earlier = expected_discharge.expected_discharges(the_session(), stay_id)
    slips = expected_discharge.slips(earlier)
    return form_of(stay, "patient/change_expected_discharge.html", form=form, earlier=earlier, slips=slips)


@blueprint.route("/stays/<int:stay_id>/open-case", methods=["GET", "POST"])
@access(Role.OFFICER)
def open_case(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.OpenCase(stay=stay, version=stay.version, data={"case_opened_on": clock.today()})
    if form.validate_on_submit():
        with saving(form) as session:
            stays.open_case(
                session,
                by=actor(),
                stay_id=stay_id,
                expected_version=form.version.data or 0,
                officer_id=actor().user_id,
                **form.answers(),
            )
            form.done(saved_for(stay, "Case opened."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/open_case.html", form=form)


@blueprint.route("/stays/<int:stay_id>/confirm-record", methods=["GET", "POST"])
@access(Role.OFFICER)
def confirm_stay(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.ConfirmStay(stay=stay, version=stay.version)
    if form.validate_on_submit():
        with saving(form) as session:
            stays.confirm_stay(session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0)
            form.done(saved_for(stay, "Confirmed as right today."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/confirm_stay.html", form=form)


@blueprint.route("/stays/<int:stay_id>/another", methods=["GET", "POST"])
@access(Role.OFFICER)
def add_stay(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.AddStay(stay=stay)
    form.ward_id.choices = [(ward.id, ward.name) for ward in wards_of(the_session(), actor())]
    if form.validate_on_submit():
        opens_case = form.is_case.data and not form.discharged_on.data
        with saving(form) as session:
            added = stays.add_stay(
                session,
                by=actor(),
                patient_id=stay.patient_id,
                ward_id=form.ward_id.data,
                bed=form.bed.data,
                shares_bed=form.shares_bed.data,
                admitted_on=form.admitted_on.data,
                discharged_on=form.discharged_on.data,
                what_is_wrong=form.what_is_wrong.data,
                case_opened_on=clock.today() if opens_case else None,
                officer_id=actor().user_id if opens_case else None,
            )
            form.done(saved_for(stay, "New stay added."), url_for("patient.stay_page", stay_id=added.id))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/add_stay.html", form=form)


def _offer_wards(field: OneOf, stay: Stay) -> None:
    """Every ward in use, and the present one in any case."""
    in_use = [ward for ward in wards(the_session()) if ward.retired_on is None or ward.id == stay.ward_id]
    field.choices = [(ward.id, ward.name) for ward in in_use]


def _officers(stay: Stay) -> list[tuple[int, str]]:
    """Who may hold the case: the officers within reach of it, and whoever holds it."""
    working = [user for user in people_in_reach(the_session(), stay) if user.role == Role.OFFICER]
    if stay.officer is not None and stay.officer not in working:
        working.append(stay.officer)
    return sorted(((user.id, user.display_name) for user in working), key=lambda one: one[1])
