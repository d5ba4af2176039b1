"""Ready periods: from the day the team said the bed was no longer needed."""

# A date that slips is a fact, so earlier values stay.

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import ReadyPeriod, ReadyPeriodValue, Stay
from enabler.record.stay.stays_apart import check_apart, span_of
from enabler.record.stay.versions import current
from enabler.rules.facts import ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.overlaps import stay_span
from enabler.rules.stay.ready_periods import check_no_overlap, check_ready_period
from enabler.vocabulary import ReadyEnd, ReadyStandard

VALUES = ("ready_on", "ended_on", "end_reason", "standard", "said_by")


def add_ready_period(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    ready_on: date,
    standard: ReadyStandard | None,
    said_by: str | None,
    ended_on: date | None = None,
    end_reason: ReadyEnd | None = None,
) -> ReadyPeriod:
    """Also confirms what a hospital's list calls fit: its date becomes a ready date when a person gives the
    standard."""
    stay = session.get_one(Stay, stay_id)
    _check(session, stay, None, ReadyFact(ready_on, ended_on, end_reason))
    period = ReadyPeriod(
        stay_id=stay_id, ready_on=ready_on, ended_on=ended_on, end_reason=end_reason, standard=standard, said_by=said_by
    )
    period.recorded_at, period.recorded_by = clock.now(), by.name
    session.add(period)
    detail = {name: getattr(period, name) for name in ("ready_on", "ended_on", "end_reason", "standard")}
    audit.record(session, by=by, action="add ready period", subject=period, stay_id=stay_id, detail=detail)
    session.expire(stay, ["ready_periods"])
    return period


def change_ready_period(
    session: Session,
    *,
    by: Actor,
    ready_period_id: int,
    expected_version: int,
    ready_on: date,
    standard: ReadyStandard | None,
    said_by: str | None,
    ended_on: date | None,
    end_reason: ReadyEnd | None,
) -> ReadyPeriod:
    period = current(session, ReadyPeriod, ready_period_id, expected_version)
    new = {
        "ready_on": ready_on,
        "ended_on": ended_on,
        "end_reason": end_reason,
        "standard": standard,
        "said_by": said_by,
    }
    return _change(session, by, period, "change ready period", new)


def end_ready_period(
    session: Session, *, by: Actor, ready_period_id: int, expected_version: int, ended_on: date, end_reason: ReadyEnd
) -> ReadyPeriod:
    """For a patient who became unwell again. A discharge ends the open period by itself."""
    period = current(session, ReadyPeriod, ready_period_id, expected_version)
    if period.ended_on is not None:
        raise Refused("This ready period has ended already. Change it instead.", "ended_on")
    new = {"ended_on": ended_on, "end_reason": end_reason}
    return _change(session, by, period, "end ready period", new)


def _change(session: Session, by: Actor, period: ReadyPeriod, action: str, new: dict[str, Any]) -> ReadyPeriod:
    detail = audit.changes(period, new)
    if not detail:
        return period
    earlier = {name: getattr(period, name) for name in VALUES}
    stands = earlier | new
    fact = ReadyFact(stands["ready_on"], stands["ended_on"], stands["end_reason"])
    _check(session, session.get_one(Stay, period.stay_id), period.id, fact)
    session.add(
        ReadyPeriodValue(
            ready_period_id=period.id, recorded_at=period.recorded_at, recorded_by=period.recorded_by, **earlier
        )
    )
    if stands["ended_on"] != period.ended_on or stands["end_reason"] != period.end_reason:
        period.closed_by_discharge = False
    for name, value in new.items():
        setattr(period, name, value)
    period.recorded_at, period.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action=action, subject=period, stay_id=period.stay_id, detail=detail)
    return period


def _check(session: Session, stay: Stay, period_id: int | None, fact: ReadyFact) -> None:
    others = [
        ReadyFact(one.ready_on, one.ended_on) for one in ready_periods_of(session, stay.id) if one.id != period_id
    ]
    check_ready_period(fact, admitted_on=stay.admitted_on, discharged_on=stay.discharged_on, today=clock.today())
    check_no_overlap([*others, ReadyFact(fact.ready_on, fact.ended_on)], stay.discharged_on)
    if stay.admitted_on is None:  # what is known of such a stay begins with its first ready date
        days = [stay.case_opened_on, fact.ready_on, *(other.ready_on for other in others)]
        span = stay_span(None, stay.discharged_on, days)
        check_apart(session, stay, span, before=span_of(stay), field="ready_on")


def ready_periods_of(session: Session, stay_id: int) -> Sequence[ReadyPeriod]:
    return session.scalars(
        select(ReadyPeriod).where(ReadyPeriod.stay_id == stay_id).order_by(ReadyPeriod.ready_on, ReadyPeriod.id)
    ).all()


def earlier_values(session: Session, stay_id: int) -> dict[int, list[ReadyPeriodValue]]:
    """What each ready period of a stay said before, oldest first, by its id."""
    found: dict[int, list[ReadyPeriodValue]] = {}
    rows = session.scalars(
        select(ReadyPeriodValue)
        .join(ReadyPeriod, ReadyPeriod.id == ReadyPeriodValue.ready_period_id)
        .where(ReadyPeriod.stay_id == stay_id)
        .order_by(ReadyPeriodValue.id)
    )
    for value in rows:
        found.setdefault(value.ready_period_id, []).append(value)
    return found


def lag_days(period: ReadyPeriod, earlier: Sequence[ReadyPeriodValue] = ()) -> int:
    """Days from the ready date to the day on which that date was first written down; 0 on the day itself."""
    written = [value.recorded_at for value in earlier if value.ready_on == period.ready_on]
    first = clock.london_date(min([*written, period.recorded_at]))
    return max(0, (first - period.ready_on).days)
