"""Faults as plain pages: no trace, a reference, and what was typed still there."""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from enabler.database import is_operational
from enabler.faults import note_fault
from enabler.web.access import refuse
from enabler.web.form_tokens import made_at
from enabler.web.typed_text import typed_lines

EXPIRED = (
    "This page was open while the sign-in changed. Nothing was saved: "
    "copy your text below if you need it, and open the page again."
)
NOT_THEIRS = "This page was open while the sign-in changed. Nothing was saved: open the page again."
NO_DATABASE = "The database is busy or its disk is full, so nothing was saved. Wait a moment and try again."


class App(Flask):
    def log_exception(self, exc_info: Any) -> None:
        """Every fault comes to `_fault`, which logs it without what was typed."""


def set_up_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(Exception, _fault)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        return _fault(error.original_exception)  # after the view, or in a page about a fault
    if error.code is not None and error.code < 400:
        return error
    return _page(error.code or 500)


def _expired(error: CSRFError) -> ResponseReturnValue:
    refuse("refused form")
    if made_at(request.form.get("token", "")) is None:
        return render_template("error.html", code=400, detail=NOT_THEIRS), 400
    return _page(400, EXPIRED)


def _fault(error: BaseException) -> ResponseReturnValue:
    """A page for when nothing more may be asked: who is signed in is shown only if that was read before."""
    g.setdefault("sign_in", None)
    reference = note_fault(error, current_app.config["ENABLER"].instance, request.endpoint or "no page")
    if is_operational(error):
        return _page(503, NO_DATABASE, reference)
    return _page(500, reference=reference)


def _page(code: int, detail: str = "", reference: str = "") -> ResponseReturnValue:
    return render_template("error.html", code=code, detail=detail, reference=reference, typed=typed_lines()), code
