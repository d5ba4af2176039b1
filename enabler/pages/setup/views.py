"""The first start, and the wards of the installation."""

from flask import abort, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Ward
from enabler.pages.setup import alive, forms, health
from enabler.pages.setup.blueprint import blueprint
from enabler.record.directory import wards as record_wards
from enabler.record.people import accounts, setup_code, sign_in
from enabler.record.people.chosen_passwords import hash_of_chosen
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role, Setting
from enabler.web import devices
from enabler.web.access import access, note, public
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor, take_token

__all__ = ["alive", "blueprint", "health"]


@blueprint.route("/first", methods=["GET", "POST"])
@public()
def create_first_administrator() -> ResponseReturnValue:
    if accounts.has_users(the_session()):
        return redirect(url_for("accounts.sign_in"))
    form = forms.CreateFirstAdministrator()
    if form.validate_on_submit():
        try:
            return _make_first(form)
        except Refused as refusal:
            form.put_error(refusal)
    return page("setup/create_first_administrator.html", form=form)


def _make_first(form: forms.CreateFirstAdministrator) -> ResponseReturnValue:
    instance = current_app.config["ENABLER"].instance
    if not setup_code.setup_code_fits(instance, form.code.data or ""):
        raise Refused("This is not the code that the terminal shows now.", "code")
    name, here = form.name.data or "", devices.pc()
    password_hash = hash_of_chosen(the_session(), password=form.password.data or "", name=name)
    with atomic(the_session()) as session:
        by = Actor(None, name, "first start", here)
        user = accounts.create_first_administrator(session, by=by, name=name, password_hash=password_hash)
        token = sign_in.sign_in(session, user_id=user.id, pc=here)
    setup_code.forget_setup_code(instance)
    take_token(token)
    return redirect(url_for("setup.wards"))


@blueprint.route("/wards")
@access(Role.ADMINISTRATOR)
def wards() -> ResponseReturnValue:
    note("view wards")
    return page("setup/wards.html", wards=record_wards.wards(the_session()), settings_words=Setting)


@blueprint.route("/wards/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def create_ward() -> ResponseReturnValue:
    form = forms.CreateWard()
    if form.validate_on_submit():
        with saving(form) as session:
            ward = record_wards.create_ward(session, by=actor(), **form.answers())
            form.done(f"{named(ward)} added.", url_for("setup.wards"))
        if form.saved:
            return saved(form)
    return page("setup/create_ward.html", form=form)


@blueprint.route("/wards/<int:ward_id>", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def change_ward(ward_id: int) -> ResponseReturnValue:
    ward = the_session().get(Ward, ward_id) or abort(404)
    form = forms.ChangeWard(obj=ward)
    if form.validate_on_submit():
        with saving(form) as session:
            record_wards.change_ward(
                session, by=actor(), ward_id=ward_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(f"Saved for {named(ward)}.", url_for("setup.wards"))
        if form.saved:
            return saved(form)
    return page("setup/change_ward.html", form=form, ward=ward)
