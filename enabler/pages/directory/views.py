"""The directory: who there is, how to reach them, and when that was last found to be right."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.models import Agency
from enabler.pages.directory import forms
from enabler.record.directory import agencies as directory
from enabler.vocabulary import AgencyKind, Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor

blueprint = Blueprint("directory", __name__)


@blueprint.route("/directory")
@access(Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR)
def agencies() -> ResponseReturnValue:
    note("view directory")
    listed = directory.agencies(the_session())
    groups = [(kind, [one for one in listed if one.kind == kind]) for kind in AgencyKind]
    return page(
        "directory/agencies.html",
        groups=[(kind, found) for kind, found in groups if found],
        today=clock.today(),
        may_change=actor().is_a(Role.OFFICER, Role.ADMINISTRATOR),
    )


@blueprint.route("/directory/new", methods=["GET", "POST"])
@access(Role.OFFICER, Role.ADMINISTRATOR)
def add_agency() -> ResponseReturnValue:
    form = forms.AddAgency(data={"last_checked_on": clock.today()})
    if form.validate_on_submit():
        with saving(form) as session:
            agency = directory.add_agency(session, by=actor(), **form.answers())
            form.done(f"{named(agency)} is in the directory.", url_for("directory.agencies"))
        if form.saved:
            return saved(form)
    return page("directory/add_agency.html", form=form, cancel_url=url_for("directory.agencies"))


@blueprint.route("/directory/<int:agency_id>", methods=["GET", "POST"])
@access(Role.OFFICER, Role.ADMINISTRATOR)
def change_agency(agency_id: int) -> ResponseReturnValue:
    agency = the_session().get(Agency, agency_id) or abort(404)
    form = forms.ChangeAgency(obj=agency)
    if form.validate_on_submit():
        with saving(form) as session:
            changed = directory.change_agency(
                session, by=actor(), agency_id=agency_id, expected_version=form.version.data, **form.answers()
            )
            form.done(f"{named(changed)} saved.", url_for("directory.agencies"))
        if form.saved:
            return saved(form)
    return page("directory/change_agency.html", form=form, cancel_url=url_for("directory.agencies"))
