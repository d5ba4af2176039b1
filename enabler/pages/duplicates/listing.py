"""The standing list of likely duplicates, and who on it are two people."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler.pages.duplicates.blueprint import blueprint
from enabler.pages.duplicates.forms import SetApart, UndoSetApart
from enabler.pages.duplicates.words import stay_line
from enabler.record.merging import duplicates as likely, set_apart as apart, undoing
from enabler.record.merging.two_records import TwoRecords, two_records
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.access import access, note, refuse
from enabler.web.db import the_session
from enabler.web.forms import EnablerForm, page, saved, saving
from enabler.web.sessions import actor

MOST = 100


@blueprint.route("/duplicates")
@access(Role.OFFICER)
def duplicates() -> ResponseReturnValue:
    pairs = likely.duplicates(the_session(), actor())
    note("view duplicates", found=len(pairs))
    waiting = [pair for pair in pairs if pair.apart is None]
    return page(
        "duplicates/duplicates.html",
        waiting=waiting[:MOST],
        more=len(waiting) - MOST,
        apart=[pair for pair in pairs if pair.apart is not None],
        merges=undoing.merges_within_reach(the_session(), actor()),
        stay_line=stay_line,
    )


@blueprint.route("/patients/<int:kept_id>/apart/<int:merged_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def set_apart(kept_id: int, merged_id: int) -> ResponseReturnValue:
    records = _records(kept_id, merged_id)
    form = SetApart()
    if form.validate_on_submit():
        with saving(form) as session:
            apart.set_apart(session, by=actor(), one_id=kept_id, other_id=merged_id)
            form.done("Remembered: they are two people.", url_for("duplicates.duplicates"))
        if form.saved:
            return saved(form)
    return _about("duplicates/set_apart.html", form, records)


@blueprint.route("/patients/<int:kept_id>/apart/<int:merged_id>/undo", methods=["GET", "POST"])
@access(Role.OFFICER)
def undo_set_apart(kept_id: int, merged_id: int) -> ResponseReturnValue:
    records = _records(kept_id, merged_id)
    form = UndoSetApart()
    if form.validate_on_submit():
        with saving(form) as session:
            apart.undo_set_apart(session, by=actor(), one_id=kept_id, other_id=merged_id)
            form.done("They are on the list again.", url_for("duplicates.duplicates"))
        if form.saved:
            return saved(form)
    return _about("duplicates/undo_set_apart.html", form, records)


def _records(kept_id: int, merged_id: int) -> TwoRecords:
    try:
        return two_records(the_session(), actor(), kept_id, merged_id)
    except Refused:
        refuse("refused patient", ("patients", kept_id))
        abort(404)


def _about(template: str, form: EnablerForm, records: TwoRecords) -> ResponseReturnValue:
    note("view patients who look alike", patients=[records.kept.ref, records.merged.ref])
    return page(template, form=form, records=records, cancel_url=url_for("duplicates.duplicates"))
