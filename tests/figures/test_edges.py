"""Dates where a figure goes wrong most easily, from rows in the database to the report: each right, and none
invented."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock, models
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.report.days_avoided import Report, days_avoided
from enabler.models import Ward
from enabler.record.evidence.comparisons import add_comparison
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.method.periods import Period, quarter_of
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

AS_AT = date(2026, 11, 22)
NIGHTS = (0, 4, 9, 15, 20, 3, 12, 0, 7, 30)


@pytest.fixture
def cohort(session: Session, cli_actor: Actor) -> None:
    rows = tuple(CohortRow(Setting.MENTAL_HEALTH, "rent_arrears", nights) for nights in NIGHTS)
    with atomic(session):
        add_comparison(session, by=cli_actor, cohort=Cohort("Earlier", "made up", 4, rows))


def record(
    session: Session,
    ward: Ward,
    *ready: tuple[date, date | None],
    left_on: date | None,
    ref: str = "S1",
    judged: bool = True,
    admitted_on: date | None = None,
) -> None:
    """A case with a barrier all along: every delay night is housing only."""
    stamp = {"recorded_at": clock.now(), "recorded_by": "test"}
    first = admitted_on or ready[0][0] - timedelta(days=10)
    with atomic(session):
        patient = models.Patient(ref=f"P-{ref}", surname="Example", surname_key="example", **stamp)
        stay = models.Stay(ref=ref, ward=ward, patient=patient, setting=ward.setting, admitted_on=first, case_opened_on=first,
                           discharged_on=left_on, discharge_outcome="discharged" if left_on else None, **stamp)  # fmt: skip
        session.add(stay)
        stay.ready_periods = [models.ReadyPeriod(ready_on=a, ended_on=b, **stamp) for a, b in ready]
        interval = models.BarrierInterval(began_on=first, **stamp)
        session.add(
            models.Barrier(
                ref=f"B-{ref}", stay=stay, kind="rent_arrears", blocks_discharge="yes", intervals=[interval], **stamp
            )
        )
        session.flush()
        for about, value in (("main barrier", "rent_arrears"), ("share", "sole")) if judged else ():
            session.add(models.Judgement(stay_id=stay.id, about=about, value=value, **stamp))


def report(session: Session, first: date, last: date) -> Report:
    return days_avoided(session, period=Period(first, last), as_at=AS_AT)


@pytest.mark.parametrize(
    ("ready_on", "left_on", "nights"),
    [
        (date(2026, 3, 28), date(2026, 3, 30), 2),  # the clocks go forward on the 29th
        (date(2026, 3, 29), date(2026, 3, 30), 1),
        (date(2026, 10, 24), date(2026, 10, 26), 2),  # and back on the 25th
        (date(2026, 10, 25), date(2026, 10, 26), 1),
        (date(2024, 2, 28), date(2024, 3, 1), 2),  # through 29 February
        (date(2024, 2, 29), date(2024, 3, 1), 1),
        (date(2026, 2, 28), date(2026, 3, 1), 1),  # a year without one
        (date(2026, 5, 5), date(2026, 5, 5), 0),  # ready and left on one day
    ],
)
def test_nights_around_awkward_dates(
    session: Session, ward: Ward, cohort: None, ready_on: date, left_on: date, nights: int
) -> None:
    record(session, ward, (ready_on, left_on), left_on=left_on)
    found = report(session, quarter_of(left_on).from_on, quarter_of(left_on).to_on)
    assert found.ledger.nights.totals.delay == nights
    assert [row.observed for row in found.ledger.rows] == [nights]
    assert found.ledger.totals.gross == pytest.approx(10 - nights)


def test_a_stay_across_three_quarters_is_counted_once_and_its_nights_where_they_fell(
    session: Session, ward: Ward, cohort: None
) -> None:
    record(session, ward, (date(2026, 3, 20), date(2026, 7, 10)), left_on=date(2026, 7, 10))
    quarters = [
        report(session, *span)
        for span in (
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 4, 1), date(2026, 6, 30)),
            (date(2026, 7, 1), date(2026, 9, 30)),
        )
    ]
    assert [one.ledger.nights.totals.delay for one in quarters] == [12, 91, 9]
    assert [len(one.ledger.rows) for one in quarters] == [0, 0, 1]
    assert quarters[2].ledger.rows[0].observed == 112
    whole = report(session, date(2026, 1, 1), date(2026, 9, 30))
    assert whole.ledger.nights.totals.delay == 112 and whole.ledger.totals.gross == pytest.approx(10 - 112)


def test_ten_ready_periods(session: Session, ward: Ward, cohort: None) -> None:
    """One to four days each, two of which touch and one of which begins and ends on one day."""
    first, spans = date(2026, 4, 1), []
    for number in range(10):
        start = spans[-1][1] if number == 5 else first + timedelta(days=7 * number)
        spans.append((start, start + timedelta(days=number % 5)))
    left_on = spans[-1][1]
    record(session, ward, *spans, left_on=left_on, admitted_on=date(2026, 3, 1))
    found = report(session, date(2026, 4, 1), date(2026, 6, 30))
    assert found.ledger.nights.totals.delay == sum((end - start).days for start, end in spans) == 20
    assert found.ledger.rows[0].observed == 20


def test_a_period_to_come_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="not begun"):
        report(session, date(2027, 1, 1), date(2027, 3, 31))


def test_an_empty_period_has_no_numbers(session: Session, ward: Ward) -> None:
    found = report(session, date(2026, 4, 1), date(2026, 6, 30))
    body = found.as_json()
    assert body["rows"] == [] and body["totals"]["gross"] == 0 and body["totals"]["interval"] is None
    assert body["money"] is None and body["break_even"] is None and body["cross_check"] is None
    assert "no interval" in (found.interval.reason or "")


def test_one_stay_has_a_figure_but_no_interval(session: Session, ward: Ward, cohort: None) -> None:
    record(session, ward, (date(2026, 5, 5), date(2026, 5, 9)), left_on=date(2026, 5, 9))
    found = report(session, date(2026, 4, 1), date(2026, 6, 30))
    assert found.ledger.totals.gross == pytest.approx(6)
    assert found.interval.low is None and "Fewer than 10 stays (1)" in (found.interval.reason or "")
    assert found.cross_check is not None and found.cross_check.interval.low is None


def test_when_all_are_left_out_nothing_is_invented(session: Session, ward: Ward, cohort: None) -> None:
    record(session, ward, (date(2026, 5, 5), date(2026, 5, 9)), left_on=date(2026, 5, 9), judged=False)
    found = report(session, date(2026, 4, 1), date(2026, 6, 30))
    assert not found.ledger.rows and [str(entry.failed) for entry in found.ledger.left_out] == ["basis"]
    assert found.ledger.nights.totals.delay == 4
    assert found.as_json()["totals"]["net"] == {"low": 0.0, "central": 0.0, "high": 0.0}
