"""Signing in, locking, and the accounts of an installation."""

import secrets

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

import enabler.pages.accounts.drafts  # noqa: F401  (its routes)
from enabler import clock
from enabler.audit import nobody
from enabler.database import atomic
from enabler.models import User
from enabler.pages.accounts import forms
from enabler.pages.accounts.blueprint import blueprint
from enabler.record.directory.wards import wards
from enabler.record.people import accounts, sign_in as signing_in
from enabler.record.people.account_notices import account_notices
from enabler.record.people.chosen_passwords import hash_of_chosen, one_time_password_and_hash
from enabler.record.people.password_checks import check_own_password, check_password_of_name, settle
from enabler.record.people.throttle import Door
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.access import access, note, path_of_ours, public, signed_in_only
from enabler.web.db import the_session
from enabler.web.devices import give_device_cookie, origin, pc
from enabler.web.forms import EnablerForm, page, saved, saving, was_saved_before
from enabler.web.messages import named
from enabler.web.own_password import own_password
from enabler.web.sessions import actor, lock_session, signed_in, take_token
from enabler.web.typed_text import keep_carried_text

FIRST_PAGES = {
    Role.OFFICER: "worklists.today",
    Role.COORDINATOR: "worklists.ward_list",
    Role.EVALUATOR: "reports.days_avoided",
    Role.ADMINISTRATOR: "accounts.users",
}


@blueprint.route("/")
@signed_in_only()
def home() -> ResponseReturnValue:
    return redirect(url_for(FIRST_PAGES[Role(actor().role)]))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public()
def sign_in() -> ResponseReturnValue:
    if not accounts.has_users(the_session()):
        return redirect(url_for("setup.create_first_administrator"))
    give_device_cookie()
    form = forms.SignIn()
    if form.validate_on_submit():
        token = _sign_in(form)
        if token is not None:
            take_token(token)
            return redirect(_way_back())
    return page("accounts/sign_in.html", form=form)


def _sign_in(form: forms.SignIn) -> str | None:
    checked = check_password_of_name(
        the_session(), name=form.name.data or "", password=form.password.data or "", origin=origin()
    )
    with atomic(the_session()) as session:
        form.problem = settle(session, by=nobody(pc()), checked=checked)
        if form.problem or checked.attempt.user_id is None:
            return None
        keep_carried_text(session, user_id=checked.attempt.user_id, carried=form.earlier_text.data or "")
        return signing_in.sign_in(session, user_id=checked.attempt.user_id, pc=pc())


@blueprint.route("/unlock", methods=["GET", "POST"])
@signed_in_only(while_locked=True)
def unlock() -> ResponseReturnValue:
    held = signed_in()
    assert held is not None
    form = forms.Unlock()
    if form.validate_on_submit():
        token = _unlock(form)
        if token is not None:
            take_token(token)
            return redirect(_way_back())
    return page("accounts/unlock.html", form=form, name=held.user.name)


def _unlock(form: forms.Unlock) -> str | None:
    checked = check_own_password(
        the_session(), by=actor(), door=Door.UNLOCK, password=form.password.data or "", origin=origin()
    )
    with atomic(the_session()) as session:
        form.problem = settle(session, by=actor(), checked=checked)
        return None if form.problem else signing_in.unlock(session, by=actor(), hashed=_hashed())


@blueprint.route("/lock", methods=["POST"])
@signed_in_only(while_locked=True, with_old_password=True)
def lock() -> ResponseReturnValue:
    lock_session()
    return redirect(url_for("accounts.unlock", to=path_of_ours(request.form.get("to", "")) or None))


@blueprint.route("/sign-out", methods=["POST"])
@signed_in_only(while_locked=True, with_old_password=True)
def sign_out() -> ResponseReturnValue:
    with atomic(the_session()) as session:
        signing_in.sign_out(session, by=actor(), hashed=_hashed())
    take_token(secrets.token_urlsafe(32))
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in_only(with_old_password=True)
def change_password() -> ResponseReturnValue:
    form = forms.ChangePassword()
    if form.validate_on_submit():
        if was_saved_before(form):
            return saved(form)
        try:
            _change_password(form)
        except Refused as refusal:
            form.put_error(refusal)
        if form.saved:
            return saved(form)
    held = signed_in()
    return page("accounts/change_password.html", form=form, first=held is not None and held.user.must_change_password)


