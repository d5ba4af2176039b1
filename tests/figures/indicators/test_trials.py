"""The weeks around a trial: nights by the midnight rule, gaps that are not 0, and shares that rest on too few."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.figures.indicators.trials import Series, weekly
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Ward
from enabler.rules.indicators.run_chart import RunPhase
from enabler.rules.indicators.trials import DELAY_NIGHTS, HOUSING_NIGHTS
from enabler.rules.method.periods import Period
from tests import makers
from tests.makers import days_ago

JUNE = Period(date(2026, 6, 1), date(2026, 6, 7))


def series(session: Session, looked_at: str, trial: Period = JUNE, **more: object) -> Series:
    asked = {"wards": None, "as_at": date(2026, 7, 1), "with_few": True} | more
    return weekly(session, trial=trial, looked_at=looked_at, **asked)  # type: ignore[arg-type]


def values(found: Series) -> dict[date, float | None]:
    return {point.week.period.from_on: point.value for point in found.points}


def test_the_nights_of_the_worked_example_by_week(example: Session) -> None:
    """Every delay night of April to June lies in one week: 82 in all, 77 of them housing nights; by hand for two
    weeks."""
    delay, housing = series(example, DELAY_NIGHTS), series(example, HOUSING_NIGHTS)
    # 1 to 7 June: S3 1 to 3, S4 1 to 7, S5 3 to 7; housing: S5 3 to 5
    assert values(delay)[date(2026, 6, 1)] == 3 + 7 + 5
    assert values(housing)[date(2026, 6, 1)] == 3 + 7 + 3
    # 30 March to 26 April is before the 12 weeks' first day for none: the first week begins 9 March
    assert sum(value or 0 for value in values(delay).values()) == 82 - 2  # 29 and 30 June are not over
    assert all(point.week.over or point.value is None for point in delay.points)


def test_a_week_without_a_case_is_a_gap_and_one_without_delay_is_0(session: Session, ward: Ward) -> None:
    makers.make_stay(session, ward, admitted=date(2026, 5, 26), case=date(2026, 5, 26))
    found = values(series(session, DELAY_NIGHTS))
    assert (found[date(2026, 5, 18)], found[date(2026, 5, 25)]) == (None, 0.0)


def test_a_patient_only_listed_is_no_case(session: Session, ward: Ward) -> None:
    makers.make_stay(session, ward, admitted=date(2026, 5, 1), case=None, ready=date(2026, 5, 26))
    assert set(values(series(session, DELAY_NIGHTS)).values()) == {None}


def test_the_weeks_add_up_to_the_ledgers_nights(example: Session) -> None:
    found = series(example, HOUSING_NIGHTS, as_at=date(2026, 7, 6))
    whole = Period(found.points[0].week.period.from_on, found.points[-1].week.period.to_on)
    counted = days_avoided(example, period=whole, as_at=date(2026, 7, 6)).ledger.nights.totals.housing
    assert sum(point.value or 0 for point in found.points) == counted > 77


def test_a_night_belongs_to_the_ward_of_that_midnight(example: Session) -> None:
    everywhere, here = series(example, DELAY_NIGHTS), series(example, DELAY_NIGHTS, wards=("Bosworth",))
    nowhere = series(example, DELAY_NIGHTS, wards=())
    assert sum(point.people for point in nowhere.points) == 0 < sum(point.people for point in here.points)
    assert sum(point.value or 0 for point in here.points) <= sum(point.value or 0 for point in everywhere.points)


def test_a_trial_to_come_has_only_weeks_before(session: Session, ward: Ward) -> None:
    makers.make_stay(session, ward, admitted=30, case=25)
    first = clock.today() + timedelta(days=3)
    found = series(session, DELAY_NIGHTS, Period(first, first + timedelta(days=6)), as_at=clock.today())
    assert {point.week.phase for point in found.points} == {RunPhase.BEFORE}
    assert [point.week.over for point in found.points][-1] is False and found.points[-1].value is None
    far_off = Period(first + timedelta(days=300), first + timedelta(days=306))
    assert series(session, DELAY_NIGHTS, far_off, as_at=clock.today()).points == ()


@pytest.mark.parametrize(("people", "with_few", "value"), [(4, True, 1.0), (4, False, None), (5, False, 1.0)])
def test_a_weeks_share_from_fewer_than_5_is_for_those_who_see_the_stays(
    session: Session, ward: Ward, people: int, with_few: bool, value: float | None
) -> None:
    for _ in range(people):
        makers.make_stay(session, ward, admitted=60, case=50, ready=20, left=14, discharge_outcome="discharged",
                         discharge_destination="19", home_after="02")  # fmt: skip
    trial = Period(days_ago(16), days_ago(10))
    found = series(session, "destination_settled", trial, as_at=clock.today(), with_few=with_few)
    point = next(point for point in found.points if point.week.phase is RunPhase.DURING)
    assert (point.value, point.people, found.too_few) == (value, people, int(value is None))
    assert found.pooled[RunPhase.DURING] == (people, people, people)
