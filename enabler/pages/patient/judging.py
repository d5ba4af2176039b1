"""What days avoided stand on: the main barrier, the share and the sealed estimate of a stay."""

from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.figures.estimating import own_record
from enabler.models import Estimate, Judgement, Stay
from enabler.pages.patient.around import back_to, of_stay, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.forms import judging as forms
from enabler.pages.patient.showing import form_of
from enabler.record.stay import estimates, judging
from enabler.rules.method.disclosure import FEWEST_PEOPLE
from enabler.vocabulary import Role, Share
from enabler.web.access import access, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import saved, saving
from enabler.web.sessions import actor

NEVER_USED = "The patient has left, so this judgement is kept and shown, and never used in the figure."


@blueprint.route("/stays/<int:stay_id>/judge", methods=["GET", "POST"])
@access(Role.OFFICER)
def judge(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    earlier = judging.judgements_of(the_session(), stay_id)
    stands = judging.standing_judgements(earlier)
    form = forms.Judge(
        stay=stay,
        version=judging.version_of(earlier),
        data={"main_barrier": _value(stands.get(judging.MAIN_BARRIER)), "share": _value(stands.get(judging.SHARE))},
    )
    if form.validate_on_submit():
        with saving(form) as session:
            judging.judge(session, by=actor(), stay_id=stay_id, expected_version=form.version.data, **form.answers())
            done = "Judged as of today."
            if form.has_estimate:
                done = f"Judged as of today, and an estimate sealed: {_seal(session, stay, form)}."
            form.done(saved_for(stay, done), back_to(stay))
        if form.saved:
            if stay.discharged_on is not None:
                flash(NEVER_USED, "warning")
            return saved(form)
    return form_of(
        stay,
        "patient/judge.html",
        form=form,
        earlier=[(one, in_words(one)) for one in reversed(earlier)],
        judging_day=judging.judging_day(stay, stay.ready_periods),
        today=clock.today(),
        **_what_may_help(stay),
    )


@blueprint.route("/stays/<int:stay_id>/estimate", methods=["GET", "POST"])
@access(Role.OFFICER)
def seal_estimate(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.SealEstimate(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            form.done(saved_for(stay, f"Estimate sealed: {_seal(session, stay, form)}."), back_to(stay))
        if form.saved:
            return saved(form)
    return form_of(stay, "patient/seal_estimate.html", form=form, **_what_may_help(stay))


@blueprint.route("/stays/<int:stay_id>/estimates/<int:estimate_id>/agree", methods=["GET", "POST"])
@access(Role.OFFICER, Role.COORDINATOR)
def agree_estimate(stay_id: int, estimate_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    estimate = of_stay(Estimate, estimate_id, stay)
    form = forms.AgreeEstimate(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            estimates.agree_estimate(session, by=actor(), stay_id=stay_id, estimate_id=estimate_id, **form.answers())
            form.done(saved_for(stay, "You agreed with the estimate."), url_for("reports.estimates"))
        if form.saved:
            return saved(form)
    agreed = estimates.agreements_to(the_session(), estimate_id)
    return form_of(stay, "patient/agree_estimate.html", form=form, estimate=estimate, agreed=agreed)


def in_words(judgement: Judgement) -> str:
    if judgement.about == judging.SHARE:
        return Share(judgement.value).label
    return codes.barrier_kinds()[judgement.value].label


def _seal(session: Session, stay: Stay, form: forms.EstimateFields) -> str:
    """What was sealed, read back as it was understood."""
    estimates.seal_estimate(session, by=actor(), stay_id=stay.id, **form.estimate)
    return form.in_words()


def _what_may_help(stay: Stay) -> dict[str, Any]:
    """What was sealed so far and how one's own estimates fared. What a comparison expects is left out on purpose:

    an estimate is worth something as a view of its own, and whoever has just read a mean writes down that mean.
    """
    return {
        "sealed": estimates.estimates_of(the_session(), stay.id),
        "past": own_record(the_session(), actor().name, clock.today()),
        "fewest": FEWEST_PEOPLE,
    }


def _value(judgement: Judgement | None) -> str | None:
    return None if judgement is None else judgement.value
