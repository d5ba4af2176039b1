"""What was typed into a form that was not saved: shown once more, or kept for its author."""

import json

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from enabler.database import atomic
from enabler.record.people import drafts
from enabler.record.people.sign_in import locked_since
from enabler.web.db import the_session
from enabler.web.form_tokens import made_at
from enabler.web.sessions import limits, sealed, signed_in

NEVER_KEPT = frozenset({"csrf_token", "token", "code", "to", "_path", "earlier_text", "again"})


def keep_typed_text(path: str) -> None:
    """As a draft for this page, if the form is not saved yet and was shown to its author before their screen locked.

    Whoever stands before a locked screen has the tokens of the locked page only.
    """
    held, token = signed_in(), request.form.get("token", "")
    if held is None:
        return
    made, since = made_at(token), locked_since(held, limits())
    if made is None or (since is not None and made >= since):
        return
    with atomic(the_session()) as session:
        drafts.keep_draft(session, user_id=held.user_id, path=path, token=token, fields=what_was_typed())


def is_a_form_with_text() -> bool:
    return bool(typed_lines() and request.form.get("token"))


def text_to_carry() -> str:
    """What was typed, sealed, for the sign-in page to carry: the server keeps nothing of somebody who is not signed
    in."""
    return _seal().dumps([request.path, request.form["token"], what_was_typed()])


def keep_carried_text(session: Session, *, user_id: int, carried: str) -> None:
    """As the draft of whoever signed in, if it was they who had been shown the form; a colleague's sign-in drops it."""
    try:
        path, token, fields = _seal().loads(carried)
    except BadSignature:
        return
    if made_at(token, user_id=user_id) is not None:
        drafts.keep_draft(session, user_id=user_id, path=path, token=token, fields=fields)


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="typed text")


def fingerprint_of_typed() -> str | None:
    """The same for the same words in the same form, keyed, so that it tells nothing. None without words, or with a
    file."""
    if not typed_lines() or any(file.filename for file in request.files.values()):
        return None
    said = {name: values for name, values in what_was_typed().items() if name != "version" and any(values)}
    return sealed("said", json.dumps([request.path, said], sort_keys=True))


def what_was_typed() -> dict[str, list[str]]:
    """The fields of this form but for secrets. Its version stays with it: text that comes back later may be stale."""
    return {name: request.form.getlist(name) for name in request.form if not _is_secret(name)}


def typed_lines() -> list[tuple[str, str]]:
    """What the person typed, to show it once more; never a password, a token or a file."""
    if request.method != "POST" or not _can_be_read():
        return []
    return [
        (name.replace("_", " "), value)
        for name, values in what_was_typed().items()
        for value in values
        if value and name not in ("for_stay", "version")
    ]


def _can_be_read() -> bool:
    try:
        return bool(request.form)
    except RequestEntityTooLarge:
        return False


def _is_secret(name: str) -> bool:
    return name in NEVER_KEPT or "password" in name
