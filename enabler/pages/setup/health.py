"""What an administrator should know about this installation."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from enabler.config import Settings
from enabler.pages.setup.blueprint import blueprint
from enabler.record.keeping import deep_check, health as record_health
from enabler.vocabulary import Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page

BEGUN = "The check has begun. Its result will stand below in a minute: open this page again."


@blueprint.route("/health", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def health() -> ResponseReturnValue:
    settings: Settings = current_app.config["ENABLER"]
    if request.method == "POST":
        return _check_now(settings)
    note("view health")
    found = record_health.findings(the_session(), settings)
    return page(
        "setup/health.html",
        findings=sorted(found, key=lambda one: one.well),
        last=deep_check.last_check(settings.instance),
        is_running=deep_check.is_running(settings.instance),
    )


def _check_now(settings: Settings) -> ResponseReturnValue:
    note("check all records")
    if not deep_check.is_running(settings.instance):
        deep_check.start_in_background(settings)
    flash(BEGUN)
    return redirect(url_for("setup.health"))
