"""Faults as plain pages: no trace, and what was typed still there."""

import logging

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from enabler.database import DatabaseBusy
from enabler.web.access import is_secret

log = logging.getLogger(__name__)

EXPIRED = (
    "This page was open while the sign-in changed. Nothing was saved: "
    "copy your text below if you need it, and open the page again."
)
FULL = "The database is busy or its disk is full, so nothing was saved. Wait a moment and try again."


def set_up_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(DatabaseBusy, _no_database)
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(Exception, _fault)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error
    return _page(error.code or 500)


def _expired(error: CSRFError) -> ResponseReturnValue:
    return _page(400, EXPIRED)


def _no_database(error: Exception) -> ResponseReturnValue:
    log.error("database: %s", type(error).__name__, exc_info=error)
    return _page_without_database(503, FULL)


def _fault(error: Exception) -> ResponseReturnValue:
    log.error("fault at %s", request.endpoint, exc_info=error)
    return _page_without_database(500)


def _page(code: int, detail: str = "") -> ResponseReturnValue:
    return render_template("error.html", code=code, detail=detail, typed=typed()), code


def _page_without_database(code: int, detail: str = "") -> ResponseReturnValue:
    """A page for when nothing more may be asked: who is signed in is shown only if that was read before."""
    g.setdefault("sign_in", None)
    return _page(code, detail)


def typed() -> list[tuple[str, str]]:
    """What the person typed, to show it once more; never a password or a token."""
    if request.method != "POST" or request.mimetype == "multipart/form-data" or not _can_be_read():
        return []
    return [
        (name.replace("_", " "), value)
        for name in request.form
        for value in request.form.getlist(name)
        if value and name not in ("for_stay", "version") and not is_secret(name)
    ]


def _can_be_read() -> bool:
    try:
        return bool(request.form)
    except RequestEntityTooLarge:
        return False
