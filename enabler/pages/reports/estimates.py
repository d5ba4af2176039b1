"""Sealed estimates: what waits for a second person, and how past ones compared with what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from markupsafe import Markup

from enabler import clock
from enabler.drawing.estimate_marks import EstimateMark, estimate_mark, key
from enabler.figures.estimating import past_estimates
from enabler.models import Stay
from enabler.pages.reports.blueprint import blueprint
from enabler.record.people.reach import ids_within_reach, within_reach
from enabler.record.worklists.waiting_estimates import waiting_estimates
from enabler.rules.method.disclosure import FEWEST_PEOPLE, is_printable
from enabler.rules.method.estimating import PastEstimate, Record
from enabler.vocabulary import Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.sessions import actor
from enabler.wording.formatting import TOO_FEW, figure, percent

MOST_LISTED = 20


@dataclass(frozen=True)
class Compared:
    """One line of the table; the estimates themselves are listed where `stay_ids` is given."""

    who: str
    record: Record
    lists: bool
    stay_ids: Mapping[str, int]

    @property
    def mean(self) -> str:
        """1.3 nights longer, 2.1 nights sooner; of what happened against likely."""
        if not is_printable(self.record.n):
            return TOO_FEW
        difference = self.record.mean_difference
        return f"{figure(abs(difference))} nights {'longer' if difference > 0 else 'sooner'}"

    @property
    def within(self) -> str:
        return percent(self.record.share_within) if is_printable(self.record.n) else TOO_FEW

    @property
    def latest(self) -> Sequence[tuple[PastEstimate, Markup]]:
        """The latest first, each with its drawing."""
        found = self.record.estimates[: -MOST_LISTED - 1 : -1]
        most = max(max(one.estimate.high, one.observed) for one in found)
        return [(one, estimate_mark(_mark(one), most)) for one in found]


@blueprint.route("/estimates")
@access(Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)
def estimates() -> ResponseReturnValue:
    note("view estimates")
    by = actor()
    on_wards = by.is_a(Role.OFFICER, Role.COORDINATOR)
    return page(
        "reports/estimates.html",
        waiting=waiting_estimates(the_session(), by) if on_wards else None,
        compared=_own_and_rest() if by.is_a(Role.OFFICER) else _of_each(),
        on_wards=on_wards,
        fewest=FEWEST_PEOPLE,
        most=MOST_LISTED,
        key=key(),
    )


def _mark(past_estimate: PastEstimate) -> EstimateMark:
    return EstimateMark(
        past_estimate.estimate.low, past_estimate.estimate.likely, past_estimate.estimate.high, past_estimate.observed
    )


def _own_and_rest() -> list[Compared]:
    """An officer's own by name, and everybody else of the service as one line without names."""
    found = past_estimates(the_session(), clock.today())
    own = next((one for one in found if one.officer == actor().name), None)
    rest = tuple(past for one in found if one is not own for past in one.estimates)
    lines = [Compared("You", own, True, _links())] if own else []
    return lines + ([Compared("The rest of the service", Record(None, rest), False, {})] if rest else [])


def _of_each() -> list[Compared]:
    """Coordinators see who estimates on their wards; evaluators and administrators the whole service, without links."""
    own_wards = Stay.ward_id.in_(actor().ward_ids) if actor().is_a(Role.COORDINATOR) else None
    links = _links()
    return [
        Compared(estimate.officer or "Not recorded by whom", estimate, True, links)
        for estimate in past_estimates(the_session(), clock.today(), own_wards)
    ]


def _links() -> Mapping[str, int]:
    """The stays with an estimate that the reader may open; of none for those who open no stays."""
    return ids_within_reach(the_session(), actor(), within_reach(actor()) & Stay.discharged_on.is_not(None))
