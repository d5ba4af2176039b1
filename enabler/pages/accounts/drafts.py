"""Typed text that is not saved yet: kept for its author while they type, thrown away when they say so."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from enabler.database import atomic
from enabler.pages.accounts import forms
from enabler.pages.accounts.blueprint import blueprint
from enabler.record.people import drafts
from enabler.web.access import SignInEnded, path_of_ours, signed_in_only, way_back
from enabler.web.db import the_session
from enabler.web.form_tokens import new_token
from enabler.web.sessions import actor
from enabler.web.typed_text import keep_typed_text, text_to_carry


@blueprint.route("/draft", methods=["POST"])
@signed_in_only(while_locked=True)
def keep_draft() -> ResponseReturnValue:
    """Called by session.js a few seconds after typing; without a path it only says that somebody is there.

    Text of a form that was saved in the meantime is not kept: it would come back as if it were new.
    """
    path = _path()
    if path:
        keep_typed_text(path)
    return "", 204


@blueprint.route("/draft/forget", methods=["POST"])
@signed_in_only()
def forget_draft() -> ResponseReturnValue:
    with atomic(the_session()) as session:
        drafts.forget_draft(session, user_id=actor().user_id or 0, path=_path())
    return redirect(path_of_ours(request.form.get("to", "")) or "/")


@blueprint.app_errorhandler(SignInEnded)
def sign_in_ended(_: SignInEnded) -> ResponseReturnValue:
    """The page to sign in at, which carries what was typed: back for its author, also without scripts."""
    form = forms.SignIn(formdata=None)
    form.token.data, form.earlier_text.data = new_token(), text_to_carry()
    return render_template(
        "accounts/sign_in.html", form=form, action_url=url_for("accounts.sign_in", to=way_back())
    ), 401


def _path() -> str:
    return path_of_ours(request.form.get("_path", ""))
