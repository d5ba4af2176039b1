"""A ward's list: everyone who lies there; rows confirmed, patients screened and taken on, those who are gone."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import Stay, Ward
from enabler.pages.worklists import forms
from enabler.pages.worklists.blueprint import blueprint
from enabler.pages.worklists.caseload import WORDS
from enabler.record.stay import screening, ward_round
from enabler.record.worklists import ward_list as record_ward_list
from enabler.vocabulary import Role, ScreeningResult
from enabler.web.access import access, note, refuse, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named, patient_of
from enabler.web.sessions import actor, own_wards
from enabler.wording.formatting import plural


@blueprint.route("/ward-list")
@blueprint.route("/wards/<int:ward_id>/list")
@access(Role.OFFICER, Role.COORDINATOR)
def ward_list(ward_id: int | None = None) -> ResponseReturnValue:
    if ward_id is None:
        return _choose()
    ward = _ward(ward_id)
    note("view ward list", subject=("wards", ward_id))
    return page(
        "worklists/ward_list.html",
        found=record_ward_list.ward_list(the_session(), ward, clock.today()),
        wards=own_wards(),
        results=ScreeningResult,
        today=clock.today(),
        **WORDS,
    )


def _choose() -> ResponseReturnValue:
    wards = own_wards()
    if len(wards) == 1:
        return redirect(url_for("worklists.ward_list", ward_id=wards[0].id))
    return page("worklists/choose_ward.html", wards=wards)


@blueprint.route("/wards/<int:ward_id>/confirm", methods=["GET", "POST"])
@access(Role.OFFICER)
def confirm_ward(ward_id: int) -> ResponseReturnValue:
    ward = _ward(ward_id)
    form = forms.ConfirmWard()
    if form.validate_on_submit():
        with saving(form) as session:
            right, changed = ward_round.confirm_ward(session, by=actor(), ward_id=ward_id, seen=form.rows())
            form.done(_confirmed(right, changed), url_for("worklists.ward_list", ward_id=ward_id))
        if form.saved:
            return saved(form)
    elif form.seen.data is None:
        beds = record_ward_list.ward_list(the_session(), ward, clock.today()).here
        form.seen.data = ",".join(f"{bed.stay_id}:{bed.version}" for bed in beds)
    return page("worklists/confirm_ward.html", form=form, ward=ward)


def _confirmed(right: int, changed: int) -> str:
    words = f"{plural(right, 'row')} confirmed as right today."
    return f"{words} {plural(changed, 'row')} changed meanwhile: look again." if changed else words


@blueprint.route("/stays/<int:stay_id>/screening", methods=["GET", "POST"])
@access(Role.OFFICER)
def record_screening(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.RecordScreening(stay=stay, version=stay.version)
    if form.validate_on_submit():
        result = ScreeningResult(form.result.data)
        with saving(form) as session:
            screening.record_screening(
                session,
                by=actor(),
                stay_id=stay_id,
                expected_version=form.version.data or 0,
                result=result,
                screened_on=clock.today(),
            )
            opened = " The case is open, and yours." if result == ScreeningResult.ISSUE else ""
            form.done(f"{result.label} saved for {patient_of(stay)}.{opened}", _list_of(stay))
        if form.saved:
            return saved(form)
    return page("worklists/record_screening.html", form=form, stay=stay)


@blueprint.route("/stays/<int:stay_id>/still-here", methods=["GET", "POST"])
@access(Role.OFFICER)
def still_here(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.StillHere(stay=stay, version=stay.version)
    if form.validate_on_submit():
        with saving(form) as session:
            ward_round.still_here(session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0)
            form.done(f"{patient_of(stay)} is still on {named(stay.ward)}.", _list_of(stay))
        if form.saved:
            return saved(form)
    return page("worklists/still_here.html", form=form, stay=stay)


@blueprint.route("/stays/<int:stay_id>/leave-list", methods=["GET", "POST"])
@access(Role.OFFICER)
def leave_list(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.LeaveList(stay=stay, version=stay.version)
    if form.validate_on_submit():
        with saving(form) as session:
            ward_round.leave_list(session, by=actor(), stay_id=stay_id, expected_version=form.version.data or 0)
            form.done(f"{patient_of(stay)} has left {named(stay.ward)}.", _list_of(stay))
        if form.saved:
            return saved(form)
    return page("worklists/leave_list.html", form=form, stay=stay)


def _list_of(stay: Stay) -> str:
    return url_for("worklists.ward_list", ward_id=stay.ward_id)


def _ward(ward_id: int) -> Ward:
    ward = record_ward_list.ward_in_reach(the_session(), actor(), ward_id)
    if ward is None:
        refuse("refused ward", ("wards", ward_id))
        abort(404)
    return ward
