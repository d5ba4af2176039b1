"""Ready periods: in order, apart, and with what they said before."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, ReadyPeriod, ReadyPeriodValue, Stay, Ward
from enabler.record.stay import ready_periods, stays
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import ReadyEnd, ReadyStandard


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture(autouse=True)
def end_of_may() -> Iterator[None]:
    with clock.moved_to(may(30)):
        yield


def do(session: Session, command: Callable[..., Any], by: Actor, **said: Any) -> Any:
    with atomic(session):
        return command(session, by=by, **said)


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    line = {"name": "SINGH, Harpreet", "ward_id": ward.id, "what_is_wrong": "Arrears", "admitted_on": may(1)}
    added: Stay = do(session, stays.quick_add, actor, **line)
    return added


def add(session: Session, by: Actor, stay: Stay, ready_on: date, ended_on: date | None = None) -> ReadyPeriod:
    reason = ReadyEnd.UNWELL_AGAIN if ended_on else None
    said = {"ready_on": ready_on, "ended_on": ended_on, "end_reason": reason}
    said |= {"stay_id": stay.id, "standard": ReadyStandard.CRFD, "said_by": "Dr Patel"}
    added: ReadyPeriod = do(session, ready_periods.add_ready_period, by, **said)
    return added


def change(session: Session, by: Actor, period: ReadyPeriod, **said: Any) -> ReadyPeriod:
    stands = {name: getattr(period, name) for name in ready_periods.VALUES}
    version = {"ready_period_id": period.id, "expected_version": period.version}
    changed: ReadyPeriod = do(session, ready_periods.change_ready_period, by, **(version | stands | said))
    return changed


def test_a_ready_period_is_kept_with_its_lag(session: Session, actor: Actor, stay: Stay) -> None:
    period = add(session, actor, stay, may(20))
    assert (period.ready_on, period.standard, period.said_by) == (may(20), ReadyStandard.CRFD, "Dr Patel")
    assert ready_periods.lag_days(period) == 10
    line = session.scalar(select(AuditLine).where(AuditLine.action == "add ready period"))
    assert line is not None and line.stay_id == stay.id and "Patel" not in line.detail


@pytest.mark.parametrize(
    ("ready_on", "ended_on", "field"),
    [
        (date(2026, 4, 30), None, "ready_on"),
        (date(2026, 5, 31), None, "ready_on"),
        (may(20), may(19), "ended_on"),
        (may(20), date(2026, 6, 1), "ended_on"),
    ],
)
def test_dates_that_cannot_be(
    session: Session, actor: Actor, stay: Stay, ready_on: date, ended_on: date | None, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        add(session, actor, stay, ready_on, ended_on)
    assert refusal.value.field == field
    assert ready_periods.ready_periods_of(session, stay.id) == []


def test_periods_touch_but_never_overlap(session: Session, actor: Actor, stay: Stay) -> None:
    add(session, actor, stay, may(5), may(10))
    add(session, actor, stay, may(10), may(12))
    for ready_on, ended_on in [(may(9), may(10)), (may(4), None), (may(11), None)]:
        with pytest.raises(Refused, match="Overlaps"):
            add(session, actor, stay, ready_on, ended_on)
    last = add(session, actor, stay, may(20))
    with pytest.raises(Refused, match="Overlaps"):
        change(session, actor, last, ready_on=may(11))
    assert len(ready_periods.ready_periods_of(session, stay.id)) == 3


def test_a_change_keeps_what_was_said_before(session: Session, actor: Actor, stay: Stay) -> None:
    period = add(session, actor, stay, may(20))
    with clock.moved_to(date(2026, 6, 5)):
        changed = change(session, actor, period, ready_on=may(22), said_by="Dr Ali")
        ended = do(
            session,
            ready_periods.end_ready_period,
            actor,
            ready_period_id=period.id,
            expected_version=changed.version,
            ended_on=may(28),
            end_reason=ReadyEnd.UNWELL_AGAIN,
        )
    assert (ended.ready_on, ended.ended_on, ended.end_reason) == (may(22), may(28), ReadyEnd.UNWELL_AGAIN)
    earlier = ready_periods.earlier_values(session, stay.id)[period.id]
    assert [(one.ready_on, one.said_by, one.ended_on) for one in earlier] == [
        (may(20), "Dr Patel", None),
        (may(22), "Dr Ali", None),
    ]
    assert clock.london_date(earlier[0].recorded_at) == may(30)
    assert ready_periods.lag_days(ended, earlier) == 14  # written down on 5 June, however much later its end was


def test_a_change_of_nothing_keeps_nothing(session: Session, actor: Actor, stay: Stay) -> None:
    period = change(session, actor, add(session, actor, stay, may(20)))
    assert period.version == 1
    assert session.scalars(select(ReadyPeriodValue)).all() == []


def test_it_ends_once(session: Session, actor: Actor, stay: Stay) -> None:
    period = add(session, actor, stay, may(5), may(10))
    end = {"ended_on": may(11), "end_reason": ReadyEnd.UNWELL_AGAIN}
    with pytest.raises(Refused, match="ended already"):
        do(session, ready_periods.end_ready_period, actor, ready_period_id=period.id, expected_version=1, **end)


def test_a_stale_change_is_refused(session: Session, actor: Actor, stay: Stay) -> None:
    period = add(session, actor, stay, may(20))
    change(session, actor, period, ready_on=may(21))
    with pytest.raises(Stale) as stale:
        change(session, actor, period, ready_on=may(22), expected_version=1)
    assert stale.value.theirs["ready_on"] == may(21)
