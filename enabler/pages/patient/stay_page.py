"""One patient, one page: nights, barriers, the box, the timeline, and sections that open in place."""

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from enabler import codes
from enabler.figures.stay_figure import stay_figure
from enabler.models import Stay
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.contacts import fill_choices
from enabler.pages.patient.forms.actions import WhatNext
from enabler.pages.patient.judged import judged_lines
from enabler.pages.patient.words import StayWords, reason_label
from enabler.record.people import drafts
from enabler.record.stay_page.page import StayPage, stay_page as read_stay_page
from enabler.record.stay_page.stays_of_patient import stays_of_patient
from enabler.vocabulary import CheckState, DischargeCheck, FollowUpResult, Milestone, Role, Share
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.sessions import actor

VOCABULARY = {
    "reason_label": reason_label,
    "shares": Share,
    "kinds": codes.barrier_kinds(),
    "housing": codes.accommodation_types(),
    "checks": DischargeCheck,
    "states": CheckState,
    "milestones": Milestone,
    "results": FollowUpResult,
}


@blueprint.route("/stays/<int:stay_id>")
@access(Role.OFFICER, Role.COORDINATOR)
def stay_page(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    note("view case", subject=stay, stay_id=stay.id)
    seen = read_stay_page(the_session(), stay_id)
    figure = stay_figure(the_session(), seen.facts, seen.today)
    may_change = actor().is_a(Role.OFFICER)
    box = _box(seen.stay, seen) if may_change else None
    return page(
        "patient/stay_page.html",
        seen=seen,
        stay=seen.stay,
        words=StayWords(seen, figure),
        judged=judged_lines(seen, figure, actor()),
        box=box,
        may_change=may_change,
        theirs=stays_of_patient(the_session(), actor(), seen.stay.patient_id),
        **VOCABULARY,
    )


def _box(stay: Stay, seen: StayPage) -> WhatNext:
    """The box with what was typed in it before the screen was locked, if anything."""
    path = url_for("patient.what_next", stay_id=stay.id)
    kept = drafts.draft_of(the_session(), user_id=actor().user_id or 0, path=path)
    box = WhatNext(stay=stay, formdata=MultiDict(kept) if kept else None)
    fill_choices(box, list(seen.barriers), seen.open_actions)
    return box