def _change_password(form: forms.ChangePassword) -> None:
    old, new = form.old_password.data or "", form.password.data or ""
    checked = own_password(Door.CHANGE, old, field="old_password")
    if new == old:
        raise Refused("Choose a password that differs from the old one.", "password")
    password_hash = hash_of_chosen(the_session(), password=new, name=actor().name)
    with saving(form) as session:
        accounts.change_password(
            session,
            by=actor(),
            old_hash=checked.password_hash,
            password_hash=password_hash,
            own_session=_hashed(),
        )
        form.done("Your password is changed.", url_for("accounts.home"))


@blueprint.route("/users")
@access(Role.ADMINISTRATOR)
def users() -> ResponseReturnValue:
    note("view users")
    return page(
        "accounts/users.html",
        users=accounts.users(the_session()),
        roles=Role,
        account_notices=account_notices(the_session(), actor()),
    )


@blueprint.route("/users/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def create_user() -> ResponseReturnValue:
    form = forms.CreateUser()
    form.wards.choices = _ward_choices()
    account = password = ""
    if form.validate_on_submit():
        made, password_hash = one_time_password_and_hash(the_session())
        with saving(form) as session:
            user = accounts.create_user(session, by=actor(), password_hash=password_hash, **form.answers())
            account, password = user.name, made
            form.done(f"Account made for {named(user)}.", url_for("accounts.users"))
        if form.saved:
            return _one_time_password(form, account, password)
    return page("accounts/create_user.html", form=form)


@blueprint.route("/users/<int:user_id>", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def change_user(user_id: int) -> ResponseReturnValue:
    user = _user(user_id)
    form = forms.ChangeUser(obj=user, data={"wards": [ward.id for ward in user.wards]})
    form.wards.choices = _ward_choices()
    if request.method == "GET" and not form.was_kept:
        form.wards.data = [ward.id for ward in user.wards]
    if form.validate_on_submit():
        with saving(form) as session:
            accounts.change_user(
                session, by=actor(), user_id=user_id, expected_version=form.version.data or 0, **form.answers()
            )
            form.done(f"Saved for {named(user)}.", url_for("accounts.users"))
        if form.saved:
            return saved(form)
    return page("accounts/change_user.html", form=form, user=user)


@blueprint.route("/users/<int:user_id>/disable", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def disable_user(user_id: int) -> ResponseReturnValue:
    user = _user(user_id)
    form = forms.DisableUser(obj=user)
    if form.validate_on_submit():
        with saving(form) as session:
            accounts.disable_user(session, by=actor(), user_id=user_id, expected_version=form.version.data or 0)
            form.done(f"{named(user)} can no longer sign in, and is signed out everywhere.", url_for("accounts.users"))
        if form.saved:
            return saved(form)
    return page("accounts/disable_user.html", form=form, user=user)


@blueprint.route("/users/<int:user_id>/enable", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def enable_user(user_id: int) -> ResponseReturnValue:
    user = _user(user_id)
    form = forms.EnableUser(obj=user)
    if form.validate_on_submit():
        with saving(form) as session:
            accounts.enable_user(session, by=actor(), user_id=user_id, expected_version=form.version.data or 0)
            form.done(f"{named(user)} can sign in again.", url_for("accounts.users"))
        if form.saved:
            return saved(form)
    return page("accounts/enable_user.html", form=form, user=user)


@blueprint.route("/users/<int:user_id>/password", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def reset_password(user_id: int) -> ResponseReturnValue:
    user = _user(user_id)
    form = forms.ResetPassword(obj=user)
    password = ""
    if form.validate_on_submit():
        made, password_hash = one_time_password_and_hash(the_session())
        with saving(form) as session:
            accounts.reset_password(
                session,
                by=actor(),
                user_id=user_id,
                expected_version=form.version.data or 0,
                password_hash=password_hash,
            )
            password = made
            form.done(f"New password for {named(user)}.", url_for("accounts.users"))
        if form.saved:
            return _one_time_password(form, user.name, password)
    return page("accounts/reset_password.html", form=form, user=user)


def _user(user_id: int) -> User:
    return the_session().get(User, user_id) or abort(404)


def _ward_choices() -> dict[int, str]:
    return {ward.id: ward.name for ward in wards(the_session()) if ward.retired_on is None}


def _one_time_password(form: EnablerForm, name: str, password: str) -> ResponseReturnValue:
    """The password is said once, in this answer, and stored nowhere: a form that is sent again has none to say."""
    if not password:
        return saved(form)
    until = clock.now() + accounts.ONE_TIME_LASTS
    return page("accounts/one_time_password.html", name=name, password=password, until=until)


def _hashed() -> str:
    held = signed_in()
    assert held is not None
    return held.token_hash


def _way_back() -> str:
    path = path_of_ours(request.args.get("to", ""))
    return path if path and path not in ("/lock", "/sign-out", "/unlock") else url_for("accounts.home")
