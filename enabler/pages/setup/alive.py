"""What a monitor asks every few seconds, signed in to nothing: can people save? It says yes or no and nothing else."""

from flask import Flask, Response, current_app
from flask.typing import ResponseReturnValue

from enabler.pages.setup.blueprint import blueprint
from enabler.record.keeping.sign_of_life import SignOfLife, write_something
from enabler.web.access import public
from enabler.web.db import the_session

EXTENSION = "enabler-sign-of-life"


@blueprint.route("/alive")
@public()
def alive() -> ResponseReturnValue:
    if _sign_of_life().is_well():
        return Response("alive\n", mimetype="text/plain")
    return Response("not alive: nothing can be saved\n", status=503, mimetype="text/plain")


def _sign_of_life() -> SignOfLife:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    kept: SignOfLife = app.extensions.setdefault(EXTENSION, SignOfLife(lambda: _write(app)))
    return kept


def _write(app: Flask) -> None:
    with app.app_context():
        write_something(the_session())
