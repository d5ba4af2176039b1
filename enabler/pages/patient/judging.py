"""What days avoided stand on: the main barrier, the share and the sealed estimate of a stay."""

from flask import flash
from flask.typing import ResponseReturnValue

from enabler import clock, codes
from enabler.models import Judgement
from enabler.pages.patient import forms_judging as forms
from enabler.pages.patient.around import back_to, saved_for
from enabler.pages.patient.blueprint import blueprint
from enabler.pages.patient.showing import form_of
from enabler.record import estimates, judging
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
        data={"main_barrier": _value(stands.get(judging.MAIN_BARRIER)), "share": _value(stands.get(judging.SHARE))},
    )
    if form.validate_on_submit():
        with saving(form) as session:
            judging.judge(
                session, by=actor(), stay_id=stay_id, main_barrier=form.main_barrier.data, share=form.share.data
            )
            form.done(saved_for(stay, "Judged as of today."), back_to(stay))
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
    )


@blueprint.route("/stays/<int:stay_id>/estimate", methods=["GET", "POST"])
@access(Role.OFFICER)
def seal_estimate(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    form = forms.SealEstimate(stay=stay)
    if form.validate_on_submit():
        with saving(form) as session:
            values = {name: form[name].data for name in ("low", "likely", "high", "reason", "agreed_by")}
            estimates.seal_estimate(session, by=actor(), stay_id=stay_id, **values)
            form.done(saved_for(stay, "Estimate sealed."), back_to(stay))
        if form.saved:
            return saved(form)
    sealed = estimates.estimates_of(the_session(), stay_id)
    return form_of(stay, "patient/seal_estimate.html", form=form, sealed=sealed)


def in_words(judgement: Judgement) -> str:
    if judgement.about == judging.SHARE:
        return Share(judgement.value).label
    return codes.barrier_kinds()[judgement.value].label


def _value(judgement: Judgement | None) -> str | None:
    return None if judgement is None else judgement.value
