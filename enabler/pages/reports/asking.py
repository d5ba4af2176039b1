"""What a figure is asked for, a period and a ward, and the report that answers. On wards, people have their own wards only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from enabler import clock
from enabler.figures.days_avoided import Report, days_avoided
from enabler.figures.facts import touching
from enabler.models import Ward
from enabler.pages.reports import forms
from enabler.record import wards as record_wards
from enabler.record.reach import ids_within_reach
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.db import the_session
from enabler.web.sessions import actor

ANY_ROLE = (Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Asked:
    """The form and, when it makes sense, the report."""

    form: forms.DaysAvoided
    report: Report | None

    @property
    def query(self) -> dict[str, Any]:
        """The question as it stands in addresses."""
        form = self.form
        return {"from_on": form.from_on._value(), "to_on": form.to_on._value(), "ward": form.ward.data or ""}

    def way(self, key: str) -> str:
        """The address of the stays behind a figure."""
        return url_for("reports.stays_behind", **self.query, of=key)

    @property
    def stay_ids(self) -> dict[str, int]:
        """The stays of the report that this person may open, by reference."""
        if self.report is None:
            return {}
        return ids_within_reach(the_session(), actor(), touching(self.report.ledger.period))


def asked(make: Callable[[list[str], str], forms.DaysAvoided] = forms.DaysAvoided) -> Asked:
    """`make` gives the form its wards and what it calls all of them."""
    own = [ward.name for ward in wards_to_choose()]
    all_wards = "All my wards" if actor().is_a(Role.OFFICER, Role.COORDINATOR) else "All wards"
    form = make(own, all_wards)
    if not form.validate():
        return Asked(form, None)
    chosen: tuple[str, ...] | None = (form.ward.data,) if form.ward.data else None
    if chosen is None and actor().is_a(Role.OFFICER, Role.COORDINATOR):
        chosen = tuple(own)
    try:
        report = days_avoided(the_session(), period=form.period(), as_at=clock.today(), wards=chosen)
    except Refused as refusal:
        field = form[refusal.field or "from_on"]
        field.errors = [*field.errors, refusal.sentence]
        return Asked(form, None)
    return Asked(form, report)


def wards_to_choose() -> list[Ward]:
    by = actor()
    if by.is_a(Role.OFFICER, Role.COORDINATOR):
        return list(record_wards.wards_of(the_session(), by))
    return list(record_wards.wards(the_session()))
