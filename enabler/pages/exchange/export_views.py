"""The evaluator's export: what, why, the own password once more, and the file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from enabler.database import atomic
from enabler.exchange.export.taking_out import (
    ExportAsked,
    Format,
    Level,
    check_asked,
    file_name,
    record_export,
    write_export,
)
from enabler.pages.exchange import forms
from enabler.pages.exchange.blueprint import blueprint
from enabler.record.people.throttle import Door
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.access import access
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.own_password import own_password
from enabler.web.sessions import actor

BLOCK = 256 * 1024


@blueprint.route("/export", methods=["GET", "POST"])
@access(Role.EVALUATOR)
def export() -> ResponseReturnValue:
    form = forms.Export()
    if form.validate_on_submit():
        try:
            return _send(form)
        except Refused as refused:
            form.put_error(refused)
    return page("exchange/export.html", form=form)


def _send(form: forms.Export) -> Response:
    asked = ExportAsked(
        Level.PSEUDONYMISED,
        Format(form.format.data),
        form.study.data,
        form.reason.data,
        form.from_on.data,
        form.to_on.data,
    )
    check_asked(asked)
    own_password(Door.EXPORT, form.password.data or "", field="password")
    opened, size = _written(asked)
    answer = Response(_blocks(opened), mimetype="application/octet-stream")
    answer.headers["Content-Length"] = str(size)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(asked)}"'
    answer.call_on_close(opened.close)
    return answer


def _written(asked: ExportAsked) -> tuple[IO[bytes], int]:
    """The file, open and nameless already: it is gone from the disk when it is closed, whatever happens."""
    settings = current_app.config["ENABLER"]
    with tempfile.TemporaryDirectory(prefix=".export-", dir=settings.instance) as folder:
        file = Path(folder) / file_name(asked)
        counts = write_export(the_session(), asked, settings.instance, file)
        with atomic(the_session()) as session:
            record_export(session, by=actor(), asked=asked, counts=counts)
        return file.open("rb"), file.stat().st_size


def _blocks(opened: IO[bytes]) -> Iterator[bytes]:
    with opened:
        while block := opened.read(BLOCK):
            yield block
