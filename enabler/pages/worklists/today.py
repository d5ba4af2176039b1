"""Today: what to chase now, and the few figures beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, request
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.config import Settings
from enabler.pages.worklists.blueprint import blueprint
from enabler.pages.worklists.words import about_stay, reason
from enabler.record.merging.duplicates import duplicates_waiting
from enabler.record.people.account_notices import account_notices
from enabler.record.worklists.today import Card, Thing, ThingSort, Today, todays_work
from enabler.rules.law.working_days import add_working_days
from enabler.vocabulary import OwnerKind, Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.numbers_asked import number_asked, page_asked
from enabler.web.sessions import actor, own_wards

PAGE = 40


@dataclass(frozen=True, slots=True)
class TodayShown:
    """What the address asks for, and what it leaves out; `waiting` are ready and ask for nothing today."""

    mine: bool
    ward_id: int | None
    only: ThingSort | None
    cards: Sequence[tuple[Card, Sequence[Thing]]]
    things: int
    patients: int
    waiting: int
    overdue: int
    hidden: int
    overdue_hidden: int

    @property
    def narrows(self) -> bool:
        return self.mine or self.ward_id is not None or self.only is not None


@blueprint.route("/today")
@access(Role.OFFICER, Role.COORDINATOR)
def today() -> ResponseReturnValue:
    note("view today")
    on, settings = clock.today(), current_app.config["ENABLER"]
    work = _work(on, settings)
    shown = _shown(work, on)
    number = page_asked()
    return page(
        "worklists/today.html",
        work=work,
        shown=shown,
        cards=[
            (card, about_stay(card, on), [(thing, reason(card, thing, on)) for thing in things])
            for card, things in shown.cards[(number - 1) * PAGE : number * PAGE]
        ],
        number=number,
        pages=max(1, -(-len(shown.cards) // PAGE)),
        wards=own_wards(),
        duplicates=duplicates_waiting(the_session(), actor()) if actor().is_a(Role.OFFICER) else 0,
        account_notices=account_notices(the_session(), actor()),
        today=on,
        tomorrow=add_working_days(on, 1),
        Sort=ThingSort,
    )


def _work(on: date, settings: Settings) -> Today:
    return todays_work(the_session(), actor(), on, settings.quiet_days)


def _shown(work: Today, on: date) -> TodayShown:
    """Overdue is counted whatever is shown."""
    mine, me = request.args.get("whose") == "mine", actor().user_id
    ward_id = number_asked("ward")
    only = next((sort for sort in ThingSort if sort == request.args.get("only")), None)
    kept = []
    for card in work.cards:
        things = [thing for thing in card.things if _fits(card, thing, me if mine else None, ward_id, only)]
        if things:
            kept.append((card, things))
    total, overdue = sum(len(card.things) for card in work.cards), sum(card.overdue(on) for card in work.cards)
    listed = sum(len(things) for _, things in kept)
    waiting = sum(thing.sort == ThingSort.READY for _, things in kept for thing in things)
    overdue_shown = sum(thing.is_overdue(on) for _, things in kept for thing in things)
    return TodayShown(
        mine=mine,
        ward_id=ward_id,
        only=only,
        cards=kept,
        things=listed - waiting,
        patients=len(kept) - waiting,
        waiting=waiting,
        overdue=overdue,
        hidden=total - listed,
        overdue_hidden=overdue - overdue_shown,
    )


def _fits(card: Card, thing: Thing, mine: int | None, ward_id: int | None, only: ThingSort | None) -> bool:
    """Mine: what has my name on it, and what is with nobody of the staff on the cases I hold."""
    with_staff = thing.owner is not None and thing.owner_kind in (None, OwnerKind.STAFF)
    is_mine = mine is None or thing.owner_id == mine or (card.officer_id == mine and not with_staff)
    return is_mine and (ward_id is None or card.ward_id == ward_id) and (only is None or thing.sort == only)
