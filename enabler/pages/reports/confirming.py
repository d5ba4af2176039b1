"""A second person looks at a stay's arithmetic and confirms or disputes it."""

from datetime import date

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.figures.stay_figure import StayFigure, stay_figure
from enabler.pages.reports import forms
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.figure.in_words import basis_of, kind_label, row_in_words
from enabler.record.facts.stay_facts import stay_facts
from enabler.record.publishing import confirmations
from enabler.rules.method.ledger import Row, row
from enabler.rules.method.periods import quarter_of
from enabler.vocabulary import Confirmation, Role
from enabler.web.access import access, note, stay_in_reach
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import patient_of
from enabler.web.period_forms import as_asked
from enabler.web.sessions import actor
from enabler.wording.later_in_words import later_in_words


@blueprint.route("/stays/<int:stay_id>/nights", methods=["GET", "POST"])
@access(Role.OFFICER, Role.COORDINATOR)
def confirm_row(stay_id: int) -> ResponseReturnValue:
    stay = stay_in_reach(stay_id)
    figure = stay_figure(the_session(), stay_facts(the_session(), [stay_id])[stay_id], clock.today())
    counted = _row(figure)
    if figure is None or counted is None:
        abort(404)
    back = _quarter_of(stay.discharged_on or clock.today())
    form = forms.ConfirmRow(stay=stay, data={"looked_at": repr(counted.avoided)})
    if form.validate_on_submit():
        with saving(form) as session:
            confirmations.confirm_row(
                session,
                by=actor(),
                stay_id=stay_id,
                state=Confirmation(form.state.data),
                note=form.note.data,
                avoided=form.nights_looked_at(counted.avoided),
            )
            form.done(
                f"{Confirmation(form.state.data).label} for {patient_of(stay)}.",
                back,
            )
        if form.saved:
            return saved(form)
    note("view row", subject=stay, stay_id=stay_id)
    return page(
        "reports/confirm_row.html",
        form=form,
        stay=stay,
        cancel_url=back,
        row=counted,
        sentence=row_in_words(counted, clock.today()),
        kind=kind_label(counted.kind),
        basis=basis_of(counted),
        said=confirmations.confirmations_of(the_session(), stay_id),
        later=later_in_words(figure.later, counted.avoided),
    )


def _row(figure: StayFigure | None) -> Row | None:
    if figure is None or figure.entry.failed:
        return None
    return row(figure.entry, clock.today())


def _quarter_of(on: date) -> str:
    """The figure of the quarter in which a stay is counted."""
    quarter = quarter_of(on)
    return url_for("reports.days_avoided", **as_asked(quarter), ward="")
