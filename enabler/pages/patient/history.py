"""Who can see this record, and what was done to it."""

from flask import request
from flask.typing import ResponseReturnValue

from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.history_words import what_changed, what_was_done
from enabler.record.merging.undoing import merges_of, stays_withdrawn_by
from enabler.record.stay.holders import holders
from enabler.record.stay_page import history as record_history
from enabler.record.stay_page.stays_of_patient import stays_of_patient
from enabler.vocabulary import Role
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.numbers_asked import number_asked
from enabler.web.sessions import actor


@blueprint.route("/stays/<int:stay_id>/history")
@access(Role.OFFICER, Role.COORDINATOR)
def history(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    note("view history", subject=stay, stay_id=stay.id)
    changes_only = request.args.get("show") == "changes"
    happened = record_history.history(the_session(), stay, before=number_asked("before"), changes_only=changes_only)
    return page(
        "patient/history.html",
        stay=stay,
        lines=[(line, what_was_done(line), what_changed(line)) for line in happened],
        older=happened[-1].id if len(happened) == record_history.MOST else None,
        changes_only=changes_only,
        merges=[(one, stays_withdrawn_by(the_session(), one)) for one in merges_of(the_session(), stay.patient_id)],
        holders=holders(the_session(), stay.id),
        people=record_history.people_in_reach(the_session(), stay),
        roles=Role,
        theirs=stays_of_patient(the_session(), actor(), stay.patient_id),
    )
