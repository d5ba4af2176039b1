"""What a figure is asked for, a period and a ward, and the report that answers."""

# On wards, people have their own wards only.

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from enabler import clock
from enabler.figures.report.days_avoided import Report, days_avoided
from enabler.record.facts.stay_facts import touching
from enabler.record.people.reach import ids_within_reach
from enabler.rules.method.periods import quarter_of
from enabler.web.db import the_session
from enabler.web.figure_wards import all_wards_in_words, wards_asked, wards_to_choose
from enabler.web.period_forms import FigureAsked
from enabler.web.sessions import actor


@dataclass(frozen=True)
class FigureQuestion:
    """The form and, when it makes sense, the report."""

    form: FigureAsked
    report: Report | None

    @property
    def query(self) -> dict[str, Any]:
        """The question as it stands in addresses."""
        return self.form.query()

    def way(self, key: str) -> str:
        """The address of the stays behind a figure."""
        return url_for("reports.stays_behind", **self.query, of=key)

    @property
    def stay_ids(self) -> dict[str, int]:
        """The stays of the report that this person may open, by reference."""
        if self.report is None:
            return {}
        return ids_within_reach(the_session(), actor(), touching(self.report.ledger.period))


def asked(make: Callable[[list[str], str], FigureAsked] | None = None) -> FigureQuestion:
    """`make` gives the form its wards and what it calls all of them; the present quarter is the usual question."""
    form = (make or _this_quarter)([ward.name for ward in wards_to_choose()], all_wards_in_words())
    if not form.validate():
        return FigureQuestion(form, None)
    wards = wards_asked(form.ward.data)
    return FigureQuestion(
        form,
        form.answered(lambda: days_avoided(the_session(), period=form.period(), as_at=clock.today(), wards=wards)),
    )


def _this_quarter(wards: list[str], all_wards: str) -> FigureAsked:
    return FigureAsked(wards, all_wards, quarter_of(clock.today()))
