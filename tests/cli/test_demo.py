"""The fictional caseload can be told on any day, and what it tells is whole."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import audit, clock, models
from enabler.database import Base
from enabler.demo import SIGN_INS, ensure_demo
from enabler.figures.report.days_avoided import days_avoided
from enabler.figures.report.money import prices
from enabler.record.keeping import clock_check
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.method.periods import Period, periods_before, quarter_of
from enabler.rules.writing.nhs_number import is_nhs_number

# Today, a leap day, the day when summer time begins, the first of a financial year and of a quarter, soon after a new
# year and soon after midnight, and a day of July on which quarters are looked at.
MOMENTS = [
    None,
    (date(2028, 2, 29), 7),
    (date(2027, 3, 28), 7),
    (date(2027, 4, 1), 7),
    (date(2027, 1, 2), 0),
    (date(2027, 7, 12), 11),
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_lived_in_caseload_whatever_day_it_is(
    session: Session, tmp_path: Path, moment: tuple[date, int] | None
) -> None:
    """All that is asked of a caseload is asked of the same: telling one takes long."""
    with clock.moved_to(*moment, 30) if moment else nullcontext():
        day = clock.today()
        assert ensure_demo(session) == SIGN_INS
        assert ensure_demo(session) == SIGN_INS  # a second start tells nothing again
        it_is_lived_in(session, day)
        assert audit.broken_at(session) is None
        every_quarter_has_pounds_and_a_break_even(session, day)
        everybody_is_made_up(session)
        three_stories_end_at_home(session)
        no_clock_runs_that_nobody_started(session)
        nothing_is_recorded_later_than_now(session, tmp_path)


def it_is_lived_in(session: Session, day: date) -> None:
    stays = session.scalars(select(models.Stay)).all()
    assert len(stays) == 70
    assert sum(stay.discharged_on is None for stay in stays) == 27
    due = select(func.count()).where(models.Action.done_on.is_(None), models.Action.due_on <= day)
    assert session.scalar(due) >= 3
    year = Period(date.fromordinal(day.toordinal() - 300), day)
    found = days_avoided(session, period=year, as_at=day).ledger
    assert len(found.rows) >= 30 and found.late and found.left_otherwise and found.nights.unknown_stays


def everybody_is_made_up(session: Session) -> None:
    numbers = session.scalars(select(models.Patient.nhs_number).where(models.Patient.nhs_number.is_not(None))).all()
    assert numbers and all(number.startswith("999") and is_nhs_number(number) for number in numbers)
    phones = session.scalars(select(models.Patient.phone).where(models.Patient.phone.is_not(None))).all()
    assert all(phone.startswith("07700 900") for phone in phones)


def three_stories_end_at_home(session: Session) -> None:
    for surname in ("Larkin", "Bramley", "Jessop"):
        stay = session.scalars(select(models.Stay).join(models.Patient).where(models.Patient.surname == surname)).one()
        assert stay.discharge_outcome == "discharged" and stay.home_after == "02"
        kept = [
            one.home_kept for one in session.scalars(select(models.FollowUp).where(models.FollowUp.stay_id == stay.id))
        ]
        assert "kept" in kept


def no_clock_runs_that_nobody_started(session: Session) -> None:
    duties = session.scalars(select(models.HomelessnessFacts)).all()
    since = {(row.outcome, row.duty_started_on is not None) for row in duties}
    assert since == {(None, False), ("Accepted: relief duty", True), ("Not accepted: not homeless", False)}
    assert all(row.duty_started_on == row.answered_on for row in duties if row.duty_started_on)
    assert all(row.referred_on < row.duty_started_on for row in duties if row.referred_on and row.duty_started_on)
    held = session.scalars(select(models.HeldBenefits)).all()
    assert 0 < len(held) < 35 and any(row.pip_or_dla == "yes" for row in held)


def every_quarter_has_pounds_and_a_break_even(session: Session, day: date) -> None:
    now = quarter_of(day)
    for quarter in (now, *periods_before(now, 4)):
        assert prices(session, year_of(quarter.to_on)).of_a_night
        paid = prices(session, year_of(quarter.to_on)).cost_of_service(quarter)
        assert paid.is_whole and len(paid.by_funder) == 2
    report = days_avoided(session, period=periods_before(now, 1)[0], as_at=day)
    assert report.prices.value(report.ledger) and report.prices.break_even(report.ledger)


# What lies ahead when it is recorded; every other date says what has been.
PLANNED = {
    "arrears_facts.notice_expires_on",
    "actions.due_on",
    "expected_discharges.expected_on",
    "follow_ups.due_on",
    "patients.safety_alert_review_on",
    "service_costs.to_on",
    "stays.expected_discharge_on",
}


def nothing_is_recorded_later_than_now(session: Session, folder: Path) -> None:
    """Quarters are looked at on their twelfth day; stays begin, and people ring, at all hours of today."""
    now = clock.now()
    assert not [doubt for doubt in clock_check.doubts(session, folder) if "nothing was recorded" in doubt]
    later: dict[str, object] = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            limit = {"DATE": clock.today(), "DATETIME": now}.get(str(column.type))
            last = session.scalar(select(func.max(column))) if limit else None
            if last is not None and limit is not None and last > limit:
                later[f"{table.name}.{column.name}"] = last
    assert {name: last for name, last in later.items() if name not in PLANNED} == {}
