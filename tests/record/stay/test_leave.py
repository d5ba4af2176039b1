"""Leave stands inside the stay, one at a time."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Leave, Stay, Ward
from enabler.record.stay import leave, stays
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import LeaveKind, YesNo


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    with clock.moved_to(may(10)), atomic(session):
        return stays.quick_add(
            session, by=actor, name="SINGH", ward_id=ward.id, what_is_wrong="Arrears", admitted_on=may(1)
        )


def add(session: Session, by: Actor, stay: Stay, from_on: date, to_on: date | None) -> Leave:
    said: dict[str, Any] = {"kind": LeaveKind.SECTION_17, "bed_kept": YesNo.YES}
    with atomic(session):
        return leave.add_leave(session, by=by, stay_id=stay.id, from_on=from_on, to_on=to_on, **said)


def test_leave_is_planned_changed_and_written_down(session: Session, actor: Actor, stay: Stay) -> None:
    away = add(session, actor, stay, may(12), None)
    with atomic(session):
        changed = leave.change_leave(
            session,
            by=actor,
            leave_id=away.id,
            expected_version=1,
            kind=LeaveKind.HOME_LEAVE,
            from_on=may(12),
            to_on=may(14),
            bed_kept=YesNo.NO,
        )
    assert (changed.to_on, changed.kind, changed.bed_kept) == (may(14), LeaveKind.HOME_LEAVE, YesNo.NO)
    lines = session.scalars(select(AuditLine).where(AuditLine.subject_kind == "leave")).all()
    assert [(line.action, line.stay_id) for line in lines] == [("add leave", stay.id), ("change leave", stay.id)]
    with pytest.raises(Stale), atomic(session):
        leave.change_leave(
            session,
            by=actor,
            leave_id=away.id,
            expected_version=1,
            kind=None,
            from_on=may(12),
            to_on=None,
            bed_kept=None,
        )


@pytest.mark.parametrize(
    ("from_on", "to_on", "field"),
    [(date(2026, 4, 30), None, "from_on"), (may(8), may(7), "to_on"), (may(13), may(20), "from_on")],
)
def test_leave_that_cannot_be(
    session: Session, actor: Actor, stay: Stay, from_on: date, to_on: date | None, field: str
) -> None:
    add(session, actor, stay, may(12), may(14))
    with pytest.raises(Refused) as refusal:
        add(session, actor, stay, from_on, to_on)
    assert refusal.value.field == field
    assert len(leave.leave_of(session, stay.id)) == 1
