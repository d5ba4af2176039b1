"""Today: what to chase now, one card a patient, most nights at stake first. A fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Stay
from enabler.record.evidence.report_settings import report_settings
from enabler.record.stay_page.clocks import Clock, ClockQuestion
from enabler.record.worklists import due
from enabler.record.worklists.follow_ups_due import DueFollowUp, follow_ups_due
from enabler.record.worklists.nights import StayStatus, stay_statuses
from enabler.record.worklists.waiting_estimates import waiting_for
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.method.judging import judging_day
from enabler.rules.method.nights import NightTotals, clipped, totals
from enabler.rules.method.periods import Period
from enabler.rules.stay.actions import is_overdue, is_snoozed, is_too_long_without_contact
from enabler.rules.stay.worklist import nights_at_stake, urgency
from enabler.vocabulary import Basis, Word

WEEK, DAY = timedelta(days=7), timedelta(days=1)
JUDGED, ESTIMATE = ("main barrier", "share"), "estimate"


class ThingSort(Word):
    """What kind of thing is to be done, in the order of a card."""

    GONE = "gone"
    ACTION = "action"
    FOLLOW_UP = "follow-up"
    NEXT_STEP = "next step"
    QUIET = "quiet"
    CLOCK = "clock"
    FIT = "fit"
    JUDGE = "judge"
    READY = "ready"


SORTS = list(ThingSort)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do. `row` is the action's or the follow-up's; `missing` what is not judged yet.

    READY is the one that is not to be done today: what is planned for a patient who waits, due later or resting.
    """

    sort: ThingSort
    due_on: date | None = None
    what: str = ""
    row_id: int | None = None
    version: int | None = None
    owner_id: int | None = None
    owner: str | None = None
    owner_kind: str | None = None
    rests_until: date | None = None
    clock: Clock | None = None
    tries: int = 0
    missing: tuple[str, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Of actions and follow-ups only: other dates are not anybody's promise."""
        return self.row_id is not None and is_overdue(self.due_on, None, today)


@dataclass(slots=True)
class Card:
    """A patient with what is to be done. `standing` is None after the discharge."""

    stay_id: int
    surname: str
    given_names: str | None
    known_as: str | None
    ward_id: int | None
    ward: str
    bed: str | None
    officer_id: int | None
    officer: str | None
    left_on: date | None
    is_case: bool = True
    standing: StayStatus | None = None
    at_stake: int | None = None
    last_contact_on: date | None = None
    spoken_to_on: date | None = None
    is_quiet: bool = False
    things: list[Thing] = field(default_factory=list)

    @property
    def first_due_on(self) -> date | None:
        return min((thing.due_on for thing in self.things if thing.due_on), default=None)

    def overdue(self, today: date) -> int:
        return sum(thing.is_overdue(today) for thing in self.things)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything for the page; the view filters `cards` and counts what it hides.

    `to_seal` is None where estimates are no basis of the year's figures: then nobody is asked for any.
    """

    cards: Sequence[Card]
    resting: int
    resting_overdue: int
    ready_and_blocked: int
    lost: NightTotals
    to_seal: int | None
    to_agree: int
    follow_ups: int
    suggestions: due.Suggestions


def todays_work(session: Session, by: Actor, today: date, quiet_days: int) -> Today:
    """What waits for somebody within reach of `by`."""
    recent = due.looked_at(by, today, today - WEEK)
    rows, chosen = due.cases(session, recent), select(Stay.id).where(recent)
    standing = stay_statuses(session, chosen, today)
    actions = due.open_actions(session, by)
    checks = follow_ups_due(session, by=by, until=today)
    contacts, clocks = due.last_contacts(session, recent), due.clocks_running_out(session, recent, today)
    settings = report_settings(session, year_of(today))
    judged = due.judged(session, chosen, elsewhere_counts=settings["sealed_elsewhere_counts"])
    estimates = Basis.SEALED in settings["basis_order"]
    to_judge = (*JUDGED, ESTIMATE) if estimates else JUDGED

    cards = {row.stay_id: _card(row, standing[row.stay_id], contacts, today) for row in rows}
    planned = {row.stay_id: row for row in reversed(actions)}
    waiting = [row for row in rows if row.discharged_on is None and not row.has_died]
    for row in waiting:
        running = [*clocks.get(row.stay_id, ()), *due.benefits_running_out(row, today)]
        _stay_things(cards[row.stay_id], row, running)
        _judging(cards[row.stay_id], [about for about in to_judge if about not in judged.get(row.stay_id, ())], today)
    resting = _action_things(cards, actions, today)
    _check_things(cards, checks)
    for row in waiting:
        _nudge(cards[row.stay_id], row, planned.get(row.stay_id), today, quiet_days)
    here = [cards[row.stay_id] for row in waiting]
    return Today(
        cards=_in_order(card for card in cards.values() if card.things),
        resting=len(resting),
        resting_overdue=sum(is_overdue(row.due_on, None, today) for row in resting),
        ready_and_blocked=sum(
            bool(card.is_case and card.standing and card.standing.is_ready and card.standing.is_blocked)
            for card in here
        ),
        lost=_lost((standing[row.stay_id] for row in rows if row.case_opened_on is not None), today),
        to_seal=sum(ESTIMATE in thing.missing for card in here for thing in card.things) if estimates else None,
        to_agree=waiting_for(session, by),
        follow_ups=len(checks),
        suggestions=due.suggestions(session, by, today),
    )


def _in_order(cards: Iterable[Card]) -> list[Card]:
    """Patients by nights at stake, ties by due date; on a card by sort, what is due longest first."""
    ordered = sorted(cards, key=lambda card: (*urgency(card.at_stake, card.first_due_on), card.stay_id))
    for card in ordered:
        card.things.sort(key=lambda thing: (SORTS.index(thing.sort), thing.due_on or date.max))
    return ordered


def _card(row: Any, standing: StayStatus | None, contacts: Mapping[int, date], today: date) -> Card:
    card = Card(
        stay_id=row.stay_id,
        surname=row.surname,
        given_names=row.given_names,
        known_as=row.known_as,
        ward_id=row.ward_id,
        ward=row.ward,
        bed=row.bed,
        officer_id=row.officer_id,
        officer=row.officer,
        left_on=row.discharged_on,
        is_case=row.case_opened_on is not None,
        standing=standing,
        last_contact_on=contacts.get(row.stay_id),
    )
    if standing is not None and row.discharged_on is None:
        card.at_stake = nights_at_stake(standing.facts, today, row.expected_discharge_on)
    return card


def _stay_things(card: Card, row: Any, running: Iterable[Clock | ClockQuestion]) -> None:
    """What the stay itself asks for."""
    standing = card.standing
    assert standing is not None
    if row.gone_from_list_on is not None:
        card.things.append(Thing(ThingSort.GONE, row.gone_from_list_on))
    elif row.hospital_says_fit_on is not None and not standing.is_ready:
        card.things.append(Thing(ThingSort.FIT, row.hospital_says_fit_on))
    for one in running:
        if isinstance(one, Clock):
            card.things.append(Thing(ThingSort.CLOCK, one.runs_out_on, one.what, clock=one))
        else:
            card.things.append(Thing(ThingSort.CLOCK, what=one.asks))


def _judging(card: Card, missing: Sequence[str], today: date) -> None:
    """From the day before the judging day, while there is still time, until it is done or the patient has left."""
    day = judging_day(card.standing.facts) if card.standing else None
    if day is not None and day <= today + DAY and missing:
        card.things.append(Thing(ThingSort.JUDGE, day, missing=tuple(missing)))


def _nudge(card: Card, row: Any, step: Any, today: date, quiet_days: int) -> None:
    """Nothing planned while nights are lost, or nobody spoken to for long: said once, beside what is due anyway.

    Whoever is ready and asks for nothing today is shown with the next step, so that nobody ready is out of sight.
    """
    standing = card.standing
    assert standing is not None
    card.spoken_to_on = card.last_contact_on or row.case_opened_on
    card.is_quiet = card.spoken_to_on is not None and is_too_long_without_contact(card.spoken_to_on, today, quiet_days)
    if standing.is_ready and step is None:
        card.things.append(Thing(ThingSort.NEXT_STEP))
    elif card.is_quiet and not any(thing.sort in (ThingSort.ACTION, ThingSort.GONE) for thing in card.things):
        card.things.append(Thing(ThingSort.QUIET))
    elif standing.is_ready and not card.things:
        rests = step.snoozed_until if is_snoozed(step.snoozed_until, today) else None
        card.things.append(
            Thing(
                ThingSort.READY, step.due_on, step.what, rests_until=rests,
                owner_id=step.owner_id, owner=step.owner, owner_kind=step.owner_kind,
            )
        )  # fmt: skip


def _action_things(cards: dict[int, Card], actions: Iterable[Any], today: date) -> list[Any]:
    """Puts what is due on the cards; gives back what is due and rests."""
    resting = []
    for row in actions:
        if row.due_on is None or row.due_on > today:
            continue
        if is_snoozed(row.snoozed_until, today):
            resting.append(row)
            continue
        if row.stay_id not in cards:
            cards[row.stay_id] = _card(row, None, {}, today)
        cards[row.stay_id].things.append(
            Thing(
                ThingSort.ACTION, row.due_on, row.what, row_id=row.id, version=row.version,
                owner_id=row.owner_id, owner=row.owner, owner_kind=row.owner_kind,
            )
        )  # fmt: skip
    return resting


def _check_things(cards: dict[int, Card], checks: Iterable[DueFollowUp]) -> None:
    for check in checks:
        if check.stay_id not in cards:
            cards[check.stay_id] = _card_of_check(check)
        cards[check.stay_id].things.append(
            Thing(ThingSort.FOLLOW_UP, check.due_on, check.milestone, row_id=check.follow_up_id, tries=check.tries)
        )


def _card_of_check(check: DueFollowUp) -> Card:
    who = check.patient
    return Card(
        check.stay_id, who.surname, who.given_names, who.known_as, None, check.ward_name, None, check.officer_id,
        check.officer, check.discharged_on,
    )  # fmt: skip


def _lost(standing: Iterable[StayStatus], today: date) -> NightTotals:
    """Delay nights of the last seven nights."""
    week = Period(today - WEEK, today - timedelta(days=1))
    return sum((totals(clipped(one.runs, week)) for one in standing), NightTotals())
