"""A ward on one sheet: who lies there, what blocks, what is next, what changed since the last copy."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import AuditLine, Patient, Stay, User, Ward
from enabler.models.accounts import of_account
from enabler.record.publishing.prints import Copy, last_copy
from enabler.record.worklists.caseload import NextStep, next_steps
from enabler.record.worklists.nights import StayStatus, stay_statuses
from enabler.record.worklists.ward_list import bed_order

DOCUMENT = "ward list"
# What leaves a line in the audit and changes nothing.
LOOKED = ("view ", "print", "search", "export", "refused ", "confirm ", "ask ")
CHANGED = {
    "barriers": "barrier",
    "arrears_facts": "barrier",
    "adaptation_facts": "barrier",
    "benefit_facts": "barrier",
    "homelessness_facts": "barrier",
    "hazard_facts": "barrier",
    "actions": "next step",
    "contacts": "contact",
    "ready_periods": "ready date",
    "delay_reasons": "other reason",
    "leave": "leave",
    "ward_moves": "moved",
    "judgements": "judged",
    "estimates": "estimate",
    "discharge_checks": "checklist",
}
NEW = "new"


@dataclass(frozen=True, slots=True)
class InBed:
    """A patient of the ward; `changes` says in a word or two what changed since the copy it is compared with."""

    stay_id: int
    ref: str
    bed: str | None
    setting: str
    admitted_on: date | None
    case_opened_on: date | None
    expected_discharge_on: date | None
    discharged_on: date | None
    discharge_outcome: str | None
    officer: str | None
    officer_phone: str | None
    patient: Patient
    standing: StayStatus | None = None
    next_step: NextStep | None = None
    changes: Sequence[str] = ()

    @property
    def is_case(self) -> bool:
        return self.case_opened_on is not None


@dataclass(frozen=True, slots=True)
class WardSheet:
    """`since` is the moment of the copy that this one is compared with; None on the first copy."""

    ward: Ward
    at: datetime
    lines: Sequence[InBed]
    gone: Sequence[InBed]
    since: datetime | None

    @property
    def today(self) -> date:
        return clock.london_date(self.at)

    @property
    def cases(self) -> list[InBed]:
        return [line for line in self.lines if line.is_case]

    @property
    def ready(self) -> int:
        return sum(line.standing.is_ready for line in self.cases if line.standing)

    @property
    def blocked(self) -> int:
        return sum(line.standing.is_ready and line.standing.is_blocked for line in self.cases if line.standing)

    @property
    def nights(self) -> int:
        """Delay nights so far of those who are on the ward now."""
        return sum(line.standing.nights for line in self.cases if line.standing)


def ward_sheet(session: Session, ward: Ward) -> WardSheet:
    """The caller has checked that the ward is within reach."""
    now = clock.now()
    today = clock.london_date(now)
    last = last_copy(session, document=DOCUMENT, subject=str(ward.id))
    asked = _earliest(last)
    found = _in_bed(session, ward, clock.london_date(asked) if asked else today)
    here = [one for one in found if one.discharged_on is None]
    chosen = [one.stay_id for one in here]
    standing, steps = stay_statuses(session, chosen, today), next_steps(session, chosen)
    since, changed = _changes(session, [one.stay_id for one in found], last, asked)
    lines = [
        replace(one, standing=standing[one.stay_id], next_step=steps.get(one.stay_id), changes=_once(changed, one))
        for one in here
    ]
    gone = [one for one in found if one.discharged_on is not None and one.stay_id in changed]
    return WardSheet(
        ward, now, sorted(lines, key=lambda line: (bed_order(line.bed), line.patient.surname_key)), gone, since
    )


def _in_bed(session: Session, ward: Ward, left_since: date) -> list[InBed]:
    rows: Sequence[Any] = session.execute(
        select(
            Stay.id,
            Stay.ref,
            Stay.bed,
            Stay.setting,
            Stay.admitted_on,
            Stay.case_opened_on,
            Stay.expected_discharge_on,
            Stay.discharged_on,
            Stay.discharge_outcome,
            Stay.officer_name,
            of_account(User.phone, Stay.officer_id),
            Patient,
        )
        .join(Patient, Stay.patient_id == Patient.id)
        .where(Stay.ward_id == ward.id, or_(Stay.discharged_on.is_(None), Stay.discharged_on >= left_since))
    ).all()
    return [InBed(*row) for row in rows]


def _earliest(last: Copy | None) -> datetime | None:
    if last is None:
        return None
    since = last.detail.get("since")
    return datetime.fromisoformat(since) if since else last.at


def _changes(
    session: Session, stay_ids: Sequence[int], last: Copy | None, asked: datetime | None
) -> tuple[datetime | None, Mapping[int, list[str]]]:
    """Printed again before anything changed, a sheet is compared with what the last copy was compared with."""
    if last is None or asked is None:
        return None, {}
    rows = session.execute(
        select(AuditLine.stay_id, AuditLine.at, AuditLine.action, AuditLine.subject_kind)
        .where(AuditLine.stay_id.in_(stay_ids), AuditLine.at > asked, and_(*(_is_not(word) for word in LOOKED)))
        .order_by(AuditLine.id)
    ).all()
    since = last.at if any(row.at > last.at for row in rows) else asked
    found: defaultdict[int, list[str]] = defaultdict(list)
    for stay_id, at, action, kind in rows:
        if at > since and stay_id is not None:
            found[stay_id].append(_in_words(action, kind))
    return since, found


def _is_not(word: str) -> ColumnElement[bool]:
    return ~AuditLine.action.startswith(word, autoescape=True)


def _in_words(action: str, kind: str) -> str:
    if action in ("add stay", "move ward"):
        return NEW
    return CHANGED.get(kind, "record")


def _once(changed: Mapping[int, list[str]], in_bed: InBed) -> Sequence[str]:
    words = dict.fromkeys(changed.get(in_bed.stay_id, ()))
    return (NEW,) if NEW in words else tuple(words)
