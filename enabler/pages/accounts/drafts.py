"""Typed text that is not saved yet: kept for its author while they type, thrown away when they say so."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from enabler.database import atomic
from enabler.pages.accounts.blueprint import blueprint
from enabler.record.people import drafts
from enabler.web.access import path_of_ours, signed_in_only
from enabler.web.db import the_session
from enabler.web.sessions import actor
from enabler.web.typed_text import keep_typed_text


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


def _path() -> str:
    return path_of_ours(request.form.get("_path", ""))
