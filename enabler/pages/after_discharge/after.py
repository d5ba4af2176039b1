"""One stay's leaving and after, on one page: what is missing, what was found, what the patient says."""

from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.models import Stay
from enabler.pages.after_discharge.blueprint import blueprint
from enabler.record.stay import (
    checklist as record_checklist,
    deaths,
    discharge as record_discharge,
    follow_ups as record_follow_ups,
    wellbeing as record_wellbeing,
)
from enabler.rules.stay.discharge import FOLLOWED_UP
from enabler.rules.stay.follow_ups import home_was_kept, is_open
from enabler.vocabulary import Asked, ContactMethod, DischargeOutcome, FollowUpResult, HomeKept, Milestone, Role
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page

WORDS = {
    "asked_words": Asked,
    "home_words": HomeKept,
    "method_words": ContactMethod,
    "milestones": Milestone,
    "outcomes": DischargeOutcome,
    "result_words": FollowUpResult,
}


@blueprint.route("/stays/<int:stay_id>/follow-ups")
@access(Role.OFFICER, Role.COORDINATOR)
def stay_follow_ups(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    note("view follow-ups", subject=stay, stay_id=stay_id)
    session = the_session()
    askings = record_wellbeing.askings(session, stay_id)
    return page(
        "after_discharge/stay_follow_ups.html",
        stay=stay,
        today=clock.today(),
        checklist=record_checklist.checklist(session, stay_id),
        death=deaths.death_of(session, stay.patient_id),
        follow_ups=record_follow_ups.follow_ups_of_stay(session, stay_id),
        is_open=is_open,
        home_was_kept=home_was_kept,
        askings=askings,
        pairs=record_wellbeing.pairs(askings[0], askings[-1]) if len(askings) > 1 else [],
        **_leaving(stay),
        **WORDS,
    )


def _leaving(stay: Stay) -> dict[str, object]:
    destination = codes.discharge_destinations().get(stay.discharge_destination or "")
    return {
        "destination": destination,
        "home": record_discharge.home_in_words(stay.home_after),
        "housed": record_discharge.is_housed(stay),
        "went_home": stay.discharge_outcome in FOLLOWED_UP,
    }
