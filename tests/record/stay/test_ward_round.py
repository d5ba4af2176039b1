"""Confirming a ward's rows, finding somebody still here, and leaving without ever having been a case."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Stay, Ward
from enabler.record.stay.ward_round import confirm_ward, leave_list, still_here
from enabler.rules.refusal import Refused, Stale
from tests.makers import days_ago, make_stay


def seen(*stays: Stay) -> dict[int, int]:
    return {stay.id: stay.version for stay in stays}


def test_all_rows_that_still_say_what_was_seen(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    right, changed, gone = (make_stay(session, ward) for _ in range(3))
    elsewhere = make_stay(session, other_ward)
    looked_at = seen(right, changed, gone, elsewhere)
    with atomic(session):
        changed.bed = "9"
        gone.gone_from_list_on = days_ago(1)
    with atomic(session):
        assert confirm_ward(session, by=actor, ward_id=ward.id, seen=looked_at) == (1, 3)
    session.expire_all()
    assert right.last_confirmed_by == actor.name and right.version == looked_at[right.id]
    assert [stay.last_confirmed_at for stay in (changed, gone, elsewhere)] == [None] * 3
    lines = session.scalars(select(AuditLine.stay_id).where(AuditLine.action == "confirm stay")).all()
    assert lines == [right.id]


def test_still_here(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, gone_from_list_on=days_ago(2))
    with atomic(session):
        still_here(session, by=actor, stay_id=stay.id, expected_version=stay.version)
    session.expire_all()
    assert stay.gone_from_list_on is None and stay.last_confirmed_at == pytest.approx(
        clock.now(), abs=clock.now() - stay.last_confirmed_at
    )


@pytest.mark.parametrize(("gone", "left"), [(3, 3), (None, 0)])
def test_leaving_without_a_case(session: Session, ward: Ward, actor: Actor, gone: int | None, left: int) -> None:
    gone_on: date | None = None if gone is None else days_ago(gone)
    stay = make_stay(session, ward, case=None, gone_from_list_on=gone_on)
    with atomic(session):
        leave_list(session, by=actor, stay_id=stay.id, expected_version=stay.version)
    assert (stay.discharged_on, stay.discharge_outcome) == (days_ago(left), None)


def test_a_case_does_not_leave_without_being_asked(session: Session, ward: Ward, actor: Actor) -> None:
    case = make_stay(session, ward, gone_from_list_on=days_ago(1))
    with pytest.raises(Refused, match="discharge"), atomic(session):
        leave_list(session, by=actor, stay_id=case.id, expected_version=case.version)
    listed = make_stay(session, ward, case=None, left=1)
    with pytest.raises(Refused, match="already"), atomic(session):
        leave_list(session, by=actor, stay_id=listed.id, expected_version=listed.version)
    with pytest.raises(Stale), atomic(session):
        leave_list(session, by=actor, stay_id=listed.id, expected_version=7)
