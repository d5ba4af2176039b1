"""The caseload: one page of cases, most nights at stake first. A fixed number of statements, however many cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, literal, select, union_all
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Action, Contact, FollowUp, Stay
from enabler.record.stay.deaths import has_died
from enabler.record.worklists.filters import Filters, Waiting, waiting_choices
from enabler.record.worklists.nights import StayStatus, stay_statuses
from enabler.record.worklists.ranking import page_of_cases
from enabler.vocabulary import OwnerKind, labels

PAGE = 50


@dataclass(frozen=True, slots=True)
class NextStep:
    """The earliest open action, or the next planned check after a discharge."""

    what: str
    due_on: date | None
    owner: str | None
    is_follow_up: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    stay_id: int
    surname: str
    given_names: str | None
    known_as: str | None
    ward: str
    bed: str | None
    officer: str | None
    has_alert: bool
    has_died: bool
    ready_on: date | None
    at_stake: int | None
    expected_on: date | None
    left_on: date | None
    gone_on: date | None
    standing: StayStatus
    next_step: NextStep | None
    last_contact_on: date | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """One page. Counts are of all cases of the phase within reach; overdue is counted whatever the filter shows."""

    rows: Sequence[CaseRow]
    choices: Sequence[Waiting]
    shown: int
    total: int
    overdue: int
    overdue_shown: int
    page: int

    @property
    def hidden(self) -> int:
        return self.total - self.shown

    @property
    def overdue_hidden(self) -> int:
        return self.overdue - self.overdue_shown

    @property
    def pages(self) -> int:
        return max(1, -(-self.shown // PAGE))


def caseload(session: Session, by: Actor, filters: Filters, today: date, page: int = 1) -> Caseload:
    """One page of the cases within reach of `by`."""
    choices = waiting_choices(session, by, today)
    waiting = _chosen(choices, filters.waiting)
    found = session.execute(page_of_cases(by, filters, waiting, today, PAGE, (page - 1) * PAGE)).all()
    stays = [row for row in found if row.stay_id is not None]
    chosen = [row.stay_id for row in stays]
    standing = stay_statuses(session, chosen, today)
    steps, contacts = next_steps(session, chosen), _last_contacts(session, chosen)
    return Caseload(
        rows=[_row(row, standing[row.stay_id], steps.get(row.stay_id), contacts.get(row.stay_id)) for row in stays],
        choices=choices,
        shown=found[0].shown,
        total=found[0].total,
        overdue=found[0].overdue,
        overdue_shown=found[0].overdue_shown,
        page=page,
    )


def _chosen(choices: Sequence[Waiting], key: str | None) -> Waiting | None:
    """An old address may name words that nobody waits on any more: then nothing is shown, and the page says so."""
    return (
        None
        if key is None
        else next((choice for choice in choices if choice.key == key), Waiting(key, "somebody else"))
    )


def _row(row: Any, standing: StayStatus, step: NextStep | None, contact: date | None) -> CaseRow:
    return CaseRow(
        stay_id=row.stay_id,
        surname=row.surname,
        given_names=row.given_names,
        known_as=row.known_as,
        ward=row.ward,
        bed=row.bed,
        officer=row.officer,
        has_alert=bool(row.safety_alert),
        has_died=bool(row.has_died),
        ready_on=row.ready_on,
        at_stake=row.at_stake,
        expected_on=row.expected_discharge_on,
        left_on=row.discharged_on,
        gone_on=row.gone_from_list_on,
        standing=standing,
        next_step=step,
        last_contact_on=contact,
        confirmed_at=row.last_confirmed_at,
    )


def next_steps(session: Session, chosen: Sequence[int]) -> dict[int, NextStep]:
    """By stay, what comes first; nothing for a patient who has died."""
    alive = select(Stay.id).where(Stay.id.in_(chosen), ~has_died(Stay.patient_id))
    actions = select(
        Action.stay_id,
        Action.what,
        Action.due_on,
        func.coalesce(Action.owner_name, case(labels(OwnerKind), value=Action.owner_kind)),
        literal(0),
        Action.id,
    ).where(Action.stay_id.in_(alive), Action.done_on.is_(None))
    checks = select(
        FollowUp.stay_id, FollowUp.milestone, FollowUp.due_on, literal(None), literal(1), FollowUp.id
    ).where(FollowUp.stay_id.in_(alive), FollowUp.done_on.is_(None), FollowUp.cancelled_because.is_(None))  # fmt: skip
    first: dict[int, NextStep] = {}
    rows: Sequence[Any] = session.execute(union_all(actions, checks)).all()
    for stay_id, what, due_on, owner, is_check, _ in sorted(rows, key=lambda row: (row[2] or date.max, row[5])):
        first.setdefault(stay_id, NextStep(what, due_on, owner, bool(is_check)))
    return first


def _last_contacts(session: Session, chosen: Sequence[int]) -> dict[int, date]:
    rows = session.execute(
        select(Contact.stay_id, func.max(Contact.on)).where(Contact.stay_id.in_(chosen)).group_by(Contact.stay_id)
    )
    return {row[0]: row[1] for row in rows}
