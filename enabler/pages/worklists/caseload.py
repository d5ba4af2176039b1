"""The caseload as a table, narrowed by the words above it."""

from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.drawing.row_strip import row_strip
from enabler.pages.worklists.blueprint import blueprint
from enabler.pages.worklists.words import SHORT, short_label, since_in_a_column
from enabler.record.worklists import caseload as record_caseload
from enabler.record.worklists.filters import Filters, Phase, Readiness
from enabler.rules.stay.actions import is_faded
from enabler.vocabulary import Milestone, Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.numbers_asked import number_asked, page_asked
from enabler.web.sessions import actor, own_wards

MOST_BLOCKERS = 2


@blueprint.route("/caseload")
@access(Role.OFFICER, Role.COORDINATOR)
def caseload() -> ResponseReturnValue:
    note("view caseload", **_in_address(_filters()))
    filters, today = _filters(), clock.today()
    number = page_asked()
    found = record_caseload.caseload(the_session(), actor(), filters, today, number)
    return page(
        "worklists/caseload.html",
        found=found,
        filters=filters,
        wards=own_wards(),
        phases=Phase,
        readiness=Readiness,
        kinds={key: SHORT.get(key, kind.label) for key, kind in codes.barrier_kinds().items()},
        milestones=Milestone,
        most=MOST_BLOCKERS,
        today=today,
        address=lambda **changed: _address(filters, **changed),
        **WORDS,
    )


WORDS: dict[str, Any] = {
    "short_label": short_label,
    "since": lambda on: since_in_a_column(on, clock.today()),
    "faded": lambda at: is_faded(clock.london_date(at) if at else None, clock.today()),
    "london_date": clock.london_date,
    "row_strip": row_strip,
}


def _filters() -> Filters:
    """What the address says; what it cannot mean does not narrow."""
    asked = request.args
    return Filters(
        ward_id=number_asked("ward"),
        ready=next((one for one in Readiness if one == asked.get("ready")), None),
        waiting=asked.get("waiting") or None,
        barrier=asked.get("barrier") if asked.get("barrier") in codes.barrier_kinds() else None,
        overdue=asked.get("overdue") == "yes",
        phase=next((one for one in Phase if one == asked.get("phase")), Phase.OPEN),
    )


def _address(filters: Filters, **changed: Any) -> str:
    number = changed.pop("page", None)
    return url_for("worklists.caseload", **_in_address(replace(filters, **changed)), page=number)


def _in_address(filters: Filters) -> dict[str, Any]:
    found = {
        "ward": filters.ward_id,
        "ready": filters.ready,
        "waiting": filters.waiting,
        "barrier": filters.barrier,
        "overdue": "yes" if filters.overdue else None,
        "phase": filters.phase if filters.phase != Phase.OPEN else None,
    }
    return {name: str(value) for name, value in found.items() if value is not None}
