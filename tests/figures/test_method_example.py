"""The worked example of the method through the database: rows in, the report's figures out."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.figures.report.days_avoided import Report, days_avoided
from enabler.rules.method.periods import Period

QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))
AS_AT = date(2026, 7, 1)


@pytest.fixture
def report(example: Session) -> Report:
    return days_avoided(example, period=QUARTER, as_at=AS_AT)


def test_the_figures_of_the_example(report: Report) -> None:
    found = report.as_json()
    assert [step["stays"] for step in found["funnel"]] == [9, 9, 9, 8, 7, 6]
    assert found["nights"] == {
        "delay": 82,
        "housing_only": 64,
        "housing_and_other": 13,
        "other_only": 5,
        "none_recorded": 0,
        "mhs26": 72,
        "unknown_stays": 1,
    }
    exact = {"rel": 1e-14}
    assert [row["avoided"] for row in found["rows"]] == pytest.approx([7, 23, -3.5, 460 / 26 - 7, 0, 8], **exact)
    assert found["totals"]["gross"] == pytest.approx(34.5 + 460 / 26 - 7, **exact)
    gross = found["totals"]["gross"]
    assert found["totals"]["net"] == pytest.approx(
        {"low": gross * 0.75, "central": gross * 0.85, "high": gross * 0.9}, **exact
    )
    assert found["left_out"] == [
        {"stay": "S7", "reason": "ready"},
        {"stay": "S8", "reason": "discharged"},
        {"stay": "S9", "reason": "basis"},
    ]
    assert found["totals"]["interval"] is None and found["money"] is None and found["break_even"] is None
    assert found["cross_check"]["patients"] == 7 and found["cross_check"]["waiting"] == 1


def test_the_reference_depends_on_what_is_reported(report: Report, example: Session) -> None:
    again = days_avoided(example, period=QUARTER, as_at=AS_AT)
    assert (again.reference, again.fingerprint) == (report.reference, report.fingerprint)
    other = days_avoided(example, period=QUARTER, as_at=AS_AT, wards=("Bosworth",))
    assert other.reference != report.reference


def test_one_ward_and_months_add_up(example: Session, report: Report) -> None:
    bosworth = days_avoided(example, period=QUARTER, as_at=AS_AT, wards=("Bosworth",)).ledger.nights.totals
    twelve = days_avoided(example, period=QUARTER, as_at=AS_AT, wards=("Ward 12",)).ledger.nights.totals
    assert bosworth + twelve == report.ledger.nights.totals
    months = [Period(date(2026, m, 1), date(2026, m, d)) for m, d in ((4, 30), (5, 31), (6, 30))]
    parts = [days_avoided(example, period=month, as_at=AS_AT).ledger.nights.totals for month in months]
    assert sum(part.delay for part in parts) == 82
