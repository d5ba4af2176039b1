"""Indicators: each with its figure, its words beside it, and the people behind it. Trials are next door."""

from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler import codes
from enabler.models import Stay
from enabler.pages.indicators import forms, trials
from enabler.pages.indicators.asking import MAY_CHANGE, asked, is_shown
from enabler.pages.indicators.blueprint import blueprint
from enabler.pages.indicators.words import IndicatorLine, version_in_words
from enabler.record.evidence import indicators as record
from enabler.record.evidence.indicators import Definition
from enabler.record.people.reach import ids_within_reach
from enabler.rules.indicators.counting import Tally
from enabler.rules.indicators.indicator_facts import Finding
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.figure_wards import ANY_ROLE, is_on_wards
from enabler.web.forms import page, saved, saving
from enabler.web.period_forms import FigureAsked
from enabler.web.sessions import actor

__all__ = ["blueprint", "trials"]
MOST_SHOWN = 200


@blueprint.route("/indicators")
@access(*ANY_ROLE)
def indicators() -> ResponseReturnValue:
    form, tallies = asked()
    note("view indicators", period=_days(form) if tallies else None)
    words = record.definitions(the_session())
    return page(
        "indicators/indicators.html",
        form=form,
        lines=[_line(words[key], tally) for key, tally in (tallies or {}).items()],
        query=form.query(),
        where=_where(form),
    )


@blueprint.route("/indicators/<key>")
@access(*ANY_ROLE)
def indicator(key: str) -> ResponseReturnValue:
    versions = _versions(key)
    form, tallies = asked((key,))
    note("view indicator", subject=("indicators", key), period=_days(form) if tallies else None)
    line = _line(versions[-1], tallies[key]) if tallies else None
    return page(
        "indicators/indicator.html",
        form=form,
        definition=versions[-1],
        versions=[(version, version_in_words(version)) for version in reversed(versions)],
        source=codes.indicators()[key].source,
        line=line,
        groups=[(name, found, found[:MOST_SHOWN]) for name, found in line.groups] if line else [],
        ids=_ids(line) if line else {},
        on_wards=is_on_wards(),
        query=form.query(),
        where=_where(form),
        may_change=actor().is_a(*MAY_CHANGE),
    )


@blueprint.route("/indicators/<key>/change", methods=["GET", "POST"])
@access(*MAY_CHANGE)
def change_indicator(key: str) -> ResponseReturnValue:
    held = _versions(key)[-1]
    form = forms.ChangeIndicator(obj=held)
    if not form.is_submitted() and not form.was_kept:
        form.reason.data = None  # why the last version came is not why this one does
    if form.validate_on_submit():
        with saving(form) as session:
            changed = record.change_indicator(
                session, by=actor(), key=key, expected_version=form.version.data, **form.answers()
            )
            form.done(f"Version {changed.version} saved.", url_for("indicators.indicator", key=key))
        if form.saved:
            return saved(form)
    return page(
        "indicators/change_indicator.html",
        form=form,
        definition=held,
        cancel_url=url_for("indicators.indicator", key=key),
    )


def _versions(key: str) -> list[Definition]:
    return record.versions(the_session(), key) if key in codes.indicators() else abort(404)


def _line(definition: Definition, tally: Tally) -> IndicatorLine:
    return IndicatorLine(definition, tally, is_shown(tally.people))


def _ids(line: IndicatorLine) -> dict[str, int]:
    """The stays on the page that this person may open, by reference."""
    if not is_on_wards():
        return {}
    shown: list[Finding] = [one for _, found in line.groups for one in found[:MOST_SHOWN]]
    refs = {one.stay for one in shown} | {proof.ref for one in shown for proof in one.evidence if proof.of_another_stay}
    return ids_within_reach(the_session(), actor(), Stay.ref.in_(refs - {""}))


def _where(form: FigureAsked) -> str:
    return form.ward.data or str(dict(form.ward.choices)[""]).lower()


def _days(form: FigureAsked) -> Any:
    return [form.from_on.data, form.to_on.data]
