"""Trials: named beforehand, looked at before, during and after on a run chart."""

from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from enabler import clock
from enabler.drawing.run_chart import ChartMark, run_chart
from enabler.figures.indicators.trials import Series, weekly
from enabler.models import Trial
from enabler.pages.indicators import forms, words
from enabler.pages.indicators.asking import MAY_CHANGE, is_shown
from enabler.pages.indicators.blueprint import blueprint
from enabler.record.directory import wards as record_wards
from enabler.record.evidence import indicators as record_indicators, trials as record
from enabler.rules.indicators.run_chart import SOURCE, Week, baseline
from enabler.rules.indicators.trials import NIGHTS_LOOKED_AT
from enabler.rules.method.periods import Period
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE, all_wards_in_words, is_on_wards, wards_asked
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.sessions import actor
from enabler.web.ways import way_to
from enabler.wording.formatting import short_date


@blueprint.route("/trials")
@access(*ANY_ROLE)
def trials() -> ResponseReturnValue:
    note("view trials")
    names = _names()
    return page(
        "indicators/trials.html",
        rows=[
            (trial, ward or "All wards", words.looked_at_label(trial.indicator, names))
            for trial, ward in record.trials(the_session(), actor())
        ],
        today=clock.today(),
        may_change=actor().is_a(*MAY_CHANGE),
    )


@blueprint.route("/trials/<int:trial_id>")
@access(*ANY_ROLE)
def trial(trial_id: int) -> ResponseReturnValue:
    one, ward = record.trial_within_reach(the_session(), actor(), trial_id) or abort(404)
    series = _series(one, ward)
    note("view trial", subject=one)
    return page(
        "indicators/trial.html",
        trial=one,
        where=ward or all_wards_in_words(),
        looked_at=words.looked_at_label(one.indicator, _names()),
        series=series,
        begun=one.from_on <= clock.today(),
        may_change=actor().is_a(*MAY_CHANGE),
        **(_drawn(one, series, ward) if series else {}),
    )


def _series(one: Trial, ward: str | None) -> Series | None:
    """The weeks around it. On all wards, officers and coordinators are shown their own."""
    if one.indicator is None:
        return None
    return weekly(
        the_session(),
        trial=Period(one.from_on, one.to_on),
        looked_at=one.indicator,
        wards=wards_asked(ward),
        as_at=clock.today(),
        with_few=is_on_wards(),
    )


def _drawn(one: Trial, series: Series, ward: str | None) -> dict[str, Any]:
    looked_at, points = one.indicator or "", series.points
    middle = baseline(points)
    shown = {phase: is_shown(people) for phase, (_, _, people) in series.pooled.items()}
    return {
        "chart": _chart(one, series, middle),
        "said": words.before_and_after(looked_at, points),
        "pooled": words.pooled_in_words(looked_at, series, shown),
        "signals": words.signals_in_words(points),
        "cause": words.CAUSE,
        "source": SOURCE,
        "rows": [
            (
                point,
                "" if point.value is None else words.short_value(looked_at, point.value),
                _behind(looked_at, point.week, ward),
            )
            for point in points
        ],
        "people": "people" if series.pooled else "cases",
    }


def _behind(looked_at: str, week: Week, ward: str | None) -> str:
    """Where the people or stays of a week are listed; nothing for a week that is not over."""
    if not week.over:
        return ""
    from_on, to_on = (f"{on:%-d/%-m/%Y}" for on in (week.period.from_on, week.period.to_on))
    if looked_at in NIGHTS_LOOKED_AT:
        return way_to("reports.days_avoided", from_on=from_on, to_on=to_on, ward=ward or "")
    return url_for("indicators.indicator", key=looked_at, from_on=from_on, to_on=to_on, ward=ward or "")


def _chart(one: Trial, series: Series, middle: float | None) -> Markup | None:
    if not any(point.value is not None for point in series.points):
        return None
    looked_at = one.indicator or ""
    marks = [ChartMark(short_date(point.week.period.from_on), point.value, point.week.phase) for point in series.points]
    label = words.looked_at_label(looked_at, _names())
    return run_chart(marks, middle, lambda value: words.short_value(looked_at, value), label)


@blueprint.route("/trials/new", methods=["GET", "POST"])
@access(*MAY_CHANGE)
def add_trial() -> ResponseReturnValue:
    form = forms.AddTrial(**_choices())
    if form.validate_on_submit():
        with saving(form) as session:
            made = record.add_trial(session, by=actor(), **form.answers())
            session.flush()
            form.done(f"{named(made)} added.", url_for("indicators.trial", trial_id=made.id))
        if form.saved:
            return saved(form)
    return page("indicators/add_trial.html", form=form, cancel_url=url_for("indicators.trials"))


@blueprint.route("/trials/<int:trial_id>/change", methods=["GET", "POST"])
@access(*MAY_CHANGE)
def change_trial(trial_id: int) -> ResponseReturnValue:
    held = the_session().get(Trial, trial_id) or abort(404)
    form = forms.ChangeTrial(obj=held, **_choices())
    here = url_for("indicators.trial", trial_id=trial_id)
    if form.validate_on_submit():
        with saving(form) as session:
            changed = record.change_trial(
                session, by=actor(), trial_id=trial_id, expected_version=form.version.data, **form.answers()
            )
            form.done(f"{named(changed)} saved.", here)
        if form.saved:
            return saved(form)
    return page("indicators/change_trial.html", form=form, cancel_url=here)


def _choices() -> dict[str, Any]:
    wards = {ward.id: ward.name for ward in record_wards.wards(the_session())}
    return {"wards": wards, "indicators": _names()}


def _names() -> dict[str, str]:
    """What each indicator is called now, by its key."""
    return {key: one.name for key, one in record_indicators.definitions(the_session()).items()}
